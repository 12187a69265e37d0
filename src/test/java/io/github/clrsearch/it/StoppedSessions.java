package io.github.clrsearch.it;

import io.github.clrsearch.cluster.SearchListener;
import io.github.clrsearch.cluster.SparkSearch;
import io.github.clrsearch.cluster.jobs.SearchException;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.Uniform;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.EndedTrial;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.SparkSession;

/** Searches on executors and on the driver whose session is stopped when a trial has ended. */
public final class StoppedSessions {
  private static final int LONG_MS = 60_000;

  private StoppedSessions() {}

  /**
   * Runs both searches and prints how each ends.
   *
   * @param arguments a folder for the studies
   */
  public static void main(String[] arguments) throws InterruptedException {
    search("executors", arguments[0], search -> search);
    search("driver", arguments[0], search -> search.onDriver(2));
  }

  private static void search(String slots, String folder, UnaryOperator<SparkSearch> changes)
      throws InterruptedException {
    SparkSession session = SparkSession.builder().appName(slots).getOrCreate();
    Objective objective =
        (trial, cancellation) -> {
          Thread.sleep(trial.number() == 0 ? 0 : LONG_MS);
          return TrialResult.completed(0.5);
        };
    Thread stop = new Thread(session::stop);
    SearchListener stopping =
        new SearchListener() {
          @Override
          public void trialEnded(EndedTrial ended) {
            if (ended.trial().number() == 0) {
              stop.start();
            }
          }
        };
    Study study =
        Study.builder().name(slots).space("x", new Uniform(0, 1)).stage(Stage.of("s", 4)).build();
    try {
      changes
          .apply(SparkSearch.of(study, objective, 1000))
          .listener(stopping)
          .run(session, folder + "/" + slots);
    } catch (SearchException e) {
      System.out.println(slots + ": " + e.getMessage());
    }
    stop.join();
  }
}
