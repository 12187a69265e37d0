package io.github.clrsearch.search.findings;

import io.github.clrsearch.search.trial.Answers;
import io.github.clrsearch.search.trial.Observation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What training the best settings anew has shown.
 *
 * @param settings the highest mean first
 * @param comparisons every two of them, of which the first has the higher mean
 */
public record Confirmed(List<Repeated> settings, List<Comparison> comparisons) {

  /** Copies the lists. */
  public Confirmed {
    settings = List.copyOf(settings);
    comparisons = List.copyOf(comparisons);
  }

  /**
   * Sums up a stage.
   *
   * @param observations the settings with what the search had found of them
   * @param accuracies of each setting in each repetition, a fraction; NaN where the training did
   *     not come to its end: not modified
   * @param validationImages that they were measured on, at least 1
   */
  public static Confirmed of(
      List<Observation> observations, double[][] accuracies, int validationImages) {
    int repetitions = Arrays.stream(accuracies).mapToInt(row -> row.length).max().orElse(0);
    return of(
        observations, accuracies, new Answers[accuracies.length][repetitions], validationImages);
  }

  /**
   * The same, also by the answers to single images.
   *
   * @param answers of each setting in each repetition, to the same images in the same order; null
   *     where they are not known: not modified
   */
  public static Confirmed of(
      List<Observation> observations,
      double[][] accuracies,
      Answers[][] answers,
      int validationImages) {
    List<Repeated> settings =
        IntStream.range(0, accuracies.length)
            .mapToObj(i -> Repeated.of(observations.get(i), accuracies[i], answers[i]))
            // Without an accuracy last; equal means keep the order of the search.
            .sorted(
                Comparator.comparingDouble(
                        (Repeated setting) ->
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
    return new Confirmed(settings, Comparison.corrected(comparisons));
  }

  /** What can be said of the setting of the highest mean against the others, in lines. */
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

  /**
   * A setting that was trained several times.
   *
   * @param found what the search had found of it
   * @param accuracies of each repetition; NaN where it did not come to its end
   * @param answers of each repetition to single images; null where they are not known
   * @param seeds how many did
   * @param mean of these; NaN where there is none
   * @param deviation of a single one, from n - 1; NaN of fewer than two
   * @param halfWidth of the mean's 95 % interval, by Student's distribution; NaN of fewer than two
   */
  public record Repeated(
      Observation found,
      List<Double> accuracies,
      List<Answers> answers,
      int seeds,
      double mean,
      double deviation,
      double halfWidth) {

    private static Repeated of(Observation found, double[] accuracies, Answers[] answers) {
      double[] known = Arrays.stream(accuracies).filter(a -> !Double.isNaN(a)).toArray();
      Spread spread = Spread.of(known);
      return new Repeated(
          found,
          Arrays.stream(accuracies).boxed().toList(),
          Arrays.asList(answers),
          known.length,
          spread.mean(),
          spread.deviation(),
          spread.halfWidth());
    }

    /** By how much the search's accuracy, the highest of many, was above the mean. */
    public double optimism() {
      return found.accuracy() - mean;
    }

    /** {@code 52.30 % +- 0.41}; the interval is left out where there is none. */
    public String interval() {
      String text = String.format(Locale.ROOT, "%6.2f %%", 100 * mean);
      return Double.isNaN(halfWidth)
          ? text
          : text + String.format(Locale.ROOT, " +- %.2f", 100 * halfWidth);
    }
  }
}
