package io.github.clrsearch.search.findings;

import io.github.clrsearch.search.trial.CorrectImages;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Observation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Result of a confirming stage.
 *
 * @param settings by descending mean score
 * @param comparisons of every two settings; the first has the higher mean
 */
public record ConfirmationResult(List<RepeatedSetting> settings, List<Comparison> comparisons) {

  public ConfirmationResult {
    settings = List.copyOf(settings);
    comparisons = List.copyOf(comparisons);
  }

  /**
   * The result of a stage without correct images.
   *
   * @param observations the settings, as the search observed them
   * @param scores of each setting in each repetition; NaN if the training was not completed: not
   *     modified
   * @param metric of the scores
   */
  public static ConfirmationResult of(
      List<Observation> observations, double[][] scores, Metric metric) {
    int repetitions = Arrays.stream(scores).mapToInt(row -> row.length).max().orElse(0);
    return of(observations, scores, new CorrectImages[scores.length][repetitions], metric);
  }

  /**
   * The result of a stage with correct images.
   *
   * @param observations the settings, as the search observed them
   * @param scores of each setting in each repetition; NaN if the training was not completed: not
   *     modified
   * @param correctImages of each setting in each repetition, of the same images in the same order;
   *     null if unknown: not modified
   * @param metric of the scores
   */
  public static ConfirmationResult of(
      List<Observation> observations,
      double[][] scores,
      CorrectImages[][] correctImages,
      Metric metric) {
    List<RepeatedSetting> settings =
        IntStream.range(0, scores.length)
            .mapToObj(
                i -> RepeatedSetting.of(observations.get(i), scores[i], correctImages[i], metric))
            // Settings without a score are last; equal means keep the order of the search.
            .sorted(
                Comparator.comparingDouble(
                        (RepeatedSetting setting) ->
                            Double.isNaN(setting.mean())
                                ? Double.NEGATIVE_INFINITY
                                : setting.mean())
                    .reversed())
            .toList();
    List<Comparison> comparisons = new ArrayList<>();
    for (int i = 0; i < settings.size(); i++) {
      for (int j = i + 1; j < settings.size(); j++) {
        Comparison.of(settings.get(i), settings.get(j), metric).ifPresent(comparisons::add);
      }
    }
    return new ConfirmationResult(settings, Comparison.corrected(comparisons));
  }

  /** One or two lines that compare the best setting with the others; empty if there are none. */
  public List<String> verdict() {
    if (comparisons.isEmpty()) {
      return List.of();
    }
    String best = settings.get(0).found().trial();
    List<Comparison> ofBest =
        comparisons.stream().filter(pair -> pair.first().equals(best)).toList();
    return Stream.of(
            line(best + " is better than ", ofBest.stream().filter(Comparison::holds).toList()),
            line(
                best + " is not distinguishable from ",
                ofBest.stream().filter(pair -> !pair.holds()).toList()))
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private static String line(String begin, List<Comparison> pairs) {
    return pairs.isEmpty()
        ? ""
        : begin + String.join(", ", pairs.stream().map(Comparison::brief).toList());
  }
}
