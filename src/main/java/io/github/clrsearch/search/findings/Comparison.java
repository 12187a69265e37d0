package io.github.clrsearch.search.findings;

import io.github.clrsearch.search.findings.Confirmed.Repeated;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Two settings that were trained with the same seeds and asked for the same images: a paired test
 * of the differences within each repetition and each image. A difference has two sources of chance,
 * the seeds and the images, which are crossed; its variance is taken as the sum of both, each from
 * the means over the other, which is a little too much rather than too little (Owen, "The
 * pigeonhole bootstrap", Annals of Applied Statistics 1, 2007). Of one seed and a large number of
 * images it would be McNemar's test. Where answers to single images are not known it is Student's
 * paired test over the seeds, and speaks of these images alone.
 *
 * @param first the trial that the setting of the higher mean was found by, such as {@code fine/3}
 * @param second the other one's
 * @param seeds that both were trained with
 * @param images whose answers were compared; 0 where they are not known
 * @param difference the mean of first minus second, a fraction
 * @param halfWidth of its 95 % interval
 * @param pValue of this comparison alone
 * @param corrected p-value for all comparisons of the stage together
 */
public record Comparison(
    String first,
    String second,
    int seeds,
    int images,
    double difference,
    double halfWidth,
    double pValue,
    double corrected) {
  private static final double LEVEL = 0.05;

  /** Compares two settings; empty where fewer than two repetitions of both came to their ends. */
  static Optional<Comparison> of(Repeated first, Repeated second, int validationImages) {
    int[] both =
        IntStream.range(0, first.accuracies().size())
            .filter(i -> !Double.isNaN(first.accuracies().get(i) - second.accuracies().get(i)))
            .toArray();
    if (both.length < 2) {
      return Optional.empty();
    }
    double[] differences =
        Arrays.stream(both)
            .mapToDouble(i -> first.accuracies().get(i) - second.accuracies().get(i))
            .toArray();
    // Accuracies go in steps of one image: few of them may be equal by chance, not for certain.
    Estimate seeds = Spread.of(differences).atLeast(1.0 / validationImages).estimate();
    double[] images = byImage(first, second, both);
    Estimate difference = images.length < 2 ? seeds : seeds.and(Spread.of(images).estimate());
    return Optional.of(
        new Comparison(
            first.found().trial(),
            second.found().trial(),
            both.length,
            images.length,
            difference.mean(),
            difference.halfWidth(),
            difference.pValue(),
            Double.NaN));
  }

  /** How much more often each image was answered right by the first; none where not known. */
  private static double[] byImage(Repeated first, Repeated second, int[] repetitions) {
    boolean known =
        Arrays.stream(repetitions)
            .allMatch(i -> first.answers().get(i) != null && second.answers().get(i) != null);
    double[] differences = new double[known ? first.answers().get(repetitions[0]).images() : 0];
    for (int image = 0; image < differences.length; image++) {
      for (int i : repetitions) {
        int difference = first.answers().get(i).right(image) - second.answers().get(i).right(image);
        differences[image] += (double) difference / repetitions.length;
      }
    }
    return differences;
  }

  /**
   * Corrects p-values so that a single false claim among all has the probability of one test (Holm,
   * "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics
   * 6, 1979). All pairs count, for which of them is told of is chosen by the same numbers.
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
    return new Comparison(first, second, seeds, images, difference, halfWidth, pValue, p);
  }

  /** Whether the first may be called better than the second. */
  public boolean holds() {
    return difference > 0 && corrected <= LEVEL;
  }

  /** The second with the difference: {@code coarse/6 (by 0.54 points, p 0.021)}. */
  String brief() {
    return String.format(
        Locale.ROOT, "%s (by %.2f points, p %.2g)", second, 100 * difference, corrected);
  }
}
