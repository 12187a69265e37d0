package io.github.clrsearch.cluster;

import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.Range;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Cancellation;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.FusibleTraining;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.MetricValues;
import io.github.clrsearch.store.SettingColumns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An objective whose results are checked. A result that breaks a rule of its metrics makes the
 * trial fail, and a last value that is not finite counts as a divergence.
 *
 * @param objective that is checked
 * @param metric that it must measure at the end of every cycle
 */
record CheckedObjective(Objective objective, Metric metric) implements Objective {

  /**
   * Checks an objective before a search.
   *
   * @throws IllegalArgumentException if a distribution exceeds the objective's limits, or a name is
   *     not valid for a column; one line per problem
   */
  static CheckedObjective of(Study study, Objective objective, Metric metric) {
    List<String> problems = study.space().problems(objective.limits());
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
    SettingColumns.of(study, objective, metric);
    return new CheckedObjective(objective, metric);
  }

  @Override
  public TrialResult evaluate(Trial trial, Cancellation cancellation) throws Exception {
    return checked(trial, objective.evaluate(trial, cancellation));
  }

  @Override
  public List<TrialResult> evaluate(List<Trial> trials, Cancellation cancellation)
      throws Exception {
    List<TrialResult> results = objective.evaluate(trials, cancellation);
    List<TrialResult> checked = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      checked.add(checked(trials.get(i), results.get(i)));
    }
    return checked;
  }

  private TrialResult checked(Trial trial, TrialResult result) {
    Set<String> names = new HashSet<>();
    result.cycles().forEach(cycle -> names.addAll(cycle.metrics().keySet()));
    if (!names.isEmpty()) {
      Set<String> settings = new HashSet<>(trial.setting().values().keySet());
      settings.addAll(objective.derived(trial.setting()).keySet());
      names.remove(metric.name());
      names.forEach(name -> MetricValues.problem(name, settings).ifPresent(CheckedObjective::fail));
    }
    result.cycles().forEach(this::check);
    return result.outcome().canContinue() ? finite(result) : result;
  }

  private void check(CycleResult cycle) {
    if (!cycle.has(metric.name())) {
      fail(
          "the objective must measure %s at the end of every cycle, but after cycle %d it reported %s: correct it, or give the search another metric"
              .formatted(metric.name(), cycle.cycle(), cycle.names()));
    }
    double value = cycle.value(metric.name());
    if (metric.isFraction() && (value < 0 || value > 1)) {
      fail(
          "%s must be a fraction in 0 .. 1, but got %s: divide percent by 100, or give the search a metric of any real numbers"
              .formatted(metric.name(), value));
    }
  }

  /** A last value that is no number, or too large for one, is that of a training that diverged. */
  private TrialResult finite(TrialResult result) {
    if (result.cycles().isEmpty()) {
      return result;
    }
    CycleResult last = result.cycles().get(result.cycles().size() - 1);
    double value = last.value(metric.name());
    return Double.isNaN(last.score(metric))
        ? result.with(
            new Outcome.Diverged(
                "%s is %s at the end of cycle %d".formatted(metric.name(), value, last.cycle())))
        : result;
  }

  private static void fail(String rule) {
    throw new IllegalArgumentException(rule);
  }

  @Override
  public Optional<FusibleTraining> fusible(Setting setting) {
    return objective.fusible(setting);
  }

  @Override
  public long cost(Setting setting) {
    return objective.cost(setting);
  }

  @Override
  public String kind(Setting setting) {
    return objective.kind(setting);
  }

  @Override
  public boolean asksBeforeUpdates() {
    return objective.asksBeforeUpdates();
  }

  @Override
  public Optional<TrialResult> saved(Trial trial) {
    return objective.saved(trial);
  }

  @Override
  public long updatesPerCycle(Setting setting) {
    return objective.updatesPerCycle(setting);
  }

  @Override
  public long updates(Setting setting, int cycles) {
    return objective.updates(setting, cycles);
  }

  @Override
  public Objective continuable() {
    return new CheckedObjective(objective.continuable(), metric);
  }

  @Override
  public Map<String, Double> derived(Setting setting) {
    return objective.derived(setting);
  }

  @Override
  public Map<String, Range> limits() {
    return objective.limits();
  }
}
