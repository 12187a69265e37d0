package io.github.clrsearch.training;

import io.github.clrsearch.training.LearningRateRange.Obstacle;
import io.github.clrsearch.training.LearningRateRange.Point;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Rules that read learning rates from the curve of a range test. {@link #REPORT} reads both bounds
 * from the accuracy. The others read eta_max from the loss, as fastai's {@code lr_find} does; their
 * eta_min is eta_max / {@value #SPAN}.
 */
public enum SuggestionRule {
  /** {@link LearningRateRange}: from the start to the end of the accuracy's rise. */
  REPORT(null),
  /** Where the loss falls fastest. */
  STEEPEST(LossCurve::steepest),
  /** A tenth of the rate at the lowest loss. */
  MINIMUM(LossCurve::tenthOfMinimum),
  /** The middle of the longest sequence of falling losses. */
  VALLEY(LossCurve::valley),
  /** The lower end of an interval that slides down to where the loss is even. */
  SLIDE(LossCurve::slide);

  private static final int SPAN = 100;

  /** Null for the rule that reads the accuracy. */
  private final ToDoubleFunction<LossCurve> etaMax;

  SuggestionRule(ToDoubleFunction<LossCurve> etaMax) {
    this.etaMax = etaMax;
  }

  /**
   * Returns the suggestion of one curve.
   *
   * @param curve points in ascending order of eta; shorter if the training ended early
   * @param images number of images that every accuracy was measured on
   * @param window number of points of the moving average, odd
   * @return empty if there is an {@link #obstacle}
   */
  public Optional<LearningRateRange> suggest(List<Point> curve, int images, int window) {
    if (etaMax == null) {
      return LearningRateRange.of(curve, images, window);
    }
    if (obstacle(curve, images, window).isPresent()) {
      return Optional.empty();
    }
    double rate = etaMax.applyAsDouble(new LossCurve(curve, window));
    return Optional.of(new LearningRateRange(rate / SPAN, rate));
  }

  /** Returns why a curve gives no suggestion; empty if it gives one. */
  public Optional<Obstacle> obstacle(List<Point> curve, int images, int window) {
    if (etaMax == null) {
      return LearningRateRange.obstacle(curve, images, window);
    }
    if (curve.size() < LearningRateRange.fewest(window)) {
      return Optional.of(Obstacle.FEW_POINTS);
    }
    return new LossCurve(curve, window).falls() ? Optional.empty() : Optional.of(Obstacle.NO_FALL);
  }

  /** The name in configurations and views. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
