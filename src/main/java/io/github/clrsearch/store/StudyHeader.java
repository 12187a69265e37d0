package io.github.clrsearch.store;

import io.github.clrsearch.search.trial.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Contents of {@code study.json}. It is written when a study begins, and compared with the
 * configuration when the study is resumed.
 *
 * @param layout version of the folder's layout
 * @param study name of the study
 * @param seed of the study
 * @param definition everything that the results depend on, by configuration key; numbers of trials
 *     are not included, because a study may grow
 * @param columns SQL types of the setting's columns, by name
 * @param metric that trials are compared by; the validation accuracy in studies of earlier versions
 * @param provenance of the driver that wrote it
 */
public record StudyHeader(
    int layout,
    String study,
    long seed,
    Map<String, String> definition,
    Map<String, String> columns,
    Metric metric,
    Provenance provenance) {

  /**
   * The layout that this version writes. In layout 1 there was no file with all trials of a stage,
   * so a version that knows only that layout would train them again.
   */
  public static final int LAYOUT = 2;

  private static final String SPACE = "space.";

  /** Keys that decide which trials a study trains, but not what a trial is. */
  private static final Pattern CHOOSES =
      Pattern.compile("study\\.name|(space|stages)\\..*|search\\.objective");

  /** In addition, keys that change the results of a setting as another seed does. */
  private static final Pattern CHANCE =
      Pattern.compile(CHOOSES.pattern() + "|study\\.seed|arithmetic|measure\\..*");

  public StudyHeader {
    definition = new LinkedHashMap<>(definition);
    columns = new LinkedHashMap<>(columns);
    metric = metric == null ? Metric.accuracy() : metric;
  }

  /** The stages of the study, in their order. */
  public List<StageDefinition> stages() {
    return StageDefinition.of(definition);
  }

  /** The names of the stages, in their order. */
  public List<String> stageNames() {
    return stages().stream().map(StageDefinition::name).toList();
  }

  /** The names of the hyperparameters; the other columns of a setting are derived from them. */
  List<String> hyperparameters() {
    return columns.keySet().stream().filter(name -> definition.containsKey(SPACE + name)).toList();
  }

  /** The differences to another definition, one line each; stages may be added at the end. */
  public List<String> differences(StudyHeader now) {
    List<String> names = stageNames();
    List<StageDefinition> added =
        now.stages().stream().filter(stage -> !names.contains(stage.name())).toList();
    List<String> lines = new ArrayList<>();
    TreeSet<String> keys = new TreeSet<>(definition.keySet());
    keys.addAll(now.definition.keySet());
    for (String key : keys) {
      String before = definition.get(key);
      String after = now.definition.get(key);
      if (before == null) {
        if (added.stream().noneMatch(stage -> stage.has(key))) {
          lines.add("%s was added with value %s".formatted(key, after));
        }
      } else if (after == null) {
        lines.add("%s was removed (it was %s)".formatted(key, before));
      } else if (!before.equals(after)) {
        lines.add("%s changed from %s to %s".formatted(key, shown(before), shown(after)));
      }
    }
    return lines;
  }

  /**
   * The differences to another definition in what the result of a trial depends on besides its
   * setting, one line each: seed, data, measurement and training.
   */
  public List<String> trialDifferences(StudyHeader now) {
    return differences(now, CHOOSES);
  }

  /**
   * The differences to another definition that make scores of the same setting differ by more than
   * chance, one line each: data and training.
   */
  public List<String> scoreDifferences(StudyHeader now) {
    return differences(now, CHANCE);
  }

  private List<String> differences(StudyHeader now, Pattern ignored) {
    List<String> lines = new ArrayList<>();
    TreeSet<String> keys = new TreeSet<>(definition.keySet());
    keys.addAll(now.definition.keySet());
    keys.removeIf(key -> ignored.matcher(key).matches());
    for (String key : keys) {
      String there = shown(definition.getOrDefault(key, "not set"));
      String here = shown(now.definition.getOrDefault(key, "not set"));
      if (!there.equals(here)) {
        lines.add("%s is %s there and %s here".formatted(key, there, here));
      }
    }
    return lines;
  }

  /** Whether a study has a hyperparameter. */
  public boolean hasHyperparameter(String name) {
    return definition.containsKey(SPACE + name);
  }

  /** Whole numbers as they were configured: a definition has all numbers in one form. */
  private static String shown(String value) {
    return value.matches("-?\\d+\\.0") ? value.substring(0, value.length() - 2) : value;
  }
}
