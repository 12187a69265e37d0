package io.github.clrsearch.training;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What a learning rate range test suggests (L. N. Smith, "Cyclical Learning Rates for Training
 * Neural Networks", 2015, section 3.3): the accuracy while the learning rate rises linearly from
 * next to nothing.
 *
 * <p>eta_min is where the sustained rise starts: from the point at which the accuracy is beyond
 * doubt above its start, by three standard errors, back through all points of which each is below
 * the next. (All points are measured on the same images, so that a rise without a pause is no
 * accident of their choice, small as it may be.) eta_max is where the rise ends: the first learning
 * rate at which the smoothed accuracy is within one standard error of its highest, or the last one
 * before the accuracy becomes ragged, falling three standard errors below an earlier moving median,
 * whichever is lower. A standard error is that of an accuracy measured on so many images, sqrt(a (1
 * - a) / n).
 *
 * @param etaMin the suggested lower bound
 * @param etaMax the suggested upper bound
 */
public record LearningRateRange(double etaMin, double etaMax) {
  private static final double DOUBT = 3;

  /** Of fewer points neither a start nor an end of a rise can be told. */
  private static final int FEWEST = 10;

  /** Why a curve suggests nothing. */
  public enum Obstacle {
    /** It has fewer points than {@link #fewest}. */
    FEW_POINTS,
    /** The accuracy never left its start. */
    LEVEL,
    /** The start and the end of the rise cannot be told apart. */
    EQUAL_BOUNDS
  }

  /**
   * A point of the test's curve.
   *
   * @param eta the learning rate
   * @param accuracy on the validation images, 0 .. 1
   */
  public record Point(double eta, double accuracy) {}

  /**
   * The suggestion of one curve.
   *
   * @param curve in ascending order of eta; it may end early, where the training diverged
   * @param images that every accuracy was measured on
   * @param window how many points the smoothing averages over, odd
   * @return empty where there is an {@link #obstacle}; otherwise etaMin is below etaMax
   */
  public static Optional<LearningRateRange> of(List<Point> curve, int images, int window) {
    return obstacle(curve, images, window).isPresent()
        ? Optional.empty()
        : Optional.of(between(curve, images, window));
  }

  /**
   * Why a curve suggests nothing; empty where it suggests something.
   *
   * @param curve in ascending order of eta
   * @param images that every accuracy was measured on
   * @param window how many points the smoothing averages over, odd
   */
  public static Optional<Obstacle> obstacle(List<Point> curve, int images, int window) {
    if (curve.size() < fewest(window)) {
      return Optional.of(Obstacle.FEW_POINTS);
    }
    double[] smoothed = smooth(curve, window);
    if (smoothed[highest(smoothed)] <= left(curve, images)) {
      return Optional.of(Obstacle.LEVEL);
    }
    LearningRateRange range = between(curve, images, window);
    return range.etaMin < range.etaMax ? Optional.empty() : Optional.of(Obstacle.EQUAL_BOUNDS);
  }

  /** How many points a curve must have that is smoothed over so many. */
  public static int fewest(int window) {
    return Math.max(FEWEST, window);
  }

  private static LearningRateRange between(List<Point> curve, int images, int window) {
    double[] smoothed = smooth(curve, window);
    int foot = foot(curve, left(curve, images));
    int top =
        Math.min(plateau(smoothed, highest(smoothed), images), ragged(curve, foot, window, images));
    return new LearningRateRange(curve.get(foot).eta(), curve.get(Math.max(foot, top)).eta());
  }

  /** An accuracy above this is beyond doubt above the start. */
  private static double left(List<Point> curve, int images) {
    double start = curve.get(0).accuracy();
    return start + DOUBT * standardError(start, images);
  }

  /** Where the rise starts that leaves the start behind. */
  private static int foot(List<Point> curve, double left) {
    int foot = 0;
    while (curve.get(foot).accuracy() <= left) {
      foot++;
    }
    while (foot > 0 && curve.get(foot - 1).accuracy() < curve.get(foot).accuracy()) {
      foot--;
    }
    return foot;
  }

  /** The first point that chance alone may have put below the best. */
  private static int plateau(double[] smoothed, int best, int images) {
    double plateau = smoothed[best] - standardError(smoothed[best], images);
    int top = 0;
    while (smoothed[top] < plateau) {
      top++;
    }
    return top;
  }

  /**
   * The last point before the first fall after the foot that chance does not explain; the last of
   * all where there is none. It falls from medians, lest a single peak count as a height.
   */
  private static int ragged(List<Point> curve, int foot, int window, int images) {
    double[] medians = moving(curve, window, LearningRateRange::median);
    double highest = 0;
    for (int i = foot; i < medians.length; i++) {
      if (curve.get(i).accuracy() < highest - DOUBT * standardError(highest, images)) {
        return i - 1;
      }
      highest = Math.max(highest, medians[i]);
    }
    return medians.length - 1;
  }

  private static int highest(double[] values) {
    int highest = 0;
    for (int i = 1; i < values.length; i++) {
      highest = values[i] > values[highest] ? i : highest;
    }
    return highest;
  }

  /** The centred moving average; at the ends the window is cut off on both sides. */
  public static double[] smooth(List<Point> curve, int window) {
    return moving(curve, window, values -> Arrays.stream(values).average().orElseThrow());
  }

  private static double[] moving(
      List<Point> curve, int window, ToDoubleFunction<double[]> statistic) {
    double[] accuracies = curve.stream().mapToDouble(Point::accuracy).toArray();
    double[] moving = new double[accuracies.length];
    for (int i = 0; i < moving.length; i++) {
      int reach = Math.min(window / 2, Math.min(i, moving.length - 1 - i));
      moving[i] = statistic.applyAsDouble(Arrays.copyOfRange(accuracies, i - reach, i + reach + 1));
    }
    return moving;
  }

  /** Of the window's values, which are an odd number. Modified: sorted. */
  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  private static double standardError(double accuracy, int images) {
    return Math.sqrt(accuracy * (1 - accuracy) / images);
  }
}
