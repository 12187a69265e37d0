package io.github.clrsearch.cluster;

import io.github.clrsearch.search.trial.Leaderboard;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.store.StudyViews;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * A study whose stages have all ended.
 *
 * @param store its folder, with a row for every trial
 * @param leaderboard every trial that has an accuracy, the best first
 * @param findings what else the search has found out; kept in the folder too
 */
public record SearchedStudy(StudyStore store, Leaderboard leaderboard, StudyFindings findings) {

  /**
   * Registers the views {@code trials}, {@code cycles}, {@code measurements} and the others over
   * the study as temporary views of a session, in place of those of another study.
   */
  public void registerViews(SparkSession session) {
    StudyViews.register(session, List.of(store));
  }
}
