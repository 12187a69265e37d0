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

/** The trackers of a search that its configuration enables. */
public record SearchTracking(List<TrackedSearch> tracked) implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * Starts tracking a study.
   *
   * @param warning receives one line per tracker that fails
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

  /** Notifies all trackers. */
  public SearchListener listener() {
    return new SearchListeners(List.copyOf(tracked));
  }

  /** Waits for the trackers to send the remaining trials, after the search has ended. */
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
