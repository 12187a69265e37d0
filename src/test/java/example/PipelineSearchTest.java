package example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.LocalSpark;
import io.github.clrsearch.cluster.SearchListener;
import io.github.clrsearch.cluster.SearchedStudy;
import io.github.clrsearch.store.EndedTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/library.md} shows is compiled and run. */
@Timeout(120)
class PipelineSearchTest {
  @TempDir private Path folder;

  private final SparkSession spark = LocalSpark.freshSession();

  private SearchedStudy search(String name, SearchListener listener) throws InterruptedException {
    return PipelineSearch.search(spark, folder.resolve(name).toString(), listener);
  }

  private static Map<String, String> rows(SearchedStudy searched) {
    Map<String, String> rows = new TreeMap<>();
    searched
        .store()
        .trials()
        .forEach(
            end ->
                rows.put(
                    end.trial().toString(),
                    end.trial().setting().values() + " " + end.result().cycles()));
    return rows;
  }

  @Test
  void theDocumentShowsTheExampleThatIsRunHere() throws IOException {
    assertThat(Files.readString(Path.of("docs/library.md")))
        .contains(
            "```java\n"
                + Files.readString(Path.of("src/test/java/example/PipelineSearch.java"))
                + "```\n");
  }

  @Test
  void aPipelineIsSearchedTheSameWithAndWithoutAnInterruption() throws InterruptedException {
    Thread user = Thread.currentThread();
    List<String> trained = new ArrayList<>();
    SearchListener interrupting =
        new SearchListener() {
          @Override
          public void trialEnded(EndedTrial ended) {
            trained.add(ended.trial().toString());
            if (trained.size() == 5) {
              user.interrupt();
            }
          }
        };
    assertThatThrownBy(() -> search("interrupted", interrupting))
        .isInstanceOf(InterruptedException.class);
    Thread.interrupted();
    SearchedStudy resumed = search("interrupted", interrupting);
    SearchedStudy whole = search("whole", SearchListener.SILENT);

    assertThat(trained).hasSize(10).doesNotHaveDuplicates();
    assertThat(rows(resumed)).hasSize(10).isEqualTo(rows(whole));
    whole.registerViews(spark);
    assertThat(
            spark
                .sql(
                    "SELECT min(best_rmse) < 0.4, min(last_fold_deviation) > 0, count(*) FROM trials")
                .first()
                .toString())
        .isEqualTo("[true,true,10]");
  }
}
