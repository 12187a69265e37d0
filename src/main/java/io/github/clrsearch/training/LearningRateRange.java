package io.github.clrsearch.training;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Bounds suggested by a learning rate range test (L. N. Smith, "Cyclical Learning Rates for
 * Training Neural Networks", 2015, section 3.3), read from the accuracy. The test records it while
 * the learning rate rises from almost zero.
 *
 * <p>eta_min is the start of the sustained rise. The first point more than three standard errors
 * above the initial accuracy belongs to the rise; from there the rise extends back as long as each
 * point is below the next. (All points are measured on the same images, so the choice of images
 * does not cause an uninterrupted rise.) eta_max is the end of the rise, the lower of two learning
 * rates: the first one whose smoothed accuracy is within one standard error of the highest, and the
 * last one before the accuracy becomes ragged, that is, falls three standard errors below an
 * earlier moving median. The standard error of an accuracy a measured on n images is sqrt(a (1 - a)
 * / n).
 *
 * @param etaMin the suggested lower bound
 * @param etaMax the suggested upper bound
 */
public record LearningRateRange(double etaMin, double etaMax) {
  /** Standard errors beyond which a difference counts as significant. */
  private static final double SIGNIFICANT = 3;

  /** Fewer points do not show where a rise starts and ends. */
  private static final int FEWEST = 10;

  /** Why a curve gives no suggestion. */
  public enum Obstacle {
    /** It has fewer points than {@link #fewest}. */
    FEW_POINTS,
    /** The accuracy never rose significantly above its start. */
    LEVEL,
    /** The loss never fell below its start. */
    NO_FALL,
    /** The rise starts and ends at the same point. */
    EQUAL_BOUNDS
  }

  /**
   * A point of the curve.
   *
   * @param eta learning rate
   * @param accuracy accuracy on the validation images, 0 .. 1
   * @param loss mean cross-entropy on them
   */
  public record Point(double eta, double accuracy, double loss) {}

  /**
   * Returns the suggestion of one curve.
   *
   * @param curve points in ascending order of eta; shorter if the training diverged
   * @param images number of images that every accuracy was measured on
   * @param window number of points of the moving average, odd
   * @return empty if there is an {@link #obstacle}; otherwise etaMin is below etaMax
   */
  public static Optional<LearningRateRange> of(List<Point> curve, int images, int window) {
    return obstacle(curve, images, window).isPresent()
        ? Optional.empty()
        : Optional.of(between(curve, images, window));
  }

  /**
   * Returns why a curve gives no suggestion; empty if it gives one.
   *
   * @param curve points in ascending order of eta
   * @param images number of images that every accuracy was measured on
   * @param window number of points of the moving average, odd
   */
  public static Optional<Obstacle> obstacle(List<Point> curve, int images, int window) {
    if (curve.size() < fewest(window)) {
      return Optional.of(Obstacle.FEW_POINTS);
    }
    double[] smoothed = smooth(curve, window, Point::accuracy);
    if (smoothed[highest(smoothed)] <= left(curve, images)) {
      return Optional.of(Obstacle.LEVEL);
    }
    LearningRateRange range = between(curve, images, window);
    return range.etaMin < range.etaMax ? Optional.empty() : Optional.of(Obstacle.EQUAL_BOUNDS);
  }

  /** Minimum number of points of a curve for a smoothing window. */
  public static int fewest(int window) {
    return Math.max(FEWEST, window);
  }

  private static LearningRateRange between(List<Point> curve, int images, int window) {
    double[] smoothed = smooth(curve, window, Point::accuracy);
    int foot = foot(curve, left(curve, images));
    int top =
        Math.min(plateau(smoothed, highest(smoothed), images), ragged(curve, foot, window, images));
    return new LearningRateRange(curve.get(foot).eta(), curve.get(Math.max(foot, top)).eta());
  }

  /** The accuracy above which a point is significantly above the start. */
  private static double left(List<Point> curve, int images) {
    double start = curve.get(0).accuracy();
    return start + SIGNIFICANT * standardError(start, images);
  }

  /** Index of the point where the sustained rise starts. */
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

  /** Index of the first point within one standard error of the best. */
  private static int plateau(double[] smoothed, int best, int images) {
    double plateau = smoothed[best] - standardError(smoothed[best], images);
    int top = 0;
    while (smoothed[top] < plateau) {
      top++;
    }
    return top;
  }

  /**
   * Index of the last point before the first significant fall after the foot, or of the last point
   * if there is none. The fall is measured from moving medians, so that a single peak does not
   * count.
   */
  private static int ragged(List<Point> curve, int foot, int window, int images) {
    double[] medians = moving(curve, window, Point::accuracy, LearningRateRange::median);
    double highest = 0;
    for (int i = foot; i < medians.length; i++) {
      if (curve.get(i).accuracy() < highest - SIGNIFICANT * standardError(highest, images)) {
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

  /** The centred moving average. Near the ends the window shrinks on both sides. */
  static double[] smooth(List<Point> curve, int window, ToDoubleFunction<Point> value) {
    return moving(curve, window, value, all -> Arrays.stream(all).average().orElseThrow());
  }

  private static double[] moving(
      List<Point> curve,
      int window,
      ToDoubleFunction<Point> value,
      ToDoubleFunction<double[]> statistic) {
    double[] values = curve.stream().mapToDouble(value).toArray();
    double[] moving = new double[values.length];
    for (int i = 0; i < moving.length; i++) {
      int reach = Math.min(window / 2, Math.min(i, moving.length - 1 - i));
      moving[i] = statistic.applyAsDouble(Arrays.copyOfRange(values, i - reach, i + reach + 1));
    }
    return moving;
  }

  /** The median of an odd number of values, which are modified: sorted. */
  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  private static double standardError(double accuracy, int images) {
    return Math.sqrt(accuracy * (1 - accuracy) / images);
  }
}
