package io.github.clrsearch.cluster.training;

import io.github.clrsearch.network.Scores;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.TrialState;
import io.github.clrsearch.training.EnsembleScores;
import io.github.clrsearch.training.Snapshot;
import io.github.clrsearch.training.Trainer;
import io.github.clrsearch.training.TrainingObserver;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Saves the state of a training at the ends of its cycles, from which the trial can be resumed. */
final class StateRecorder implements TrainingObserver {
  private static final Logger LOG = System.getLogger(StateRecorder.class.getName());

  private final StateKeeping keeping;
  private final Trial trial;
  private final Map<String, String> of;
  private final long last;
  private final Trainer trainer;
  private final TrialRecorder rows;
  private long savedAt = System.nanoTime();

  /**
   * Observes a training.
   *
   * @param of everything that its state depends on
   * @param last total number of updates
   * @param rows is notified first
   */
  StateRecorder(
      StateKeeping keeping,
      Trial trial,
      Map<String, String> of,
      long last,
      Trainer trainer,
      TrialRecorder rows) {
    this.keeping = keeping;
    this.trial = trial;
    this.of = of;
    this.last = last;
    this.trainer = trainer;
    this.rows = rows;
  }

  /** Sets the trainer and the rows to the saved state of an earlier execution, if there is one. */
  void resume() {
    if (!keeping.mayExist()) {
      return;
    }
    Optional<TrialState> found =
        keeping
            .folder()
            .read(trial, of)
            // A state with more updates than this trial cannot be used.
            .filter(state -> state.training().updates() <= last);
    try {
      found.ifPresent(state -> trainer.startFrom(state.training()));
      found.ifPresent(rows::startFrom);
    } catch (IllegalArgumentException e) {
      LOG.log(Level.WARNING, "trial {0} is retrained from its start: {1}", trial, e.getMessage());
    }
  }

  @Override
  public void measured(int cycle, long updates, double eta, Part part, Scores scores) {
    rows.measured(cycle, updates, eta, part, scores);
  }

  @Override
  public void cycleEnded(
      Snapshot snapshot, Scores training, Scores validation, List<EnsembleScores> ensembles) {
    rows.cycleEnded(snapshot, training, validation, ensembles);
    if (isDue(snapshot.updates())) {
      keeping.folder().write(trial, of, rows.state(trainer.state()));
      savedAt = System.nanoTime();
    }
  }

  /** Saves the state of a training that ended at the end of a cycle before its last one. */
  void endedEarly() {
    if (trainer.isAtCycleEnd()) {
      keeping.folder().write(trial, of, rows.state(trainer.state()));
    }
  }

  private boolean isDue(long updates) {
    return System.nanoTime() - savedAt >= keeping.after().toNanos()
        || updates == last && keeping.last() == StateKeeping.Last.ALWAYS;
  }
}
