package io.github.clrsearch.workflow;

import com.typesafe.config.ConfigFactory;
import io.github.clrsearch.report.SearchProgress;
import io.github.clrsearch.report.SearchProgress.State;
import io.github.clrsearch.report.StudyPage;
import io.github.clrsearch.store.StudyStore;
import java.time.Duration;
import java.time.Instant;

/** Writes the pages of studies from their folders. */
public final class StudyPages {
  /** A running search may update the page. */
  private static final Duration RELOAD = Duration.ofSeconds(10);

  private StudyPages() {}

  /** The default window of the moving average for range tests, in points. */
  public static int smoothing() {
    return ConfigFactory.parseResources(StudyPages.class.getClassLoader(), "reference.conf")
        .getInt("lr-range.smoothing");
  }

  /** Writes the page of a study and returns its path. */
  public static String keep(StudyStore store) {
    Instant now = Instant.now();
    SearchProgress progress =
        store.worker().isPresent()
            ? new SearchProgress(State.RUNNING, now, 0, null, RELOAD)
            : SearchProgress.ended(now);
    return store.viewed().page(StudyPage.of(store, store.trials(), progress, smoothing()));
  }

  /** The same at the end of a command, with the given smoothing. */
  public static String keep(StudyStore store, int smoothing) {
    return store
        .viewed()
        .page(StudyPage.of(store, store.trials(), SearchProgress.ended(Instant.now()), smoothing));
  }
}
