package io.github.clrsearch.cluster;

import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.stopping.TrialTarget;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.OutcomeKind;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.Execution;
import io.github.clrsearch.store.StudyHeader;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.store.files.StoreException;
import io.github.clrsearch.store.programs.ProgramFolder;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A study whose trainings another one takes over instead of training them again: those with the
 * same setting, seed and order of mini-batches, up to the cycle that the other study trains to. The
 * rows are those that it would have written itself, except for times and places.
 */
public final class ForkedStudy {
  private final StudyStore original;
  private final Map<Trial.Training, EndedTrial> trained = new HashMap<>();

  /** Whether the first cycles of a longer training are those of a shorter one. */
  private final boolean cutsCycles;

  private ForkedStudy(StudyStore original) {
    this.original = original;
    this.cutsCycles = !original.header().definition().containsKey(ProgramFolder.DEFINED_BY);
    EndedTrial.distinct(
            original.trials().stream()
                .filter(end -> end.result().outcome().kind() != OutcomeKind.FAILED)
                .toList())
        .forEach(end -> trained.put(end.trial().training(), end));
  }

  /**
   * A study to take over from.
   *
   * @throws StoreException if both are the same folder, or their trials differ
   */
  static ForkedStudy of(StudyStore original, StudyStore store) {
    if (original.location().equals(store.location())) {
      throw new StoreException(
          "%s contains the study to fork: choose another folder with --out"
              .formatted(store.location()));
    }
    check(original, store.header());
    return new ForkedStudy(original);
  }

  /**
   * Checks that a study's trials may be those of another.
   *
   * @throws StoreException which names every key in which they differ
   */
  public static void check(StudyStore original, StudyHeader now) {
    List<String> differences = original.header().trialDifferences(now);
    if (!differences.isEmpty()) {
      throw new StoreException(
          "the trials of %s cannot be taken over, because this study trains others: %s. Undo the change, or search without --fork"
              .formatted(original.location(), String.join("; ", differences)));
    }
  }

  /** The folder of the study. */
  String location() {
    return original.location();
  }

  /** The number of trials that a stage has there. */
  int trials(Stage stage) {
    return trained.values().stream()
        .map(EndedTrial::trial)
        .filter(trial -> trial.stage().equals(stage.name()))
        .mapToInt(trial -> trial.number() + 1)
        .max()
        .orElse(0);
  }

  /** The training of a target, if it was done there. */
  Optional<EndedTrial> trained(Stage stage, TrialTarget target) {
    Trial wanted = target.toTrain();
    return Optional.ofNullable(trained.get(wanted.training()))
        .flatMap(end -> result(stage, target, end).map(result -> taken(wanted, end, result)));
  }

  private EndedTrial taken(Trial trial, EndedTrial end, TrialResult result) {
    double part =
        end.result().updates() == 0 ? 1 : result.updates() / (double) end.result().updates();
    Execution execution =
        Execution.takenOver(
            Instant.now(),
            part * end.execution().seconds(),
            "%s of %s".formatted(end.trial(), original.location()));
    return new EndedTrial(trial, end.derived(), result, execution, end.provenance());
  }

  /** The result up to the target; empty if the trial was not trained so far. */
  private Optional<TrialResult> result(Stage stage, TrialTarget target, EndedTrial end) {
    TrialResult result = end.result();
    boolean equal = end.trial().cycles() == target.cycles();
    if (equal && result.outcome() instanceof Outcome.Completed) {
      return Optional.of(fromStart(result));
    }
    // What is kept of a confirmed training besides its cycles is of its last one.
    boolean cuts = end.trial().repetition() == 0 && (cutsCycles || stage.resumesTrials());
    if (!equal && !cuts) {
      return Optional.empty();
    }
    if (result.lastCycle() >= target.cycles()) {
      return Optional.of(first(result, target.cycles()));
    }
    return result.outcome().kind() == OutcomeKind.DIVERGED
        ? Optional.of(fromStart(result))
        : Optional.empty();
  }

  private static TrialResult first(TrialResult result, int count) {
    List<CycleResult> cycles =
        result.cycles().stream().filter(end -> end.cycle() <= count).toList();
    long updates = cycles.get(cycles.size() - 1).updates();
    return new TrialResult(
        new Outcome.Completed(),
        cycles,
        result.measurements().stream().filter(each -> each.update() <= updates).toList(),
        updates);
  }

  /** The same result as that of a training that was never interrupted. */
  private static TrialResult fromStart(TrialResult result) {
    return new TrialResult(
        result.outcome(),
        result.cycles(),
        result.measurements(),
        result.updates(),
        0,
        null,
        result.correctImages());
  }
}
