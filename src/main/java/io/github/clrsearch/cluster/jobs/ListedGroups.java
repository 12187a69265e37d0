package io.github.clrsearch.cluster.jobs;

import io.github.clrsearch.search.trial.Outcome.Unfinished.Cause;
import io.github.clrsearch.search.trial.Trial;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.BooleanSupplier;

/** Groups of trials in a given order, without a time limit. */
final class ListedGroups implements TrialSupply {
  private final Queue<List<Trial>> groups;
  private final BooleanSupplier enough;

  /**
   * Hands out groups.
   *
   * @param groups in order; not modified
   * @param enough whether the search ends early
   */
  ListedGroups(List<List<Trial>> groups, BooleanSupplier enough) {
    this.groups = new ArrayDeque<>(groups);
    this.enough = enough;
  }

  @Override
  public Next next() {
    return groups.isEmpty() || enough.getAsBoolean()
        ? new Next.End()
        : new Next.Group(groups.remove(), Double.POSITIVE_INFINITY);
  }

  @Override
  public void ended(List<Trial> group) {}

  @Override
  public double untilCut() {
    return enough.getAsBoolean() ? 0 : Double.POSITIVE_INFINITY;
  }

  @Override
  public Cause cause() {
    return Cause.ENOUGH;
  }

  @Override
  public boolean endedEarly() {
    return enough.getAsBoolean();
  }
}
