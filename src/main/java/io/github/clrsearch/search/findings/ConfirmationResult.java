package io.github.clrsearch.search.findings;

import io.github.clrsearch.search.trial.CorrectImages;
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
 * @param settings by descending mean
 * @param comparisons of every two settings; the first has the higher mean
 */
public record ConfirmationResult(List<RepeatedSetting> settings, List<Comparison> comparisons) {

  /** Copies the lists. */
  public ConfirmationResult {
    settings = List.copyOf(settings);
    comparisons = List.copyOf(comparisons);
  }

  /**
   * The result of a stage without correct images.
   *
   * @param observations the settings, as the search observed them
   * @param accuracies of each setting in each repetition, fractions; NaN if the training was not
   *     completed: not modified
   * @param validationImages number of images that they were measured on, at least 1
   */
  public static ConfirmationResult of(
      List<Observation> observations, double[][] accuracies, int validationImages) {
    int repetitions = Arrays.stream(accuracies).mapToInt(row -> row.length).max().orElse(0);
    return of(
        observations,
        accuracies,
        new CorrectImages[accuracies.length][repetitions],
        validationImages);
  }

  /**
   * The result of a stage with correct images.
   *
   * @param observations the settings, as the search observed them
   * @param accuracies of each setting in each repetition, fractions; NaN if the training was not
   *     completed: not modified
   * @param correctImages of each setting in each repetition, of the same images in the same order;
   *     null if unknown: not modified
   * @param validationImages number of images that they were measured on, at least 1
   */
  public static ConfirmationResult of(
      List<Observation> observations,
      double[][] accuracies,
      CorrectImages[][] correctImages,
      int validationImages) {
    List<RepeatedSetting> settings =
        IntStream.range(0, accuracies.length)
            .mapToObj(i -> RepeatedSetting.of(observations.get(i), accuracies[i], correctImages[i]))
            // Settings without an accuracy are last; equal means keep the order of the search.
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
        Comparison.of(settings.get(i), settings.get(j), validationImages)
            .ifPresent(comparisons::add);
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
