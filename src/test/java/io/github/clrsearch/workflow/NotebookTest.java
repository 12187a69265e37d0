package io.github.clrsearch.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.clrsearch.LocalSpark;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.store.Studies;
import io.github.clrsearch.store.StudyStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The notebook in docs/: its queries, and all of it where PySpark is installed. */
@Timeout(300)
class NotebookTest {
  private static final Path NOTEBOOK = Path.of("docs/notebook.ipynb");
  private static final Pattern QUERY =
      Pattern.compile("spark\\.sql\\(\"\"\"(.*?)\"\"\"\\)", Pattern.DOTALL);

  @TempDir private Path study;
  private List<JsonNode> cells;

  @BeforeEach
  void read() throws IOException {
    JsonNode notebook = new ObjectMapper().readTree(NOTEBOOK.toFile());
    assertThat(notebook.get("nbformat").asInt()).isEqualTo(4);
    cells = children(notebook.get("cells"));
    StudyStore store =
        Studies.begin(
            study,
            new Study(
                "s",
                1,
                SearchSpace.empty().with("lambda", new LogUniform(1e-5, 1e-1)),
                List.of(Stage.of("coarse", 2), Stage.of("fine", 1))));
    store.append(Studies.completed("s", "coarse", 0, 0.25, 0.5));
    store.append(Studies.completed("s", "coarse", 1, 0.25));
    store.append(Studies.completed("s", "fine", 2, 0.25, 0.5));
  }

  private static List<JsonNode> children(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false).toList();
  }

  private List<JsonNode> code() {
    return cells.stream().filter(cell -> cell.get("cell_type").asText().equals("code")).toList();
  }

  private static String source(JsonNode cell) {
    return String.join("", children(cell.get("source")).stream().map(JsonNode::asText).toList());
  }

  @Test
  void holdsNoOutputs() {
    assertThat(cells).extracting(cell -> cell.get("id").asText()).doesNotHaveDuplicates();
    assertThat(code()).isNotEmpty();
    for (JsonNode cell : code()) {
      assertThat(cell.get("outputs")).isEmpty();
      assertThat(cell.get("execution_count").isNull()).isTrue();
    }
  }

  @Test
  void itsQueriesHaveRows() throws IOException {
    SparkSession spark = LocalSpark.freshSession();
    for (String statement : Files.readString(study.resolve("views.sql")).split(";\n")) {
      if (!statement.isBlank()) {
        spark.sql(statement);
      }
    }
    List<String> queries =
        code().stream()
            .flatMap(cell -> QUERY.matcher(source(cell)).results())
            .map((MatchResult query) -> query.group(1))
            .toList();

    assertThat(queries)
        .hasSize(2)
        .allSatisfy(query -> assertThat(spark.sql(query).count()).isGreaterThanOrEqualTo(3));
  }

  @Test
  void drawsTwoPlots() throws IOException, InterruptedException {
    Optional<String> python = Pythons.with("pyspark, matplotlib");
    assumeThat(python).as("a Python with pyspark and matplotlib").isPresent();
    StringBuilder script = new StringBuilder("import matplotlib\nmatplotlib.use('Agg')\n");
    code().forEach(cell -> script.append(source(cell)).append('\n'));
    script.append("print('plots:', plt.get_fignums())\n");
    ProcessBuilder run = new ProcessBuilder(python.get(), "-c", script.toString());
    run.environment().put("STUDY", study.toString());
    run.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    Path output = study.resolve("output.txt");
    run.redirectErrorStream(true).redirectOutput(output.toFile());

    int status = run.start().waitFor();

    assertThat(Files.readString(output)).contains("plots: [1, 2]");
    assertThat(status).isZero();
  }
}
