import io.github.clrsearch.cluster.SparkSearch;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.TrialResult;
import org.apache.spark.sql.SparkSession;

/**
 * Measures what Spark, driver and store take from the slots: trials only wait, so that there may be
 * more slots than processors. Prints the part of all slots' time, from the first trial's start to
 * the last one's end, in which a trial was running.
 *
 * <pre>
 * src/bench/measure WaitingTrials SLOTS TRIALS SECONDS
 * </pre>
 */
final class WaitingTrials {
  private WaitingTrials() {}

  public static void main(String[] arguments) throws Exception {
    int slots = Integer.parseInt(arguments[0]);
    int trials = Integer.parseInt(arguments[1]);
    double seconds = Double.parseDouble(arguments[2]);
    long pause = Math.round(1e3 * seconds);
    Objective objective =
        (trial, cancellation) -> {
          Thread.sleep(pause);
          return TrialResult.completed((trial.seed() & 1023) / 1024.0);
        };
    Study study =
        Study.builder()
            .name("waiting")
            .seed(1)
            .space("lambda", new LogUniform(1e-5, 1))
            .stage(Stage.of("waiting", trials))
            .build();
    SparkSession spark = LocalStudy.spark(slots);
    double took =
        LocalStudy.seconds(LocalStudy.trials(spark, SparkSearch.of(study, objective, 1000)));
    spark.stop();
    System.out.printf(
        "%d trials of %.1f s on %d slots in %.2f s: %.3f of the ideal throughput%n",
        trials, seconds, slots, took, trials * seconds / (slots * took));
  }
}
