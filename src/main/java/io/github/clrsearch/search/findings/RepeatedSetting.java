package io.github.clrsearch.search.findings;

import io.github.clrsearch.search.trial.CorrectImages;
import io.github.clrsearch.search.trial.Observation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A setting that was trained several times with different seeds.
 *
 * @param found the setting, as the search observed it
 * @param accuracies of each repetition; NaN if it was not completed
 * @param correctImages of each repetition; null if unknown
 * @param seeds number of completed repetitions
 * @param mean of their accuracies; NaN if there is none
 * @param deviation of a single accuracy, with n - 1; NaN for fewer than two
 * @param halfWidth half the width of the 95 % confidence interval of the mean, by Student's
 *     distribution; NaN for fewer than two
 */
public record RepeatedSetting(
    Observation found,
    List<Double> accuracies,
    List<CorrectImages> correctImages,
    int seeds,
    double mean,
    double deviation,
    double halfWidth) {

  static RepeatedSetting of(Observation found, double[] accuracies, CorrectImages[] correctImages) {
    double[] known = Arrays.stream(accuracies).filter(a -> !Double.isNaN(a)).toArray();
    SampleMean sample = SampleMean.of(known);
    return new RepeatedSetting(
        found,
        Arrays.stream(accuracies).boxed().toList(),
        Arrays.asList(correctImages),
        known.length,
        sample.mean(),
        sample.deviation(),
        sample.halfWidth());
  }

  /** The optimistic bias: the accuracy in the search, the highest of many, minus the mean. */
  public double optimism() {
    return found.accuracy() - mean;
  }

  /** {@code 52.30 % +- 0.41}; without the interval if there is none. */
  public String interval() {
    String text = String.format(Locale.ROOT, "%6.2f %%", 100 * mean);
    return Double.isNaN(halfWidth)
        ? text
        : text + String.format(Locale.ROOT, " +- %.2f", 100 * halfWidth);
  }
}
