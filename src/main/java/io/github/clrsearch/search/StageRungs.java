package io.github.clrsearch.search;

import io.github.clrsearch.search.samplers.NoiseEstimate;
import io.github.clrsearch.search.stopping.Baseline;
import io.github.clrsearch.search.stopping.Rung;
import io.github.clrsearch.search.stopping.RungResult;
import io.github.clrsearch.search.stopping.TrialTarget;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rungs of a stage: its trials train to the next rung, and there the stopping rule decides
 * which of them continue. The state of a stage is a function of the results so far, so that a
 * restarted stage resumes where it was. A trial that was trained beyond a rung (because the stage
 * was smaller or had another stopping rule) is compared by its results at the rung.
 *
 * @param stage the stage of the trials
 * @param trials by number, each with its maximum number of cycles
 * @param lengths lengths of the cycles
 * @param baseline what the stopping rule compares the trials with
 * @param known other trials of the stage, which have ended, to compare the trials with
 */
public record StageRungs(
    Stage stage, List<Trial> trials, CycleLengths lengths, Baseline baseline, List<Trial> known) {

  public StageRungs {
    trials = List.copyOf(trials);
    known = List.copyOf(known);
  }

  /** The rungs of trials that are compared with each other alone. */
  public StageRungs(Stage stage, List<Trial> trials, CycleLengths lengths, Baseline baseline) {
    this(stage, trials, lengths, baseline, List.of());
  }

  /** The same rungs with other trials of the stage. */
  public StageRungs with(List<Trial> others) {
    return new StageRungs(stage, others, lengths, baseline, known);
  }

  /** The same rungs, at which the trials are compared with these ended trials too. */
  StageRungs knowing(List<Trial> others) {
    return new StageRungs(stage, trials, lengths, baseline, others);
  }

  /**
   * The state of the stage.
   *
   * @param results of the trials that have one, by trial number: not modified
   */
  public StageState state(Map<Integer, TrialResult> results) {
    List<Rung> rungs = new ArrayList<>();
    Map<Integer, Outcome> stopped = new LinkedHashMap<>();
    Map<Integer, Long> spent = new LinkedHashMap<>();
    List<Trial> running = trials;
    for (int number = 0; ; number++) {
      Map<Trial, Integer> cycles = cyclesToRung(running, number);
      List<TrialTarget> targets =
          running.stream()
              .map(trial -> new TrialTarget(trial, cycles.get(trial)))
              .filter(target -> target.cycles() > 0 || target.trial().cycles() == 0)
              .filter(target -> !isDone(target, results.get(target.trial().number())))
              .toList();
      boolean last = cycles.entrySet().stream().allMatch(e -> e.getValue() == e.getKey().cycles());
      if (!targets.isEmpty() || last) {
        return new StageState(rungs, targets, stopped);
      }
      List<RungResult> compared = rungResults(cycles, results);
      compared.forEach(each -> spent.put(each.trial().number(), each.last().updates()));
      if (!compared.isEmpty()) {
        List<RungResult> all = new ArrayList<>(rungResults(cyclesToRung(known, number), results));
        all.addAll(compared);
        Rung rung = decide(rungs.size() + 1, all, spent);
        rungs.add(rung);
        compared.forEach(
            each ->
                rung.reason(each)
                    .ifPresent(
                        why -> stopped.put(each.trial().number(), new Outcome.Stopped(why))));
        running = running.stream().filter(rung::continues).toList();
      }
    }
  }

  /** The number of cycles after which each trial reaches a rung. */
  private Map<Trial, Integer> cyclesToRung(List<Trial> running, int rung) {
    Map<Trial, Integer> cyclesToRung = new LinkedHashMap<>();
    for (Trial trial : running) {
      int cycles =
          stage
              .stopping()
              .cycles(
                  rung,
                  n -> lengths.of(trial.setting(), Math.min(n, trial.cycles())),
                  lengths.longest());
      cyclesToRung.put(trial, Math.min(trial.cycles(), cycles));
    }
    return cyclesToRung;
  }

  private boolean isDone(TrialTarget target, TrialResult result) {
    if (result == null) {
      return false;
    }
    boolean ended =
        !stage.resumesTrials() && !(result.outcome() instanceof Outcome.Unfinished)
            || !result.outcome().canContinue();
    return ended || result.lastCycle() >= target.cycles();
  }

  /** The trials that reached the rung. A trial that diverged or failed before is left out. */
  private List<RungResult> rungResults(
      Map<Trial, Integer> cyclesToRung, Map<Integer, TrialResult> results) {
    List<RungResult> reached = new ArrayList<>();
    cyclesToRung.forEach(
        (trial, cycles) -> {
          TrialResult result = results.get(trial.number());
          if (cycles > 0 && result.lastCycle() >= cycles) {
            reached.add(
                new RungResult(
                    trial,
                    result.cycles().stream().filter(c -> c.cycle() <= cycles).toList(),
                    lengths.of(trial.setting(), trial.cycles()),
                    baseline.metric()));
          }
        });
    return reached;
  }

  private Rung decide(int number, List<RungResult> compared, Map<Integer, Long> spent) {
    double[] scores = compared.stream().mapToDouble(RungResult::score).toArray();
    Baseline known = baseline.with(NoiseEstimate.among(baseline.metric(), scores));
    Set<Trial> continued =
        stage.stopping().continued(compared, known).stream()
            .map(RungResult::trial)
            .collect(Collectors.toSet());
    long updates = spent.values().stream().mapToLong(Long::longValue).sum();
    return new Rung(stage.stopping().name(), number, compared, continued, updates);
  }
}
