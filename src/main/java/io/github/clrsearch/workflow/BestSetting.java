package io.github.clrsearch.workflow;

import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.store.StudyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Selects the setting of a study for a final network. */
public final class BestSetting {
  private BestSetting() {}

  /**
   * The setting with the best mean in the last confirming stage; without one, the setting with the
   * best score. Empty if no trial has a score.
   */
  public static Optional<Setting> of(StudyStore store) {
    List<String> lastFirst = new ArrayList<>(store.header().stageNames());
    Collections.reverse(lastFirst);
    return lastFirst.stream()
        .map(stage -> store.findings().confirmed(stage))
        .filter(rows -> !rows.isEmpty() && rows.get(0).hasMean())
        .map(rows -> rows.get(0).toSetting())
        .findFirst()
        .or(
            () ->
                // The best of repeated trainings would be optimistically biased.
                StudySummary.of(store).leaderboard().best().map(Candidate::setting));
  }
}
