package io.github.clrsearch.cluster;

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

/** Keeps the state of a training at its cycles' ends, for whoever has to go on with the trial. */
final class StateRecorder implements TrainingObserver {
  private static final Logger LOG = System.getLogger(StateRecorder.class.getName());

  private final StateKeeping keeping;
  private final Trial trial;
  private final Map<String, String> of;
  private final long last;
  private final Trainer trainer;
  private final TrialRecorder rows;
  private long keptAt = System.nanoTime();

  /**
   * Watches over a training.
   *
   * @param of all that its state depends on
   * @param last how many updates it will have in all
   * @param rows hears all first
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

  /** Sets the trainer and the rows to where an earlier execution of the trial had kept them. */
  void goOn() {
    if (!keeping.mayBeThere()) {
      return;
    }
    Optional<TrialState> found =
        keeping
            .folder()
            .read(trial, of)
            // What has gone further than this trial is to go is of no use to it.
            .filter(state -> state.training().updates() <= last);
    try {
      found.ifPresent(state -> trainer.startFrom(state.training()));
      found.ifPresent(rows::startFrom);
    } catch (IllegalArgumentException e) {
      LOG.log(Level.WARNING, "trial {0} is trained from its start: {1}", trial, e.getMessage());
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
      keptAt = System.nanoTime();
    }
  }

  private boolean isDue(long updates) {
    return System.nanoTime() - keptAt >= keeping.after().toNanos()
        || updates == last && keeping.last() == StateKeeping.Last.ALWAYS;
  }
}
