package io.github.clrsearch.training;

import io.github.clrsearch.training.LearningRateRange.Point;
import java.util.List;

/**
 * The smoothed loss over the learning rate of a range test, and the rates that rules read from it.
 * Slopes are changes of the loss per decade of the learning rate. A curve has at least two points.
 */
final class LossCurve {
  /** Slide: decades between the two ends of the interval. */
  private static final double INTERVAL = 1.2;

  /** Rounding errors of the logarithm of a ratio are smaller. */
  private static final double ROUNDING = 1e-9;

  /** Slide: difference of the slopes at both ends of the interval that counts as none. */
  private static final double SAME_SLOPE = 0.0625;

  private static final double TENTH = 0.1;

  private final double[] etas;
  private final double[] losses;

  /**
   * The curve of a training.
   *
   * @param curve points in ascending order of eta; those at 0 are omitted
   * @param window number of points of the moving average, odd
   */
  LossCurve(List<Point> curve, int window) {
    List<Point> points = curve.stream().filter(point -> point.eta() > 0).toList();
    this.etas = points.stream().mapToDouble(Point::eta).toArray();
    this.losses = LearningRateRange.smooth(points, window, Point::loss);
  }

  /** Whether the loss has fallen below its start. */
  boolean falls() {
    return lowest() > 0;
  }

  /** A tenth of the rate at the lowest loss. */
  double tenthOfMinimum() {
    return TENTH * etas[lowest()];
  }

  /** The rate at which the loss falls fastest, before its lowest value. */
  double steepest() {
    int steepest = 0;
    for (int i = 1; i < lowest(); i++) {
      steepest = slope(i, i + 1) < slope(steepest, steepest + 1) ? i : steepest;
    }
    return etas[steepest];
  }

  /**
   * The middle of the longest valley: of the longest sequence of points, not necessarily
   * neighbours, whose losses fall. With L points and the last one at position e, the valley reaches
   * from e - L to e.
   */
  double valley() {
    int[] lengths = new int[losses.length];
    int end = 0;
    for (int i = 0; i < losses.length; i++) {
      lengths[i] = 1;
      for (int j = 0; j < i; j++) {
        if (losses[j] > losses[i]) {
          lengths[i] = Math.max(lengths[i], lengths[j] + 1);
        }
      }
      end = lengths[i] > lengths[end] ? i : end;
    }
    return etas[Math.max(0, end - (lengths[end] + 1) / 2)];
  }

  /**
   * Slides an interval from the highest rate down while the slopes at its ends differ; the rate at
   * its lower end before it comes to rest.
   */
  double slide() {
    int right = losses.length - 1;
    int left = left(right);
    double rate = etas[left];
    while (left > 0 && Math.abs(slope(right) - slope(left)) > SAME_SLOPE) {
      rate = etas[left];
      right--;
      left = left(right);
    }
    return rate;
  }

  /** The last point at least an interval below a point; 0 if there is none. */
  private int left(int right) {
    int left = right;
    while (left > 0 && Math.log10(etas[right] / etas[left]) < INTERVAL - ROUNDING) {
      left--;
    }
    return left;
  }

  private double slope(int i) {
    return slope(Math.max(0, i - 1), Math.min(losses.length - 1, i + 1));
  }

  private double slope(int from, int to) {
    return (losses[to] - losses[from]) / Math.log10(etas[to] / etas[from]);
  }

  private int lowest() {
    int lowest = 0;
    for (int i = 1; i < losses.length; i++) {
      lowest = losses[i] < losses[lowest] ? i : lowest;
    }
    return lowest;
  }
}
