package io.github.clrsearch.search.findings;

import io.github.clrsearch.search.trial.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Paired test of two settings that were trained with the same seeds and, if they classify images,
 * measured on the same ones.
 *
 * <p>The differences are taken within each repetition and each image. They have two crossed sources
 * of randomness, the seeds and the images. The variance is estimated as the sum of both, each from
 * the means over the other, which is slightly conservative (Owen, "The pigeonhole bootstrap",
 * Annals of Applied Statistics 1, 2007). For one seed and many images it would be McNemar's test.
 * If the correct images are unknown it is Student's paired test over the seeds, which is valid for
 * these images only.
 *
 * @param first trial of the setting with the higher mean, such as {@code fine/3}
 * @param second trial of the other setting
 * @param seeds number of seeds that both were trained with
 * @param images number of compared images; 0 if the correct images are unknown
 * @param difference mean score of first minus that of second
 * @param halfWidth half the width of the 95 % confidence interval of the difference
 * @param pValue p-value of this comparison alone
 * @param corrected p-value corrected for all comparisons of the stage
 * @param metric of the scores
 */
public record Comparison(
    String first,
    String second,
    int seeds,
    int images,
    double difference,
    double halfWidth,
    double pValue,
    double corrected,
    Metric metric) {
  private static final double LEVEL = 0.05;

  /** Compares two settings; empty if fewer than two repetitions of both are complete. */
  static Optional<Comparison> of(RepeatedSetting first, RepeatedSetting second, Metric metric) {
    int[] both =
        IntStream.range(0, first.scores().size())
            .filter(i -> !Double.isNaN(first.scores().get(i) - second.scores().get(i)))
            .toArray();
    if (both.length < 2) {
      return Optional.empty();
    }
    double[] differences =
        Arrays.stream(both)
            .mapToDouble(i -> first.scores().get(i) - second.scores().get(i))
            .toArray();
    // Accuracies are multiples of one image: a few equal ones do not prove a deviation of 0.
    double least = Math.max(metric.resolution(), Double.MIN_NORMAL);
    Estimate seeds = SampleMean.of(differences).atLeast(least).estimate();
    double[] images =
        metric.name().equals(Metric.VALIDATION_ACCURACY)
            ? byImage(first, second, both)
            : new double[0];
    Estimate difference = images.length < 2 ? seeds : seeds.and(SampleMean.of(images).estimate());
    return Optional.of(
        new Comparison(
            first.found().trial(),
            second.found().trial(),
            both.length,
            images.length,
            difference.mean(),
            difference.halfWidth(),
            difference.pValue(),
            Double.NaN,
            metric));
  }

  /** Mean over the repetitions of first minus second, by image; no elements if unknown. */
  private static double[] byImage(
      RepeatedSetting first, RepeatedSetting second, int[] repetitions) {
    boolean known =
        Arrays.stream(repetitions)
            .allMatch(
                i -> first.correctImages().get(i) != null && second.correctImages().get(i) != null);
    double[] differences =
        new double[known ? first.correctImages().get(repetitions[0]).images() : 0];
    for (int image = 0; image < differences.length; image++) {
      for (int i : repetitions) {
        int difference =
            first.correctImages().get(i).at(image) - second.correctImages().get(i).at(image);
        differences[image] += (double) difference / repetitions.length;
      }
    }
    return differences;
  }

  /**
   * Corrects p-values for multiple comparisons, to bound the probability of any false rejection
   * (Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of
   * Statistics 6, 1979). All pairs count, because the pairs to report are chosen by the same data.
   *
   * @return in the given order
   */
  static List<Comparison> corrected(List<Comparison> comparisons) {
    List<Integer> ascending =
        IntStream.range(0, comparisons.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> comparisons.get(i).pValue()))
            .toList();
    List<Comparison> corrected = new ArrayList<>(comparisons);
    double highest = 0;
    for (int rank = 0; rank < ascending.size(); rank++) {
      Comparison next = comparisons.get(ascending.get(rank));
      highest = Math.max(highest, Math.min(1, (comparisons.size() - rank) * next.pValue()));
      corrected.set(ascending.get(rank), next.corrected(highest));
    }
    return corrected;
  }

  private Comparison corrected(double p) {
    return new Comparison(first, second, seeds, images, difference, halfWidth, pValue, p, metric);
  }

  /** Whether the first is significantly better than the second. */
  public boolean holds() {
    return difference > 0 && corrected <= LEVEL;
  }

  /** The second setting with the difference: {@code coarse/6 (by 0.54 points, p 0.021)}. */
  String brief() {
    return String.format(
        Locale.ROOT, "%s (by %s, p %.2g)", second, metric.difference(difference), corrected);
  }
}
