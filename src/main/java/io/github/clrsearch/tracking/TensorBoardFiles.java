package io.github.clrsearch.tracking;

import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.StudyStore;

/**
 * Writes one event file per trial, {@code tensorboard/STAGE-NUMBER/events.out.tfevents...} in the
 * study's folder, for {@code tensorboard --logdir}. The bytes depend only on the trial.
 */
public record TensorBoardFiles(StudyStore store) implements Tracker {
  private static final String FILE = "events.out.tfevents.0.clr-search";

  @Override
  public String name() {
    return "the TensorBoard folder " + store.viewed().tensorBoard();
  }

  @Override
  public void track(EndedTrial ended) {
    Trial trial = ended.trial();
    store
        .viewed()
        .eventFile(
            "%s-%05d/%s".formatted(trial.stage(), trial.number(), FILE), EventFile.of(ended));
  }
}
