package io.github.clrsearch.cluster;

import io.github.clrsearch.cluster.jobs.RoundTargets;
import io.github.clrsearch.cluster.jobs.TrialSupply;
import io.github.clrsearch.search.ConfirmingStage;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.budget.GroupPlanner.Unit;
import io.github.clrsearch.search.trial.Outcome.Unfinished.Cause;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Rounds of a stage under a time budget: trials begin in the order of their numbers as long as they
 * can end in time.
 *
 * @param enough whether the search ends early
 */
record BudgetPlanning(SearchBudget budget, Stage stage, BooleanSupplier enough)
    implements RoundPlanning {
  /** Trials per slot that a stage grows by when it compares its trials with each other. */
  private static final int GROWTH_PER_SLOT = 8;

  @Override
  public TrialSupply supply(RoundTargets targets, Map<Integer, Integer> done) {
    // A confirmation that ends early has no result.
    Unit unit = stage instanceof ConfirmingStage ? Unit.TRIAL : Unit.CYCLE;
    return new PlannedGroups(
        budget, new PlannedGroups.StageWork(targets, done, unit, () -> budget.left(stage)), enough);
  }

  @Override
  public int growth(int trials) {
    return enough.getAsBoolean() || budget.left(stage) <= 0
        ? 0
        : Math.max(GROWTH_PER_SLOT * budget.slots(), trials / 2);
  }

  @Override
  public Cause cause() {
    return enough.getAsBoolean() ? Cause.ENOUGH : Cause.BUDGET;
  }
}
