package io.github.clrsearch.cluster;

import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.stopping.TrialTarget;
import io.github.clrsearch.search.trial.Outcome.Unfinished;
import io.github.clrsearch.search.trial.Outcome.Unfinished.Cause;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.StudyStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The trials of a stage that have ended, in memory and in the study's folder. */
final class StageRows {
  private final Stage stage;
  private final StudyStore store;
  private final boolean keepsStates;
  private final Map<Integer, EndedTrial> ended;

  /** Cycles of trials that have some, by trial number. Planning reads it on another thread. */
  private final Map<Integer, Integer> done = new ConcurrentHashMap<>();

  /** Numbers of trials that ended before their targets and have no state to continue from now. */
  private final Set<Integer> cut = new HashSet<>();

  /** Numbers of failed trials to train once more. */
  private final Set<Integer> again = new HashSet<>();

  /**
   * The rows of a stage.
   *
   * @param ended the trials in the folder, by number; modified
   * @param keepsStates whether the states of ended trials may be used later
   */
  StageRows(Stage stage, Map<Integer, EndedTrial> ended, StudyStore store, boolean keepsStates) {
    this.stage = stage;
    this.ended = ended;
    this.store = store;
    this.keepsStates = keepsStates;
    store.addColumns(ended.values());
  }

  /** The row of a trial; null if it has none. */
  EndedTrial of(int number) {
    return ended.get(number);
  }

  /** Whether a trial has a row. */
  boolean has(int number) {
    return ended.containsKey(number);
  }

  /** All rows by number. */
  Collection<EndedTrial> all() {
    return List.copyOf(new TreeMap<>(ended).values());
  }

  /** One more than the largest number of a trial; 0 if there is none. */
  int count() {
    return ended.keySet().stream().mapToInt(number -> number + 1).max().orElse(0);
  }

  /** Cycles of trials that have some, by trial number; kept up to date. */
  Map<Integer, Integer> done() {
    results().forEach((number, result) -> done.put(number, result.lastCycle()));
    return done;
  }

  /** Trains a trial once more. */
  void again(int number) {
    again.add(number);
  }

  /** Whether a trial has used its time in this run. */
  boolean isCut(int number) {
    return cut.contains(number);
  }

  /** The results by number, without those of trials that are trained once more. */
  Map<Integer, TrialResult> results() {
    Map<Integer, TrialResult> results = new HashMap<>();
    ended.forEach((number, end) -> results.put(number, end.result()));
    results.keySet().removeAll(again);
    return results;
  }

  /** Saves a trial that has ended; empty if it has no cycle more than before. */
  Optional<EndedTrial> keep(TrialTarget target, EndedTrial end) {
    EndedTrial before = ended.get(target.trial().number());
    TrialResult result = target.ended(end.result(), stage.resumesTrials());
    if (result.outcome() instanceof Unfinished unfinished && unfinished.cause() != Cause.WAITING) {
      if (!keepsStates) {
        cut.add(target.trial().number());
      }
      if (before != null && before.result().lastCycle() >= unfinished.cycles()) {
        return Optional.empty();
      }
    }
    EndedTrial whole = end.of(target.trial()).with(result).after(before);
    save(whole);
    boolean mayContinue = keepsStates || result.outcome() instanceof Unfinished;
    if (!mayContinue || !whole.result().outcome().canContinue()) {
      store.removeState(whole.trial());
    }
    return Optional.of(whole);
  }

  /** Saves a training that another study has done. */
  EndedTrial take(TrialTarget target, EndedTrial end) {
    TrialResult result = target.ended(end.result(), stage.resumesTrials());
    EndedTrial whole = end.of(target.trial()).with(result);
    save(whole);
    return whole;
  }

  private void save(EndedTrial whole) {
    int number = whole.trial().number();
    if (ended.containsKey(number)) {
      store.replace(whole);
    } else {
      store.append(whole);
    }
    ended.put(number, whole);
    done.put(number, whole.result().lastCycle());
    again.remove(number);
  }

  /** Saves a trial whose outcome has changed. */
  void replace(EndedTrial end) {
    store.replace(end);
    ended.put(end.trial().number(), end);
  }
}
