package io.github.clrsearch.search;

import io.github.clrsearch.search.stopping.Leg;
import io.github.clrsearch.search.stopping.Rung;
import io.github.clrsearch.search.stopping.Standing;
import io.github.clrsearch.search.stopping.Stopping;
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
 * The rounds of a stage: its trials train to a rung, some of them go on to the next. What is to be
 * done next is a function of what the trials have given so far, whatever happened meanwhile: begun
 * again, a stage goes on where it was, and trials that came further than they would have to now
 * (the stage was smaller then, or its stopping another) are taken as they are.
 *
 * @param stage whose trials they are
 * @param trials by number, each with as many cycles as it may have in all
 * @param lengths the cycles of the objective
 * @param bar what the trials are held against besides each other
 */
public record Rounds(Stage stage, List<Trial> trials, CycleLengths lengths, Stopping.Bar bar) {

  /** Copies the trials. */
  public Rounds {
    trials = List.copyOf(trials);
  }

  /**
   * How a stage stands.
   *
   * @param rungs that have been decided, in order
   * @param legs to be trained before anything else can be decided, by number; none where the stage
   *     has ended
   * @param stopped why those stop that do, by number
   */
  public record Plan(List<Rung> rungs, List<Leg> legs, Map<Integer, String> stopped) {}

  /**
   * What is to be done next.
   *
   * @param results of the trials that have any, by number; not modified
   */
  public Plan plan(Map<Integer, TrialResult> results) {
    List<Rung> rungs = new ArrayList<>();
    Map<Integer, String> stopped = new LinkedHashMap<>();
    Map<Integer, Long> spent = new LinkedHashMap<>();
    List<Trial> running = trials;
    for (int number = 0; ; number++) {
      Map<Trial, Integer> goals = goals(running, number);
      List<Leg> legs =
          running.stream()
              .map(trial -> new Leg(trial, goals.get(trial)))
              .filter(leg -> leg.cycles() > 0 || leg.trial().cycles() == 0)
              .filter(leg -> !isDone(leg, results.get(leg.trial().number())))
              .toList();
      boolean last = goals.entrySet().stream().allMatch(e -> e.getValue() == e.getKey().cycles());
      if (!legs.isEmpty() || last) {
        return new Plan(rungs, legs, stopped);
      }
      List<Standing> standings = standings(goals, results);
      standings.forEach(each -> spent.put(each.trial().number(), each.last().updates()));
      if (!standings.isEmpty()) {
        Rung rung = decided(rungs.size() + 1, standings, spent);
        rungs.add(rung);
        standings.forEach(
            each -> rung.reason(each).ifPresent(why -> stopped.put(each.trial().number(), why)));
        running = running.stream().filter(rung::letsGoOn).toList();
      }
    }
  }

  /** Up to which cycle each is trained before a rung decides. */
  private Map<Trial, Integer> goals(List<Trial> running, int rung) {
    Map<Trial, Integer> goals = new LinkedHashMap<>();
    for (Trial trial : running) {
      int cycles = stage.stopping().cycles(rung, lengths.of(trial.setting()), lengths.longest());
      goals.put(trial, Math.min(trial.cycles(), cycles));
    }
    return goals;
  }

  private boolean isDone(Leg leg, TrialResult result) {
    if (result == null) {
      return false;
    }
    if (!stage.continues()) {
      return true;
    }
    boolean wrong =
        result.outcome() instanceof Outcome.Diverged || result.outcome() instanceof Outcome.Failed;
    return wrong || result.lastCycle() >= leg.cycles();
  }

  /** Those that have come to the rung; one that went wrong before is in the stage no more. */
  private static List<Standing> standings(
      Map<Trial, Integer> goals, Map<Integer, TrialResult> results) {
    List<Standing> standings = new ArrayList<>();
    goals.forEach(
        (trial, cycles) -> {
          TrialResult result = results.get(trial.number());
          if (cycles > 0 && result.lastCycle() >= cycles) {
            standings.add(
                new Standing(
                    trial, result.cycles().stream().filter(c -> c.cycle() <= cycles).toList()));
          }
        });
    return standings;
  }

  private Rung decided(int number, List<Standing> standings, Map<Integer, Long> spent) {
    Set<Trial> goOn =
        stage.stopping().goOn(standings, bar).stream()
            .map(Standing::trial)
            .collect(Collectors.toSet());
    long updates = spent.values().stream().mapToLong(Long::longValue).sum();
    return new Rung(stage.stopping().name(), number, standings, goOn, updates);
  }
}
