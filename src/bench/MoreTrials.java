import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clrsearch.search.TrialSequence;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.Trials;
import io.github.clrsearch.search.samplers.Evidence;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.Uniform;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.files.AtomicFolder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/**
 * Adds trials to a compacted study of src/bench/scale.py without training them: rows are copied,
 * with the settings and seeds that the search would draw.
 *
 * <pre>
 * java -cp "target/classes:target/spark/jars/*" src/bench/MoreTrials.java FOLDER TRIALS
 * </pre>
 *
 * System properties whose names begin with {@code fs.} are settings of Hadoop.
 */
final class MoreTrials {
  private static final String FILE = "trials/all.jsonl";
  private static final ObjectMapper JSON = new ObjectMapper();

  private MoreTrials() {}

  public static void main(String[] arguments) throws IOException {
    Configuration hadoop = new Configuration();
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("fs."))
        .forEach(name -> hadoop.set(name, System.getProperty(name)));
    AtomicFolder folder = new AtomicFolder(arguments[0], hadoop);
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
        study
            .stages()
            .get(0)
            .match(
                stage ->
                    new TrialSequence(
                        study,
                        stage,
                        study.firstSpace(),
                        Set.of(),
                        stage
                            .sampling()
                            .sampler(new Evidence(List.of(), Metric.accuracy(100), Set.of()))).first(stage.trials()),
                confirming -> null,
                continuing -> null)
            .trials();
    List<String> rows = new String(folder.read(FILE).orElseThrow(), UTF_8).lines().toList();
    folder.write(FILE, out -> write(trials, rows, new BufferedOutputStream(out)));
  }

  private static void write(List<Trial> trials, List<String> rows, OutputStream out)
      throws IOException {
    for (Trial trial : trials) {
      ObjectNode row = (ObjectNode) JSON.readTree(rows.get(trial.number() % rows.size()));
      ObjectNode setting = (ObjectNode) row.get("setting");
      for (String name : List.of("lambda", "eta_max")) {
        setting.put(name, trial.setting().value(name));
      }
      row.put("number", trial.number()).put("seed", trial.seed()).remove("rows");
      if (trial.number() == 0) {
        row.put("rows", trials.size());
      }
      out.write((row + "\n").getBytes(UTF_8));
    }
    out.flush();
  }
}
