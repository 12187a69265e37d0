package io.github.clrsearch.cluster.jobs;

import io.github.clrsearch.search.stopping.TrialTarget;
import io.github.clrsearch.search.trial.Outcome.Unfinished.Cause;
import io.github.clrsearch.search.trial.Trial;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.BooleanSupplier;

/** Groups of trials, the longest first, without a time limit. */
final class ListedGroups implements TrialSupply {
  private final TrialGroups grouping;
  private final RoundTargets waiting;
  private final BooleanSupplier enough;
  private Queue<List<Trial>> groups = new ArrayDeque<>();

  /**
   * Hands out groups.
   *
   * @param enough whether the search ends early
   */
  ListedGroups(TrialGroups grouping, RoundTargets waiting, BooleanSupplier enough) {
    this.grouping = grouping;
    this.waiting = waiting;
    this.enough = enough;
  }

  @Override
  public Next next() {
    List<TrialTarget> joined = waiting.take();
    if (!joined.isEmpty()) {
      List<Trial> all = new ArrayList<>(groups.stream().flatMap(List::stream).toList());
      joined.forEach(target -> all.add(target.toTrain()));
      groups = new ArrayDeque<>(grouping.longestFirst(all));
    }
    if (enough.getAsBoolean() || groups.isEmpty() && waiting.complete()) {
      return new Next.End();
    }
    return groups.isEmpty()
        ? new Next.Nothing()
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
