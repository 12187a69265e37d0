package io.github.clrsearch.report;

import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.FrozenStage;
import io.github.clrsearch.store.TestedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * SQL queries that a page suggests, as commands for a shell.
 *
 * @param location of the study
 * @param metric of the study
 */
record PageQueries(String location, Metric metric) {
  /** The queries that give rows. */
  List<Query> of(List<EndedTrial> ended, List<FrozenStage> frozen, List<TestedRow> tests) {
    List<Query> queries = new ArrayList<>();
    if (!ended.isEmpty()) {
      queries.add(
          query(
              "best cycle ends",
              "SELECT stage, number, cycle%s, %s FROM cycles ORDER BY %s %s LIMIT 10"
                  .formatted(
                      searched(frozen),
                      metric.name(),
                      metric.name(),
                      // NULL is before all numbers.
                      metric.isMinimized() ? "ASC NULLS LAST" : "DESC")));
      queries.add(
          query(
              "outcomes of the trials",
              "SELECT stage, outcome, count(*) AS trials, sum(updates) AS updates, %s(best_%s) AS best FROM trials GROUP BY stage, outcome ORDER BY stage, outcome"
                  .formatted(metric.isMinimized() ? "min" : "max", metric.name())));
    }
    if (!frozen.isEmpty()) {
      queries.add(
          query(
              "importance of hyperparameters",
              "SELECT stage, hyperparameter, importance, trials FROM importance ORDER BY stage, importance DESC"));
    }
    if (!tests.isEmpty()) {
      queries.add(
          query(
              "test results",
              "SELECT number, members, combination, accuracy, accuracy_low, accuracy_high FROM tests ORDER BY accuracy DESC"));
    }
    return queries;
  }

  /** Columns of the searched hyperparameters whose names need no quoting in SQL and the shell. */
  private static String searched(List<FrozenStage> frozen) {
    return frozen.stream()
        .flatMap(stage -> stage.space().dimensions().stream())
        .distinct()
        .filter(name -> name.matches("[A-Za-z_][A-Za-z0-9_]*"))
        .map(name -> ", " + name)
        .collect(Collectors.joining());
  }

  private Query query(String asks, String sql) {
    return new Query(
        asks, "./submit.sh sql \"%s\" --study %s".formatted(sql, ShellWord.of(location)));
  }

  /** A query to copy. */
  record Query(String asks, String command) {}
}
