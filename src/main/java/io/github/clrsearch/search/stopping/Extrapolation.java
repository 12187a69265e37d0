package io.github.clrsearch.search.stopping;

import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * Stops a trial that is unlikely to become one of the top candidates. Each cycle's end is a rung. A
 * trial continues if its extrapolated score is within one standard error of the best score that any
 * trial, of earlier stages too, had after at most as many cycles. The extrapolation assumes that
 * each further cycle gains half as much as the one before. After one cycle the gain is unknown: a
 * trial then continues if its score is within two standard errors.
 *
 * <p>Domhan, Springenberg and Hutter ("Speeding up Automatic Hyperparameter Optimization of Deep
 * Neural Networks by Extrapolation of Learning Curves", IJCAI 2015) fit a family of curves to a
 * hundred points; here a trial has a handful, all at the lowest learning rate.
 */
public record Extrapolation() implements StoppingRule {
  static final String NAME = "extrapolation";

  private static final int STANDARD_ERRORS_AFTER_ONE_CYCLE = 2;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int cycles(int rung, IntToLongFunction updates, long longest) {
    return rung + 1;
  }

  @Override
  public List<RungResult> continued(List<RungResult> results, Baseline baseline) {
    double here = results.stream().mapToDouble(RungResult::best).max().orElseThrow();
    int cycles = results.stream().mapToInt(result -> result.last().cycle()).max().orElseThrow();
    double before = baseline.bestAfter(cycles);
    double best = Double.isNaN(before) ? here : Math.max(here, before);
    double standardError = baseline.metric().standardError(best);
    return results.stream()
        .filter(result -> Double.isFinite(result.score()))
        .filter(
            result ->
                result.cycles().size() == 1
                    ? result.score() >= best - STANDARD_ERRORS_AFTER_ONE_CYCLE * standardError
                    : extrapolated(result) >= best - standardError)
        .toList();
  }

  /** The expected final score of a trial that ended at least two cycles. */
  private static double extrapolated(RungResult result) {
    double gain = result.score() - result.beforeLast();
    return result.score() + Math.max(0, gain) * (1 - Math.pow(0.5, result.left()));
  }
}
