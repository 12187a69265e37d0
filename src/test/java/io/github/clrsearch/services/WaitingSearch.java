package io.github.clrsearch.services;

import io.github.clrsearch.cluster.SparkSearch;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.TrialResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** A search whose trials train nothing and end when enough of them have begun. */
public final class WaitingSearch {
  private static final int POLL_MS = 50;
  private static final int PATIENCE_SECONDS = 200;

  private WaitingSearch() {}

  /**
   * Runs the search.
   *
   * @param arguments the study's folder, the number of trials, and an existing folder in which
   *     trials meet; the number that must have begun before the first one ends
   */
  public static void main(String[] arguments) throws InterruptedException {
    int trials = Integer.parseInt(arguments[1]);
    String meeting = arguments[2];
    int together = Integer.parseInt(arguments[3]);
    Objective objective =
        (trial, cancellation) -> {
          Files.writeString(Path.of(meeting, trial.stage() + trial.number()), "");
          long deadline = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
          while (begun(meeting) < together) {
            if (System.nanoTime() > deadline) {
              throw new IllegalStateException("%d trials have begun".formatted(begun(meeting)));
            }
            Thread.sleep(POLL_MS);
          }
          return TrialResult.completed((trial.seed() & 1023) / 1024.0);
        };
    Study study =
        Study.builder()
            .name("waiting")
            .seed(1)
            .space("lambda", new LogUniform(1e-5, 1))
            .stage(Stage.of("waiting", trials))
            .build();
    SparkSession spark = SparkSession.builder().appName("waiting").getOrCreate();
    SparkSearch.of(study, objective, 1000).run(spark, arguments[0]);
    spark.stop();
  }

  private static long begun(String meeting) throws java.io.IOException {
    try (Stream<Path> trials = Files.list(Path.of(meeting))) {
      return trials.count();
    }
  }
}
