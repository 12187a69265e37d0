package io.github.clrsearch.search.findings;

import io.github.clrsearch.search.trial.CorrectImages;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Observation;
import java.util.Arrays;
import java.util.List;

/**
 * A setting that was trained several times with different seeds.
 *
 * @param found the setting, as the search observed it
 * @param scores of each repetition; NaN if it was not completed
 * @param correctImages of each repetition; null if unknown
 * @param seeds number of completed repetitions
 * @param mean of their scores; NaN if there is none
 * @param deviation of a single score, with n - 1; NaN for fewer than two
 * @param halfWidth half the width of the 95 % confidence interval of the mean, by Student's
 *     distribution; NaN for fewer than two
 * @param metric of the scores
 */
public record RepeatedSetting(
    Observation found,
    List<Double> scores,
    List<CorrectImages> correctImages,
    int seeds,
    double mean,
    double deviation,
    double halfWidth,
    Metric metric) {

  static RepeatedSetting of(
      Observation found, double[] scores, CorrectImages[] correctImages, Metric metric) {
    double[] known = Arrays.stream(scores).filter(a -> !Double.isNaN(a)).toArray();
    SampleMean sample = SampleMean.of(known);
    return new RepeatedSetting(
        found,
        Arrays.stream(scores).boxed().toList(),
        Arrays.asList(correctImages),
        known.length,
        sample.mean(),
        sample.deviation(),
        sample.halfWidth(),
        metric);
  }

  /** The optimistic bias: the score in the search, the highest of many, minus the mean. */
  public double optimism() {
    return found.score() - mean;
  }

  /** {@code 52.30 % +- 0.41}; without the interval if there is none. */
  public String interval() {
    String text = "%8s".formatted(metric.textOf(mean));
    return Double.isNaN(halfWidth) ? text : text + " +- " + metric.number(halfWidth);
  }
}
