package example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.LocalSpark;
import io.github.clrsearch.cluster.SearchListener;
import io.github.clrsearch.cluster.SearchedStudy;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.store.EndedTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/library.md} shows is compiled and run. */
@Timeout(120)
class LogisticRegressionSearchTest {
  private static final Path DOCUMENT = Path.of("docs/library.md");
  private static final Path EXAMPLE =
      Path.of("src/test/java/example/LogisticRegressionSearch.java");

  @TempDir private Path folder;

  private final SparkSession spark = LocalSpark.freshSession();

  /** Runs the search and returns the trials that it trained. */
  private List<String> trained(List<SearchedStudy> searched) throws InterruptedException {
    List<String> trained = new ArrayList<>();
    SearchListener listener =
        new SearchListener() {
          @Override
          public void trialEnded(EndedTrial ended) {
            trained.add(ended.trial().toString());
          }
        };
    searched.add(LogisticRegressionSearch.search(spark, folder.toString(), listener));
    return trained;
  }

  @Test
  void theDocumentShowsTheExampleThatIsRunHere() throws IOException {
    assertThat(Files.readString(DOCUMENT))
        .contains("```java\n" + Files.readString(EXAMPLE) + "```\n");
  }

  @Test
  void aModelOfTheUsersOwnIsSearchedKeptAskedAndNotTrainedAgain() throws InterruptedException {
    List<SearchedStudy> searched = new ArrayList<>();
    assertThat(trained(searched)).hasSize(20).contains("coarse/11", "fine/7");
    SearchedStudy first = searched.get(0);
    assertThat(first.leaderboard().candidates()).hasSize(20);
    assertThat(first.leaderboard().best().orElseThrow().value()).isBetween(0.75, 0.9);
    assertThat(first.store().stages().frozen("fine").orElseThrow().lines())
        .anySatisfy(line -> assertThat(line).startsWith("lambda: log-uniform [1e-5, 1] -> ["))
        .anySatisfy(line -> assertThat(line).startsWith("eta_max: log-uniform [0.001, 1] -> ["));

    assertThat(trained(searched)).isEmpty();
    assertThat(searched.get(1).leaderboard()).isEqualTo(first.leaderboard());

    first.registerViews(spark);
    Candidate best = first.leaderboard().best().orElseThrow();
    assertThat(
            spark
                .sql(
                    "SELECT stage, number, best_cycle, lambda, n_cycles, data, blas, last_validation_loss"
                        + " FROM trials ORDER BY best_validation_accuracy DESC, best_cycle, number")
                .first()
                .toString())
        .isEqualTo(
            "[%s,%d,%d,%s,3,two clouds,null,null]"
                .formatted(
                    best.trial().stage(),
                    best.trial().number(),
                    best.cycle(),
                    best.setting().value("lambda")));
    assertThat(
            spark
                .sql(
                    "SELECT count(*), count(training_loss), count(validation_accuracy) FROM cycles")
                .collectAsList())
        .extracting(Row::toString)
        .containsExactly("[60,0,60]");
    assertThat(
            spark.sql("SELECT DISTINCT hyperparameter FROM importance ORDER BY 1").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("eta_max", "lambda", "n_cycles");
  }
}
