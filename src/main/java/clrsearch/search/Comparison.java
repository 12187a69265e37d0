package clrsearch.search;

import clrsearch.search.Confirmed.Repeated;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Two settings that were trained with the same seeds: Student's paired test of the differences
 * within each repetition, whose trainings share the order of the mini-batches and the validation
 * images. It speaks of other seeds on these images.
 *
 * @param first the trial that the setting of the higher mean was found by, such as {@code fine/3}
 * @param second the other one's
 * @param seeds that both were trained with
 * @param difference the mean of first minus second, a fraction
 * @param halfWidth of its 95 % interval
 * @param pValue of this comparison alone
 * @param corrected p-value for all comparisons of the stage together
 */
public record Comparison(
    String first,
    String second,
    int seeds,
    double difference,
    double halfWidth,
    double pValue,
    double corrected) {
  private static final double LEVEL = 0.05;

  /** Compares two settings; empty where fewer than two repetitions of both came to their ends. */
  static Optional<Comparison> of(Repeated first, Repeated second, int validationImages) {
    double[] differences =
        IntStream.range(0, first.accuracies().size())
            .mapToDouble(i -> first.accuracies().get(i) - second.accuracies().get(i))
            .filter(difference -> !Double.isNaN(difference))
            .toArray();
    if (differences.length < 2) {
      return Optional.empty();
    }
    // Accuracies go in steps of one image: few of them may be equal by chance, not for certain.
    Spread spread = Spread.of(differences).atLeast(1.0 / validationImages);
    return Optional.of(
        new Comparison(
            first.found().trial(),
            second.found().trial(),
            spread.count(),
            spread.mean(),
            spread.halfWidth(),
            spread.pValue(),
            Double.NaN));
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
    return new Comparison(first, second, seeds, difference, halfWidth, pValue, p);
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
