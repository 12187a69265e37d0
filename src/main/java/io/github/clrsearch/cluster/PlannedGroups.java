package io.github.clrsearch.cluster;

import io.github.clrsearch.cluster.jobs.RoundTargets;
import io.github.clrsearch.cluster.jobs.TrialSupply;
import io.github.clrsearch.search.budget.GroupPlanner;
import io.github.clrsearch.search.budget.GroupPlanner.Unit;
import io.github.clrsearch.search.budget.GroupPlanner.Waiting;
import io.github.clrsearch.search.budget.PlannedGroup;
import io.github.clrsearch.search.budget.Slots;
import io.github.clrsearch.search.stopping.TrialTarget;
import io.github.clrsearch.search.trial.Outcome.Unfinished.Cause;
import io.github.clrsearch.search.trial.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;

/** Hands out the trials of a stage in groups, as long as the stage has time for them. */
final class PlannedGroups implements TrialSupply {
  private final SearchBudget budget;
  private final StageWork work;
  private final BooleanSupplier enough;
  private final List<TrialTarget> waiting = new ArrayList<>();

  /** When each running group was submitted, and its seconds; in the order of submission. */
  private final Map<List<Trial>, Running> running = new LinkedHashMap<>();

  private boolean outOfTime;

  private record Running(double submitted, OptionalDouble seconds) {}

  /**
   * What a stage still has to train.
   *
   * @param targets in the order in which they begin
   * @param done cycles of trials that have some, by trial number
   * @param unit what must fit into the time that is left: a whole trial, or one cycle
   * @param left seconds until the trials must have ended
   */
  record StageWork(
      RoundTargets targets, Map<Integer, Integer> done, Unit unit, DoubleSupplier left) {}

  /**
   * Plans trials.
   *
   * @param enough whether the search ends early
   */
  PlannedGroups(SearchBudget budget, StageWork work, BooleanSupplier enough) {
    this.budget = budget;
    this.work = work;
    this.enough = enough;
  }

  @Override
  public synchronized Next next() {
    if (waiting.size() < GroupPlanner.LOOKAHEAD) {
      waiting.addAll(work.targets().take());
    }
    if (enough.getAsBoolean() || waiting.isEmpty() && work.targets().complete()) {
      return new Next.End();
    }
    boolean may = !waiting.isEmpty() && running.size() < budget.inFlight();
    return may ? group() : new Next.Nothing();
  }

  private Next group() {
    int slots = budget.slots();
    double left = work.left().getAsDouble() - new Slots(slots, remaining()).untilFree();
    Optional<PlannedGroup> planned =
        budget
            .planner()
            .next(
                new Waiting(
                    waiting, work.done(), work.targets().complete(), slots, left, work.unit()));
    if (planned.isEmpty()) {
      outOfTime = true;
      return new Next.End();
    }
    List<TrialTarget> targets = planned.get().targets();
    List<Trial> trials = targets.stream().map(TrialTarget::toTrain).toList();
    waiting.removeAll(targets);
    running.put(trials, new Running(budget.clock().elapsed(), planned.get().seconds()));
    return new Next.Group(trials, left);
  }

  /** Seconds that the running groups still need; 0 if that is not known. */
  private List<Double> remaining() {
    double now = budget.clock().elapsed();
    return running.values().stream()
        .map(each -> each.submitted() + each.seconds().orElse(0) - now)
        .toList();
  }

  @Override
  public synchronized void ended(List<Trial> group) {
    running.remove(group);
  }

  @Override
  public double untilCut() {
    return enough.getAsBoolean() ? 0 : work.left().getAsDouble() + budget.grace();
  }

  @Override
  public Cause cause() {
    return enough.getAsBoolean() ? Cause.ENOUGH : Cause.BUDGET;
  }

  @Override
  public synchronized boolean endedEarly() {
    return outOfTime || enough.getAsBoolean() || work.left().getAsDouble() <= 0;
  }
}
