package io.github.clrsearch.search.trial;

import io.github.clrsearch.search.space.Numbers;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Locale;

/**
 * The number that an objective measures at the end of every cycle, and by which trials are
 * compared.
 *
 * <p>The search works with scores, of which the higher is always better: the score of a value is
 * the value itself if the metric is maximized, and its negative if it is minimized.
 *
 * @param name of its column: a lower-case letter, then lower-case letters, digits and '_'
 * @param direction whether high or low values are good
 * @param scale of the values
 * @param noise how far a value is from that of other seeds or other examples
 */
public record Metric(String name, Direction direction, Scale scale, Noise noise)
    implements Serializable {

  /** Name of the fraction of correctly classified examples of the validation split. */
  public static final String VALIDATION_ACCURACY = "validation_accuracy";

  /** Name of the mean cross-entropy on the validation split. */
  public static final String VALIDATION_LOSS = "validation_loss";

  /** Larger numbers overflow in sums of squares. */
  private static final double LARGEST = 1e100;

  private static final int REACH = 3;

  /** Whether high or low values are good. */
  public enum Direction {
    MAXIMIZE,
    MINIMIZE;

    /** The name in files: {@code maximize} or {@code minimize}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public enum Scale {
    /** Fractions in 0 .. 1, which are shown in percent. */
    FRACTION,
    /** Any real numbers. */
    REAL;

    /** The name in files: {@code fraction} or {@code real}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Metric {
    Names.columnProblem("metric", name)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
    if (scale == Scale.REAL && noise instanceof Noise.Examples) {
      throw new IllegalArgumentException(
          "only a fraction has a standard error that follows from a number of examples, but %s is any real number: declare its standard error, or make it a fraction"
              .formatted(name));
    }
  }

  /**
   * The validation accuracy: a fraction of examples, to maximize.
   *
   * @param examples number of examples that it is measured on, at least 1
   */
  public static Metric accuracy(int examples) {
    return new Metric(
        VALIDATION_ACCURACY, Direction.MAXIMIZE, Scale.FRACTION, new Noise.Examples(examples));
  }

  /** The validation accuracy, measured on an unknown number of examples. */
  public static Metric accuracy() {
    return new Metric(VALIDATION_ACCURACY, Direction.MAXIMIZE, Scale.FRACTION, new Noise.Unknown());
  }

  /** A metric to maximize: any real numbers, whose noise the search estimates. */
  public static Metric maximized(String name) {
    return new Metric(name, Direction.MAXIMIZE, Scale.REAL, new Noise.Unknown());
  }

  /** A metric to minimize: any real numbers, whose noise the search estimates. */
  public static Metric minimized(String name) {
    return new Metric(name, Direction.MINIMIZE, Scale.REAL, new Noise.Unknown());
  }

  /**
   * This metric as the fraction of a number of examples, such as an error rate.
   *
   * @param examples number of examples that it is measured on, at least 1
   */
  public Metric ofExamples(int examples) {
    return new Metric(name, direction, Scale.FRACTION, new Noise.Examples(examples));
  }

  /** This metric with a known standard error of its values, finite and at least 0. */
  public Metric withStandardError(double standardError) {
    return with(new Noise.StandardError(standardError, Noise.DECLARED));
  }

  /** This metric with another noise. */
  public Metric with(Noise other) {
    return new Metric(name, direction, scale, other);
  }

  /** The score of a value, and the value of a score: its negative if the metric is minimized. */
  public double score(double value) {
    return direction == Direction.MAXIMIZE ? value : 0 - value;
  }

  /** The value of a score. */
  public double value(double score) {
    return score(score);
  }

  /** The standard error of a score; 0 if it is unknown. */
  public double standardError(double score) {
    return noise.standardError(value(score));
  }

  /** The smallest difference between two values; 0 if there is none. */
  public double resolution() {
    return noise instanceof Noise.Examples examples ? 1.0 / examples.count() : 0;
  }

  /**
   * The lowest score that models distinguish. A loss has no bound: a few exploded trainings would
   * hide the differences between all others, so that models raise their scores to this one.
   *
   * @param scores at least one, none of them NaN: not modified
   * @return three times as far below the median as the best score is above it; negative infinity
   *     for fractions, or if half of the scores are the best
   */
  public double lowest(double[] scores) {
    double[] ascending = scores.clone();
    Arrays.sort(ascending);
    double median = ascending[ascending.length / 2];
    double above = ascending[ascending.length - 1] - median;
    return isFraction() || above == 0 ? Double.NEGATIVE_INFINITY : median - REACH * above;
  }

  /** The name as words: {@code validation accuracy}. */
  public String words() {
    return name.replace('_', ' ');
  }

  /** A short name: {@code accuracy} for the validation accuracy, otherwise all words. */
  public String noun() {
    return name.equals(VALIDATION_ACCURACY) ? "accuracy" : words();
  }

  /** A value for people: {@code 52.30 %} or {@code 0.4123}. */
  public String text(double value) {
    return isFraction() ? String.format(Locale.ROOT, "%.2f %%", 100 * value) : Numbers.brief(value);
  }

  /** The value of a score for people. */
  public String textOf(double score) {
    return text(value(score));
  }

  /** A difference between values for people: {@code 0.54 points} or {@code 0.0123}. */
  public String difference(double difference) {
    return isFraction()
        ? String.format(Locale.ROOT, "%.2f points", 100 * difference)
        : Numbers.brief(difference);
  }

  /** A standard error for people, with its source if it was estimated: {@code 0.70 points}. */
  public String errorText(double standardError) {
    return noise instanceof Noise.StandardError known && !known.source().equals(Noise.DECLARED)
        ? "%s, %s".formatted(difference(standardError), known.source())
        : difference(standardError);
  }

  /** A difference without its unit: {@code 0.54} or {@code 0.0123}. */
  public String number(double difference) {
    return isFraction()
        ? String.format(Locale.ROOT, "%.2f", 100 * difference)
        : Numbers.brief(difference);
  }

  /** Whether low values are good. */
  public boolean isMinimized() {
    return direction == Direction.MINIMIZE;
  }

  /** Whether values are fractions in 0 .. 1. */
  public boolean isFraction() {
    return scale == Scale.FRACTION;
  }

  /** Whether a trial can have this value; NaN stands for a value that was not measured. */
  public boolean allows(double value) {
    return Double.isNaN(value)
        || (isFraction() ? value >= 0 && value <= 1 : Math.abs(value) <= LARGEST);
  }
}
