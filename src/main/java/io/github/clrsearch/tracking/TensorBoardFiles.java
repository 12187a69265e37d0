package io.github.clrsearch.tracking;

import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.StudyStore;

/**
 * An event file a trial, {@code tensorboard/STAGE-NUMBER/events.out.tfevents...} in the study's
 * folder, for {@code tensorboard --logdir}. The same trial gives the same bytes.
 */
public record TensorBoardFiles(StudyStore store) implements Tracker {
  private static final String FILE = "events.out.tfevents.0.clr-search";

  @Override
  public String name() {
    return "TensorBoard's folder " + store.location() + "/" + StudyStore.TENSORBOARD;
  }

  @Override
  public void tell(EndedTrial ended) {
    Trial trial = ended.trial();
    store.keepForTensorBoard(
        "%s-%05d/%s".formatted(trial.stage(), trial.number(), FILE), EventFile.of(ended));
  }
}
