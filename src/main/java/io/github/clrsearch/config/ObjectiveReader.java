package io.github.clrsearch.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.github.clrsearch.cluster.programs.Program;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.store.SettingColumns;
import java.util.List;
import java.util.Optional;

/**
 * Reads the section {@code objective}: a program that is searched instead of the built-in training.
 *
 * @param problems modified: problems are added
 */
record ObjectiveReader(Config config, Problems problems) {
  /** The key that makes a study that of a program. */
  static final String COMMAND = "objective.command";

  private static final String METRIC = "objective.metric";
  private static final String NAME = "objective.metric.name";
  private static final String DIRECTION = "objective.metric.direction";
  private static final String EXAMPLES = "objective.metric.examples";
  private static final String ERROR = "objective.metric.standard-error";
  private static final String CYCLES_BY = "objective.cycles-by";

  /** Keys of the built-in training. */
  private static final List<String> NETWORK =
      List.of(
          "data",
          "training",
          "measure",
          "train",
          "lr-range",
          "search.objective",
          "search.fuse",
          "stop.accuracy");

  /** Whether a study is that of a program. */
  static boolean isProgram(Config merged) {
    return merged.hasPathOrNull(COMMAND)
        && !(merged.getValue(COMMAND) instanceof ConfigList list && list.isEmpty());
  }

  /** The program; empty for the built-in training. A program with problems may be incomplete. */
  Optional<Program> read() {
    Values values = new Values(config, problems);
    if (!isProgram(config)) {
      without();
      return Optional.empty();
    }
    List<String> command = values.strings(COMMAND);
    if (!command.isEmpty() && command.get(0).isBlank()) {
      problems.add(
          config.getValue(COMMAND).origin(),
          "%s must be a program and its arguments, such as [python3, train.py], but got %s"
              .formatted(COMMAND, command));
    }
    NETWORK.forEach(this::unused);
    return Optional.of(
        new Program(
            command,
            values.strings("objective.files"),
            metric(),
            text(CYCLES_BY).orElse(null),
            values.count("objective.cpus", 1)));
  }

  private boolean isDefault(String path) {
    return config.getValue(path).equals(StudyFile.reference().getValue(path));
  }

  /** Reports keys of a program without a command. */
  private void without() {
    if (isDefault("objective")) {
      return;
    }
    config
        .getObject("objective")
        .forEach(
            (key, value) ->
                given(value)
                    .ifPresent(
                        found ->
                            problems.add(
                                found.origin(),
                                "objective.%s has no effect without %s: add the command, such as [python3, train.py]"
                                    .formatted(key, COMMAND))));
  }

  /** Reports names that are not those of columns, or are taken. */
  void checkNames(Study study, Program program) {
    try {
      SettingColumns.of(study, (trial, cancellation) -> null, program.metric());
    } catch (IllegalArgumentException e) {
      e.getMessage().lines().forEach(line -> problems.add(config.getValue("space").origin(), line));
    }
  }

  private void unused(String path) {
    if (config.getIsNull(path) || isDefault(path)) {
      return;
    }
    given(config.getValue(path))
        .ifPresent(
            value ->
                problems.add(
                    value.origin(),
                    "%s belongs to the built-in training and has no effect together with %s: remove it"
                        .formatted(path, COMMAND)));
  }

  /** A value that the user has given, in a section or the value itself. */
  private static Optional<ConfigValue> given(ConfigValue value) {
    if (value instanceof ConfigObject section) {
      return section.values().stream().flatMap(inner -> given(inner).stream()).findFirst();
    }
    return StudyFile.isDefault(value) ? Optional.empty() : Optional.of(value);
  }

  private Optional<String> text(String key) {
    return config.getIsNull(key)
        ? Optional.empty()
        : Optional.of(problems.read(() -> config.getString(key), ""));
  }

  private Metric metric() {
    Metric standIn = Metric.minimized("value");
    Optional<String> name = text(NAME);
    Optional<String> direction = text(DIRECTION);
    if (name.isEmpty() || direction.isEmpty()) {
      problems.add(
          config.getValue(METRIC).origin(),
          "objective.metric must have a name and a direction, such as { name = val_loss, direction = minimize }");
      return standIn;
    }
    try {
      Metric metric =
          switch (direction.get()) {
            case "minimize" -> Metric.minimized(name.get());
            case "maximize" -> Metric.maximized(name.get());
            default ->
                throw new IllegalArgumentException(
                    "it must be maximize or minimize, but got '%s'".formatted(direction.get()));
          };
      return withNoise(metric);
    } catch (IllegalArgumentException e) {
      problems.add(
          config.getValue(METRIC).origin(), "objective.metric: %s".formatted(e.getMessage()));
      return standIn;
    }
  }

  private Metric withNoise(Metric metric) {
    if (!config.getIsNull(EXAMPLES)) {
      return metric.ofExamples(new Values(config, problems).count(EXAMPLES, 1));
    }
    return config.getIsNull(ERROR)
        ? metric
        : metric.withStandardError(problems.read(() -> config.getDouble(ERROR), 0.0));
  }
}
