package io.github.clrsearch.workflow;

import io.github.clrsearch.cluster.SearchListener;
import io.github.clrsearch.config.StudyConfiguration.Tracking;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.tracking.MlflowRuns;
import io.github.clrsearch.tracking.TensorBoardFiles;
import io.github.clrsearch.tracking.TrackedSearch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** All that a search is tracked with, as its configuration says; mostly nothing. */
public record SearchTracking(List<TrackedSearch> tracked) implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * Begins to track a study.
   *
   * @param warning is told a line by each that does not work
   */
  public static SearchTracking of(OpenStudy study, Consumer<String> warning) {
    Tracking tracking = study.configuration().tracking();
    StudyStore store = study.store();
    String name = study.configuration().study().name();
    List<TrackedSearch> tracked = new ArrayList<>();
    if (tracking.tensorBoard()) {
      tracked.add(new TrackedSearch(new TensorBoardFiles(store), warning));
    }
    tracking
        .mlflow()
        .map(server -> new MlflowRuns(server, System.getenv(), name, store.location()))
        .ifPresent(runs -> tracked.add(new TrackedSearch(runs, warning)));
    return new SearchTracking(tracked);
  }

  /** Tells all of these. */
  public SearchListener listener() {
    return new SearchListeners(List.copyOf(tracked));
  }

  /** The search has come to its end: waits for those that have still something to tell. */
  public void finish() throws InterruptedException {
    for (TrackedSearch each : tracked) {
      each.finish(PATIENCE);
    }
  }

  @Override
  public void close() {
    tracked.forEach(TrackedSearch::close);
  }
}
