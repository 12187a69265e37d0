package io.github.clrsearch.cluster;

import io.github.clrsearch.cluster.jobs.RoundTargets;
import io.github.clrsearch.cluster.jobs.TrialGroups;
import io.github.clrsearch.cluster.jobs.TrialRunner;
import io.github.clrsearch.cluster.jobs.TrialSupply;
import io.github.clrsearch.cluster.jobs.TrialSupply.Next;
import io.github.clrsearch.search.Grouping;
import io.github.clrsearch.search.budget.TrialCosts;
import io.github.clrsearch.search.stopping.TrialTarget;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Outcome.Unfinished;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.Execution;
import io.github.clrsearch.store.Provenance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Imitates the training of trials: time passes on a clock of its own, and accuracies are invented.
 * They have the form of usual learning curves, so that about as many trials are stopped early.
 *
 * @param metric that trials are compared by
 * @param slots number of groups that train at once
 * @param pace seconds per unit of cost of a group
 * @param trained the cycles of each training so far; modified
 */
record RehearsedTrials(
    Objective objective,
    Metric metric,
    Grouping grouping,
    int slots,
    ToDoubleFunction<List<Trial>> pace,
    RehearsalClock clock,
    Provenance provenance,
    Map<Trial.Training, List<CycleResult>> trained)
    implements TrialRunner {
  /** Invented accuracies after one cycle: this much, minus a part that differs between trials. */
  private static final double BEST = 0.5;

  private static final double SPREAD = 0.1;

  /** What the second cycle adds; each further one adds half of the one before. */
  private static final double GAIN = 0.02;

  /** A group that is imagined to run. */
  private record Running(List<EndedTrial> ends, List<Trial> group, double until) {}

  /** The cycles of trials that have ended, by training. */
  static Map<Trial.Training, List<CycleResult>> cycles(Collection<EndedTrial> ended) {
    Map<Trial.Training, List<CycleResult>> cycles = new HashMap<>();
    EndedTrial.distinct(ended)
        .forEach(end -> cycles.put(end.trial().training(), end.result().cycles()));
    return cycles;
  }

  @Override
  public RehearsedTrials of(Objective other) {
    return new RehearsedTrials(other, metric, grouping, slots, pace, clock, provenance, trained);
  }

  @Override
  public TrialSupply listed(RoundTargets waiting, BooleanSupplier enough) {
    return TrialSupply.listed(new TrialGroups(objective, grouping, slots), waiting, enough);
  }

  @Override
  public void run(TrialSupply supply, Consumer<EndedTrial> onEnd, Consumer<List<Trial>> onLost) {
    PriorityQueue<Running> running =
        new PriorityQueue<>(Comparator.comparingDouble(Running::until));
    boolean more = true;
    while (more || !running.isEmpty()) {
      Next next = new Next.Nothing();
      while (more && running.size() < slots) {
        next = supply.next();
        if (next instanceof Next.Group group) {
          running.add(start(group));
        } else {
          break;
        }
      }
      more = more && !(next instanceof Next.End);
      double ends = running.isEmpty() ? clock.seconds() + 1 : running.peek().until();
      double cut = clock.seconds() + supply.untilCut();
      if (cut < ends) {
        clock.set(cut);
        return;
      }
      clock.set(ends);
      if (!running.isEmpty()) {
        Running ended = running.remove();
        supply.ended(ended.group());
        ended.ends().forEach(onEnd);
      }
    }
  }

  private Running start(Next.Group group) {
    TrialCosts costs = new TrialCosts(objective);
    List<Trial> trials = group.trials();
    double pace = this.pace.applyAsDouble(trials);
    double[] work = new double[trials.size()];
    double all = 0;
    for (int i = 0; i < work.length; i++) {
      Trial trial = trials.get(i);
      work[i] = costs.of(new TrialTarget(trial, trial.cycles()), done(trial));
      all += work[i];
    }
    double whole = pace * all;
    boolean late = whole > group.seconds();
    double part = late ? group.seconds() / whole : 1;
    double until = clock.seconds() + part * whole;
    List<EndedTrial> ends = new ArrayList<>();
    for (int i = 0; i < work.length; i++) {
      Execution execution =
          new Execution(clock.at(clock.seconds()), clock.at(until), null, null, 0)
              .fused(work.length, all > 0 ? work[i] / all : 1.0 / work.length);
      TrialResult result = result(trials.get(i), part);
      ends.add(
          new EndedTrial(trials.get(i), derived(trials.get(i)), result, execution, provenance));
    }
    return new Running(ends, trials, until);
  }

  private Map<String, Double> derived(Trial trial) {
    return either(() -> objective.derived(trial.setting()), Map.of());
  }

  private int done(Trial trial) {
    return trained.getOrDefault(trial.training(), List.of()).size();
  }

  /** The result of a trial that had time for a part of its missing cycles, but at least for one. */
  private TrialResult result(Trial trial, double part) {
    List<CycleResult> cycles = new ArrayList<>(trained.getOrDefault(trial.training(), List.of()));
    int before = cycles.size();
    int target = trial.cycles() == Integer.MAX_VALUE ? 1 : trial.cycles();
    int last = before + Math.max(1, (int) (part * (target - before)));
    double goodness = cycles.isEmpty() ? invented(trial) : goodness(cycles.get(before - 1));
    for (int cycle = before + 1; cycle <= Math.min(last, target); cycle++) {
      goodness = Math.min(1, goodness + (cycle == 1 ? 0 : GAIN * Math.pow(2, 2.0 - cycle)));
      double value = metric.isMinimized() ? 1 - goodness : goodness;
      cycles.add(CycleResult.of(cycle, updates(trial, cycle), Map.of(metric.name(), value)));
    }
    trained.put(trial.training(), List.copyOf(cycles));
    boolean whole = cycles.size() >= target;
    Outcome outcome =
        whole
            ? new Outcome.Completed()
            : new Unfinished(Unfinished.Cause.BUDGET, cycles.size(), target);
    return new TrialResult(
        outcome, cycles, List.of(), updates(trial, cycles.size()), updates(trial, before), null);
  }

  private long updates(Trial trial, int cycles) {
    return either(() -> objective.updates(trial.setting(), cycles), (long) cycles);
  }

  /** The measured value on the scale of invented ones. */
  private double goodness(CycleResult end) {
    double score = end.score(metric);
    double goodness = metric.isMinimized() ? 1 + score : score;
    return Double.isNaN(goodness) ? BEST : goodness;
  }

  private static double invented(Trial trial) {
    double u = (Long.hashCode(trial.seed()) >>> 1) / (double) Integer.MAX_VALUE;
    return BEST - SPREAD * u * u;
  }

  /** A setting that the objective rejects fails at once. */
  private static <T> T either(Supplier<T> value, T otherwise) {
    try {
      return value.get();
    } catch (RuntimeException e) {
      return otherwise;
    }
  }
}
