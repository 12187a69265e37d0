package io.github.clrsearch.training;

import io.github.clrsearch.data.Jitter;
import java.util.Arrays;
import java.util.Optional;

/**
 * The hyperparameters of a training. This is the one declaration of their names, types, ranges and
 * defaults; {@code reference.conf} repeats the defaults and descriptions for its readers.
 */
public enum Hyperparameter {
  LAMBDA("lambda", Type.REAL, 0, Bound.NONE, 0, "Weight of the L2 penalty."),
  K(
      "k",
      Type.INTEGER,
      1,
      Bound.NONE,
      2,
      "Half the length of the first cycle, in epochs: n_s = k floor(n / batch_size) updates."),
  N_CYCLES("n_cycles", Type.INTEGER, 0, Bound.NONE, 2, "Number of cycles of 2 n_s updates."),
  M("m", Type.INTEGER, 1, Bound.NONE, 50, "Number of hidden units."),
  P_X("p_x", Type.REAL, Bound.LEAST_KEPT, 1, 1, "Probability that dropout keeps an input."),
  P_H("p_h", Type.REAL, Bound.LEAST_KEPT, 1, 1, "Probability that dropout keeps a hidden unit."),
  LABEL_SMOOTHING(
      "label_smoothing",
      Type.REAL,
      0,
      Bound.MOST_SMOOTHED,
      0,
      "Share of each label that is spread evenly over all classes."),
  MIRROR(
      "mirror", Type.REAL, 0, 1, 0, "Probability that a training image is mirrored left to right."),
  SHIFT(
      "shift",
      Type.INTEGER,
      0,
      Jitter.MOST_SHIFT,
      0,
      "Maximum shift of a training image in each direction, in pixels."),
  ETA_MIN("eta_min", Type.REAL, 0, Bound.NONE, 1e-5, "Lowest learning rate."),
  ETA_MAX("eta_max", Type.REAL, 0, Bound.NONE, 1e-1, "Highest learning rate."),
  MOMENTUM(
      "momentum",
      Type.REAL,
      0,
      Bound.MOST_MOMENTUM,
      0,
      "Momentum, at the lowest learning rate. 0: none."),
  MOMENTUM_MIN(
      "momentum_min",
      Type.REAL,
      0,
      1,
      1,
      "Momentum at the highest learning rate. At or above momentum: it is constant."),
  GAMMA(
      "gamma",
      Type.REAL,
      Bound.LEAST_GAMMA,
      1,
      0.99994,
      "Schedule exp-range: factor of the height of the learning rate, per update."),
  CYCLE_MULT(
      "cycle_mult",
      Type.INTEGER,
      1,
      Bound.MOST_MULTIPLE,
      1,
      "Schedule cosine: length of a cycle divided by that of the one before."),
  WARM_UP(
      "warm_up",
      Type.REAL,
      0,
      Bound.MOST_WARM_UP,
      0.25,
      "Schedule one-cycle: share of the cycle in which the learning rate rises."),
  DIV(
      "div",
      Type.REAL,
      1,
      Bound.NONE,
      25,
      "Schedule one-cycle: eta_max divided by the first learning rate."),
  FINAL_DIV(
      "final_div",
      Type.REAL,
      1,
      Bound.NONE,
      1e5,
      "Schedule one-cycle: eta_max divided by the last learning rate."),
  BATCH_SIZE("batch_size", Type.INTEGER, 1, Bound.NONE, 100, "Images per mini-batch.");

  /** The type of a hyperparameter's values. */
  public enum Type {
    INTEGER,
    REAL
  }

  private interface Bound {
    double NONE = Double.POSITIVE_INFINITY;

    /** Dropout rounds probabilities to multiples of 1/65536. */
    double LEAST_KEPT = 1e-3;

    /** A label that is spread evenly over all classes contains nothing to learn. */
    double MOST_SMOOTHED = 0.999;

    /** At 1 the velocity would never forget. */
    double MOST_MOMENTUM = 0.9999;

    /** Gamma is raised to the number of the update. */
    double LEAST_GAMMA = 0.5;

    double MOST_MULTIPLE = 100;

    /** The learning rate also has to fall. */
    double MOST_WARM_UP = 0.999;
  }

  private final String key;
  private final Type type;
  private final double min;
  private final double max;
  private final double defaultValue;
  private final String description;

  Hyperparameter(
      String key, Type type, double min, double max, double defaultValue, String description) {
    this.key = key;
    this.type = type;
    this.min = min;
    this.max = max;
    this.defaultValue = defaultValue;
    this.description = description;
  }

  /** The hyperparameter of a name; empty if there is none. */
  public static Optional<Hyperparameter> of(String key) {
    return Arrays.stream(values()).filter(each -> each.key.equals(key)).findFirst();
  }

  /**
   * Whether a study has it only if its file gives it a value, so that most settings are short.
   * Otherwise every training has its default.
   */
  public boolean isOptional() {
    return this == MOMENTUM || this == MOMENTUM_MIN;
  }

  /** The name in configurations and tables. */
  public String key() {
    return key;
  }

  public Type type() {
    return type;
  }

  /** The smallest valid value. */
  public double min() {
    return min;
  }

  /** The largest valid value; infinite if there is no bound. Infinity itself is not valid. */
  public double max() {
    return max;
  }

  /** The value where a configuration or setting does not give one. */
  public double defaultValue() {
    return defaultValue;
  }

  /** One sentence, as {@code reference.conf} has it. */
  public String description() {
    return description;
  }

  /**
   * Checks that a value is in range, and that it is an integer if the type is.
   *
   * @throws IllegalArgumentException if it is not, or is not finite
   */
  public void check(double value) {
    if (!(value >= min && value <= max) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "%s must be %s, but got %s".formatted(key, rule(value), text(value)));
    }
    if (type == Type.INTEGER && value != (int) value) {
      throw new IllegalArgumentException(
          "%s must be an integer, but got %s".formatted(key, text(value)));
    }
  }

  private String rule(double value) {
    if (value == Double.POSITIVE_INFINITY) {
      return "finite";
    }
    return max == Bound.NONE
        ? "at least " + text(min)
        : "in [%s, %s]".formatted(text(min), text(max));
  }

  static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
