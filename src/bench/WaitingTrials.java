import io.github.clrsearch.cluster.SparkSearch;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.EndedTrial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * Measures what Spark, driver and store take from the slots: trials only wait, so that there may be
 * more slots than processors. Prints the part of all slots' time, from the first trial's start to
 * the last one's end, in which a trial was running.
 *
 * <pre>
 * javac -cp "target/classes:target/spark/jars/*" -d target/bench src/bench/WaitingTrials.java
 * java $OPTIONS -cp "target/bench:target/classes:target/spark/conf:target/spark/jars/*" WaitingTrials SLOTS TRIALS SECONDS
 * </pre>
 *
 * OPTIONS are the options of Spark on Java 17 ({@code spark.jvm.options} in pom.xml).
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
    Path folder = Files.createTempDirectory("waiting");
    SparkSession spark =
        SparkSession.builder()
            .master("local[%d]".formatted(slots))
            .config("spark.ui.enabled", false)
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .getOrCreate();
    List<EndedTrial> ended =
        SparkSearch.of(study, objective, 1000).run(spark, folder.toString()).store().trials();
    spark.stop();
    Instant first =
        ended.stream().map(end -> end.execution().started()).min(Instant::compareTo).get();
    Instant last = ended.stream().map(end -> end.execution().ended()).max(Instant::compareTo).get();
    double took = Duration.between(first, last).toNanos() / 1e9;
    System.out.printf(
        "%d trials of %.1f s on %d slots in %.2f s: %.3f of the ideal throughput%n",
        ended.size(), seconds, slots, took, trials * seconds / (slots * took));
  }
}
