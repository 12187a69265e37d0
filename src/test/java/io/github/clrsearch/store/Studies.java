package io.github.clrsearch.store;

import io.github.clrsearch.search.ConfirmingStage;
import io.github.clrsearch.search.SearchingStage;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Seeds;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Measurement;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** Headers and ended trials of small studies, for tests. */
public final class Studies {
  /** The provenance of all trials of tests. */
  public static final Provenance PROVENANCE =
      new Provenance("0.1", "synthetic", "ab12", "4.1.3", "0.46.1", "17", "java", "a processor");

  static final Instant STARTED = Instant.parse("2026-11-24T08:00:00.250Z");

  /** Hadoop's defaults, which take some hundredths of a second to read. Not modified by tests. */
  public static final Configuration HADOOP = new Configuration();

  private Studies() {}

  /** Begins a study in a folder. */
  public static StudyStore begin(Path folder, Study study) {
    return StudyStore.begin(folder.toString(), header(study), HADOOP);
  }

  /** Opens the study in a folder. */
  public static StudyStore open(Path folder) {
    return StudyStore.open(folder.toString(), HADOOP);
  }

  /** A study with these stages, which searches lambda. */
  static Study study(Stage... stages) {
    SearchSpace space =
        SearchSpace.empty().with("lambda", new LogUniform(1e-5, 0.1)).with("m", new Constant(50));
    return new Study("s", 1, space, List.of(stages));
  }

  /** The header of a study, with {@code n_s} as the one derived column. */
  public static StudyHeader header(Study study) {
    Map<String, String> definition = new LinkedHashMap<>();
    Map<String, String> columns = new LinkedHashMap<>();
    definition.put("study.name", study.name());
    definition.put("study.seed", Long.toString(study.seed()));
    study
        .space()
        .distributions()
        .forEach(
            (name, values) -> {
              definition.put("space." + name, values.form().toString());
              columns.put(name, values.integral() ? "INT" : "DOUBLE");
            });
    columns.put("n_s", "BIGINT");
    for (int i = 0; i < study.stages().size(); i++) {
      Stage stage = study.stages().get(i);
      definition.put("stages.%s.position".formatted(stage.name()), Integer.toString(i + 1));
      definition.put("stages.%s.refine".formatted(stage.name()), refine(stage).toString());
      if (stage instanceof ConfirmingStage) {
        String key = "stages.%s.confirm".formatted(stage.name());
        definition.put(key, study.definition().get(key));
      }
    }
    return new StudyHeader(
        StudyHeader.LAYOUT,
        study.name(),
        study.seed(),
        definition,
        columns,
        Metric.accuracy(1000),
        PROVENANCE);
  }

  /** A header with some values changed. */
  static StudyHeader with(StudyHeader header, Map<String, String> changes) {
    Map<String, String> definition = new LinkedHashMap<>(header.definition());
    definition.putAll(changes);
    definition.values().removeIf(String::isEmpty);
    return new StudyHeader(
        header.layout(),
        header.study(),
        header.seed(),
        definition,
        header.columns(),
        header.metric(),
        header.provenance());
  }

  /** A trial of a study with {@code lambda} and {@code m}. */
  public static Trial trial(String study, String stage, int number, double lambda) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("lambda", lambda);
    values.put("m", 50.0);
    long seed = Seeds.trial(1, stage, number);
    return new Trial(study, stage, number, seed, new Setting(values));
  }

  /** A trial that has ended. */
  public static EndedTrial ended(Trial trial, TrialResult result) {
    Execution execution = new Execution(STARTED, STARTED.plusMillis(1500), "1", "127.0.0.1", 0);
    return new EndedTrial(trial, Map.of("n_s", 980.0), result, execution, PROVENANCE);
  }

  /** A trial with a cycle for each validation accuracy; the more, the higher its lambda. */
  public static EndedTrial completed(String study, String stage, int number, double... accuracies) {
    CycleResult[] cycles = new CycleResult[accuracies.length];
    for (int i = 0; i < accuracies.length; i++) {
      cycles[i] = cycle(i + 1, 1.5, accuracies[i]);
    }
    Measurement start =
        new Measurement(0, 0, Measurement.VALIDATION, 100, 1e-5, 2.5, 2.3, accuracies[0] / 2);
    return ended(
        trial(study, stage, number, 0.001 * (number + 1)),
        new TrialResult(
            new Outcome.Completed(),
            List.of(cycles),
            List.of(start),
            1960L * Math.max(1, accuracies.length)));
  }

  /** A trial of one cycle that completed. */
  public static EndedTrial of(Trial trial, double accuracy) {
    return ended(
        trial,
        new TrialResult(
            new Outcome.Completed(), List.of(cycle(1, 1.5, accuracy)), List.of(), 1960));
  }

  static CycleResult cycle(int cycle, double loss, double accuracy) {
    return new CycleResult(
        cycle,
        1960L * cycle,
        loss + 0.1,
        loss,
        0.5,
        loss + 0.2,
        loss,
        accuracy,
        List.of(),
        Map.of());
  }

  private static List<String> refine(Stage stage) {
    return stage.match(SearchingStage::refine, confirming -> List.of(), continuing -> List.of());
  }
}
