package io.github.clrsearch.workflow;

import com.typesafe.config.ConfigFactory;
import io.github.clrsearch.report.SearchProgress;
import io.github.clrsearch.report.SearchProgress.State;
import io.github.clrsearch.report.StudyPage;
import io.github.clrsearch.store.StudyStore;
import java.time.Duration;
import java.time.Instant;

/** The pages of studies, out of their folders. */
public final class StudyPages {
  /** Somebody else may be writing the page meanwhile. */
  private static final Duration RELOAD = Duration.ofSeconds(10);

  private StudyPages() {}

  /** Points that the curves of a range test are averaged over, where nothing else is configured. */
  public static int smoothing() {
    return ConfigFactory.parseResources(StudyPages.class.getClassLoader(), "reference.conf")
        .getInt("lr-range.smoothing");
  }

  /** Writes a study's page out of its folder; the page's path. */
  public static String keep(StudyStore store) {
    Instant now = Instant.now();
    SearchProgress progress =
        store.worker().isPresent()
            ? new SearchProgress(State.RUNNING, now, 0, null, RELOAD)
            : SearchProgress.ended(now);
    return store.keepPage(StudyPage.of(store, store.trials(), progress, smoothing()));
  }

  /** The same of a study whose command has come to its end, however its smoothing is. */
  public static String keep(StudyStore store, int smoothing) {
    return store.keepPage(
        StudyPage.of(store, store.trials(), SearchProgress.ended(Instant.now()), smoothing));
  }
}
