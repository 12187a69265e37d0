import io.github.clrsearch.cluster.SparkSearch;
import io.github.clrsearch.store.EndedTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** A search in this process whose folder is deleted afterwards. */
final class LocalStudy {
  private LocalStudy() {}

  static SparkSession spark(int cores) {
    SparkSession spark =
        SparkSession.builder()
            .master("local[%d]".formatted(cores))
            .config("spark.ui.enabled", false)
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .getOrCreate();
    spark.sparkContext().setLogLevel("ERROR");
    return spark;
  }

  static List<EndedTrial> trials(SparkSession spark, SparkSearch search)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("bench");
    try {
      return search.run(spark, folder.toString()).store().trials();
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** The seconds from the first trial's start to the last one's end. */
  static double seconds(List<EndedTrial> trials) {
    Instant first =
        trials.stream()
            .map(trial -> trial.execution().started())
            .min(Comparator.naturalOrder())
            .orElseThrow();
    Instant last =
        trials.stream()
            .map(trial -> trial.execution().ended())
            .max(Comparator.naturalOrder())
            .orElseThrow();
    return Duration.between(first, last).toNanos() / 1e9;
  }
}
