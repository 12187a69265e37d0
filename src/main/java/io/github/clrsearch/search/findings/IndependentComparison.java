package io.github.clrsearch.search.findings;

import io.github.clrsearch.search.trial.CorrectImages;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Noise;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Comparison of two settings that were trained with different seeds, such as the best of two
 * studies. As in {@link Comparison}, the variance of the difference is the sum of two parts: that
 * of the seeds, which are independent here (Welch's test), and that of the examples. If both
 * classified the same images, the latter is the variance over the images of the difference of their
 * means over the seeds. Otherwise it is that of two independent values.
 *
 * @param difference mean score of the first minus that of the second
 * @param halfWidth half the width of the 95 % confidence interval of the difference
 * @param pValue two-sided p-value
 */
public record IndependentComparison(double difference, double halfWidth, double pValue) {
  private static final double LEVEL = 0.05;

  /** Degrees of freedom of an error that is known. */
  private static final double CERTAIN = 1e6;

  /**
   * Trainings of a setting.
   *
   * @param scores one per seed, at least one; none is NaN
   * @param correctImages one per seed; empty if unknown
   * @param metric of the scores
   */
  public record Sample(List<Double> scores, List<CorrectImages> correctImages, Metric metric) {
    /** The mean score. */
    public double mean() {
      return scores.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private boolean hasSeeds() {
      return scores.size() > 1;
    }

    private Estimate overSeeds() {
      double[] all = scores.stream().mapToDouble(Double::doubleValue).toArray();
      // Accuracies are multiples of one image: a few equal ones do not prove a deviation of 0.
      return SampleMean.of(all)
          .atLeast(Math.max(metric.resolution(), Double.MIN_NORMAL))
          .estimate();
    }

    /** The error of a single value, by the noise of the metric; 0 if that is unknown. */
    private double error() {
      double error = metric.noise().standardError(metric.value(mean()));
      return Math.max(error, metric.resolution());
    }

    private double degrees() {
      return metric.noise() instanceof Noise.Examples examples
          ? Math.max(1, examples.count() - 1)
          : CERTAIN;
    }

    private boolean knowsImages() {
      return !correctImages.isEmpty() && correctImages.stream().allMatch(Objects::nonNull);
    }

    private double shareOfSeeds(int image) {
      return correctImages.stream().mapToInt(each -> each.at(image)).average().orElseThrow();
    }
  }

  /** Which examples two samples were measured on. */
  public enum Images {
    SAME,
    OTHER
  }

  /** Compares two settings; empty if nothing is known about the error of their values. */
  public static Optional<IndependentComparison> of(Sample first, Sample second, Images validation) {
    Optional<Estimate> error = overImages(first, second, validation);
    for (Sample each : List.of(first, second)) {
      if (each.hasSeeds()) {
        Estimate seeds = each.overSeeds();
        error = Optional.of(error.map(before -> before.and(seeds)).orElse(seeds));
      }
    }
    return error
        .map(of -> new Estimate(first.mean() - second.mean(), of.error(), of.degrees()))
        .map(of -> new IndependentComparison(of.mean(), of.halfWidth(), of.pValue()));
  }

  /** The error because of the examples; its mean has no meaning. */
  private static Optional<Estimate> overImages(Sample first, Sample second, Images validation) {
    boolean paired = validation == Images.SAME && first.knowsImages() && second.knowsImages();
    int images = paired ? first.correctImages().get(0).images() : 0;
    if (paired && images > 1 && images == second.correctImages().get(0).images()) {
      double[] differences = new double[images];
      for (int image = 0; image < images; image++) {
        differences[image] = first.shareOfSeeds(image) - second.shareOfSeeds(image);
      }
      return Optional.of(SampleMean.of(differences).atLeast(1.0 / images).estimate());
    }
    double one = first.error();
    double two = second.error();
    return one + two > 0
        ? Optional.of(
            new Estimate(
                0,
                StrictMath.sqrt(one * one + two * two),
                Math.min(first.degrees(), second.degrees())))
        : Optional.empty();
  }

  /** This comparison as one of several: its p-value has Bonferroni's correction. */
  public IndependentComparison amongst(int comparisons) {
    return new IndependentComparison(difference, halfWidth, Math.min(1, comparisons * pValue));
  }

  /** Whether the two can be distinguished. */
  public boolean isSignificant() {
    return pValue <= LEVEL;
  }
}
