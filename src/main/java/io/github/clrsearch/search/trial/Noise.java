package io.github.clrsearch.search.trial;

import java.io.Serializable;

/** How far the value of a metric is from that of other seeds or other examples. */
public sealed interface Noise extends Serializable {

  /** Source of a standard error that the objective declares. */
  String DECLARED = "declared";

  /** The standard error of a value; 0 if it is unknown. */
  double standardError(double value);

  /**
   * The standard error of a fraction of independent examples: sqrt(a (1 - a) / count).
   *
   * @param count number of examples, at least 1
   */
  record Examples(int count) implements Noise {
    public Examples {
      if (count < 1) {
        throw new IllegalArgumentException(
            "a fraction must be measured on at least 1 example, but got " + count);
      }
    }

    @Override
    public double standardError(double value) {
      return Math.sqrt(value * (1 - value) / count);
    }
  }

  /**
   * One standard error for all values.
   *
   * @param value finite, at least 0
   * @param source where it comes from, for messages: {@link #DECLARED}, or how it was estimated
   */
  record StandardError(double value, String source) implements Noise {
    public StandardError {
      if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "a standard error must be a finite number of at least 0, but got " + value);
      }
    }

    @Override
    public double standardError(double of) {
      return value;
    }
  }

  /**
   * Not known: it is estimated from repeated seeds or by a model where there is enough to do so.
   */
  record Unknown() implements Noise {
    @Override
    public double standardError(double value) {
      return 0;
    }
  }
}
