import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.Trials;
import io.github.clrsearch.search.samplers.Evidence;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.Uniform;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Trial;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Adds trials to a compacted study of src/bench/scale.py without training them: rows are copied, with the settings and
 * seeds that the search would draw.
 *
 * <pre>
 * java -cp "target/classes:target/spark/jars/*" src/bench/MoreTrials.java FOLDER TRIALS
 * </pre>
 */
final class MoreTrials {
  private static final ObjectMapper JSON = new ObjectMapper();

  private MoreTrials() {}

  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0], "trials", "all.jsonl");
    int count = Integer.parseInt(arguments[1]);
    // As in scale.py.
    Study study =
        Study.builder()
            .name("scale")
            .seed(1)
            .space("lambda", new LogUniform(1e-5, 1e-1))
            .space("eta_max", new Uniform(0.01, 0.1))
            .stage(Stage.of("all", count))
            .build();
    List<Trial> trials =
        study.stages().get(0).match(
            stage ->
                Trials.of(
                    study,
                    stage,
                    study.firstSpace(),
                    Set.of(),
                    stage.sampling().sampler(new Evidence(List.of(), Metric.accuracy(100), Set.of()))),
            confirming -> null,
            continuing -> null)
            .trials();
    List<String> rows = Files.readAllLines(file);
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
      for (Trial trial : trials) {
        ObjectNode row = (ObjectNode) JSON.readTree(rows.get(trial.number() % rows.size()));
        ObjectNode setting = (ObjectNode) row.get("setting");
        for (String name : List.of("lambda", "eta_max")) {
          setting.put(name, trial.setting().value(name));
        }
        row.put("number", trial.number()).put("seed", trial.seed()).remove("rows");
        out.println(trial.number() == 0 ? row.put("rows", count) : row);
      }
    }
  }
}
