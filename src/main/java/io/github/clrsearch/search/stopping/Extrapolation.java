package io.github.clrsearch.search.stopping;

import io.github.clrsearch.search.trial.Contenders;
import java.util.List;

/**
 * A trial trains on as long as it may still become one of those that refinement goes by. At every
 * cycle's end, when the last trial has come there, those stop that would stay more than one
 * standard error below the best accuracy so far (of the stages before, too) even if their next
 * cycle brought half as much as their last one, the one after that half of this, and so on. Nothing
 * is known of a slope after one cycle: there only those stop that are two standard errors below.
 * (Stopping by extrapolated learning curves: Domhan et al., IJCAI 2015, who fit a family of curves
 * to a hundred points; here are a handful, all at the lowest learning rate.)
 */
public record Extrapolation() implements Stopping {
  private static final int AFTER_ONE_CYCLE = 2;

  @Override
  public String name() {
    return "extrapolation";
  }

  @Override
  public int cycles(int rung, long updates, long longest) {
    return rung + 1;
  }

  @Override
  public List<Standing> goOn(List<Standing> standings, Bar bar) {
    double here = standings.stream().mapToDouble(Standing::best).max().orElseThrow();
    double best = Math.max(0, Double.isNaN(bar.best()) ? here : Math.max(here, bar.best()));
    double standardError = Contenders.standardError(best, bar.validationImages());
    return standings.stream()
        .filter(
            standing ->
                standing.cycles().size() == 1
                    ? standing.accuracy() >= best - AFTER_ONE_CYCLE * standardError
                    : extrapolated(standing) >= best - standardError)
        .toList();
  }

  /** Where a trial would come to, of at least two cycles. */
  private static double extrapolated(Standing standing) {
    double gain = standing.accuracy() - standing.beforeLast();
    return standing.accuracy() + Math.max(0, gain) * (1 - Math.pow(0.5, standing.left()));
  }
}
