package clrsearch.training;

import java.util.List;
import java.util.Optional;

/**
 * What a learning rate range test suggests (L. N. Smith, "Cyclical Learning Rates for Training
 * Neural Networks", 2015, section 3.3): the accuracy while the learning rate rises linearly from
 * next to nothing.
 *
 * <p>eta_min is where the sustained rise starts: the last learning rate before the accuracy leaves
 * its start for good, by more than three standard errors. eta_max is where the plateau starts,
 * after which the accuracy is ragged or falls: the first learning rate at which the smoothed
 * accuracy is within one standard error of its highest. A standard error is that of an accuracy
 * measured on so many images, sqrt(a (1 - a) / n).
 *
 * @param etaMin the suggested lower bound
 * @param etaMax the suggested upper bound
 */
public record LearningRateRange(double etaMin, double etaMax) {
  private static final double LEFT_FOR_GOOD = 3;
  private static final int FEWEST = 3;

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
   * @return empty where the accuracy never leaves its start
   */
  public static Optional<LearningRateRange> of(List<Point> curve, int images, int window) {
    if (curve.size() < FEWEST) {
      return Optional.empty();
    }
    double start = curve.get(0).accuracy();
    double left = start + LEFT_FOR_GOOD * standardError(start, images);
    double[] smoothed = smooth(curve, window);
    int best = 0;
    for (int i = 1; i < smoothed.length; i++) {
      best = smoothed[i] > smoothed[best] ? i : best;
    }
    if (smoothed[best] <= left) {
      return Optional.empty();
    }
    int rise = best;
    while (rise > 0 && curve.get(rise).accuracy() > left) {
      rise--;
    }
    double plateau = smoothed[best] - standardError(smoothed[best], images);
    int top = 0;
    while (smoothed[top] < plateau) {
      top++;
    }
    return Optional.of(new LearningRateRange(curve.get(rise).eta(), curve.get(top).eta()));
  }

  /** The centred moving average; at the ends the window is cut off on both sides. */
  public static double[] smooth(List<Point> curve, int window) {
    double[] smoothed = new double[curve.size()];
    for (int i = 0; i < smoothed.length; i++) {
      int reach = Math.min(window / 2, Math.min(i, smoothed.length - 1 - i));
      smoothed[i] =
          curve.subList(i - reach, i + reach + 1).stream()
              .mapToDouble(Point::accuracy)
              .average()
              .orElseThrow();
    }
    return smoothed;
  }

  private static double standardError(double accuracy, int images) {
    return Math.sqrt(accuracy * (1 - accuracy) / images);
  }
}
