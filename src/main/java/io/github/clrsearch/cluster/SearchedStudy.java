package io.github.clrsearch.cluster;

import io.github.clrsearch.search.trial.Leaderboard;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.store.StudyViews;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * A study whose stages have all ended.
 *
 * @param store the study's folder, with one row per trial
 * @param leaderboard all trials with an accuracy, best first
 * @param findings of the search, which are also saved in the folder
 */
public record SearchedStudy(StudyStore store, Leaderboard leaderboard, StudyFindings findings) {

  /**
   * Registers the views of the study, such as {@code trials} and {@code cycles}, as temporary views
   * of a session. They replace those of another study.
   */
  public void registerViews(SparkSession session) {
    StudyViews.register(session, List.of(store));
  }
}
