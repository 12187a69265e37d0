package io.github.clrsearch.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.clrsearch.LocalSpark;
import io.github.clrsearch.cluster.SearchListener;
import io.github.clrsearch.cluster.SearchedStudy;
import io.github.clrsearch.config.StudyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples in python/, where Python and their packages are installed. */
@Timeout(300)
class PythonExamplesTest {
  private static final Path PYTHON = Path.of("python").toAbsolutePath();

  @TempDir private Path folder;
  private final SparkSession spark = LocalSpark.freshSession();

  @ParameterizedTest
  @CsvSource({
    "quadratic.py, json, 'act = { choice = [relu, gelu] }', true",
    "digits_sklearn.py, sklearn, 'width = { log-integer = [8, 16] }, alpha = 1e-4, act = relu', false",
    "spirals_torch.py, torch, 'width = 8, act = { choice = [relu, tanh] }', true"
  })
  void anExampleIsSearchedAndContinuedFromItsCheckpoint(
      String example, String needed, String space, boolean resumes)
      throws IOException, InterruptedException {
    Optional<String> python = Pythons.with(needed);
    assumeThat(python).as("a Python with %s, for %s", needed, example).isPresent();
    Path study =
        Files.writeString(
            folder.resolve("study.conf"),
            """
            study.name = example
            objective {
              command = ["%s", "%s"]
              files = ["%s", "%s"]
              metric { name = val_loss, direction = minimize }
              cycles-by = n_epochs
            }
            space { lr = { log-uniform = [1e-3, 1e-1] }, %s, n_epochs = 4 }
            stages = [
              { name = all, trials = 3, cycles = free, stopping = halving, halving { factor = 2 } }
            ]
            """
                .formatted(
                    python.get(),
                    example,
                    PYTHON.resolve("examples").resolve(example),
                    PYTHON.resolve("clr_search.py"),
                    space));
    SearchedStudy searched =
        OpenStudy.on(spark, StudyReader.read(study, List.of()), folder.resolve("run").toString())
            .search(SearchListener.SILENT);

    assertThat(searched.store().trials("all").values())
        .hasSize(3)
        .allSatisfy(
            end -> assertThat(end.result().outcome().text()).matches("completed|stopped: .*"))
        .extracting(end -> end.result().lastCycle())
        .contains(1, 4);
    assertThat(searched.store().trials("all").values())
        .filteredOn(end -> end.result().lastCycle() == 4)
        .allSatisfy(end -> assertThat(end.result().resumedAt() > 0).isEqualTo(resumes));
  }
}
