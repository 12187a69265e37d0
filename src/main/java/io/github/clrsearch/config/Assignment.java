package io.github.clrsearch.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.training.TrainingMethod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value from the command line that overrides a study's file: one {@code --set key=value}, or a
 * value that another option provides.
 *
 * @param option the option and its argument, for messages
 * @param key a path; {@code stages.NAME.key} is a key of the stage NAME
 * @param value replaces the value at the key; objects are not merged
 */
public record Assignment(String option, String key, ConfigValue value) {
  static final String OPTION = "--set ";

  /** The option for a time budget. */
  public static final String BUDGET = "--budget";

  /** The option for the end of a time budget. */
  public static final String UNTIL = "--until";

  private static final String STAGES = "stages";
  private static final String SPACE = "space.";
  private static final String TRAINING = "training.";

  /** The value of a hyperparameter that an option provides. */
  public static Assignment ofHyperparameter(String option, String name, double value) {
    return new Assignment(option, SPACE + name, ConfigValueFactory.fromAnyRef(value, option));
  }

  /** A time budget that an option gives, in place of that of the file. */
  public static List<Assignment> ofBudget(String duration) {
    return List.of(
        new Assignment(
            BUDGET, SearchEndReader.BUDGET, ConfigValueFactory.fromAnyRef(duration, BUDGET)),
        new Assignment(BUDGET, SearchEndReader.UNTIL, ConfigValueFactory.fromAnyRef(null, BUDGET)));
  }

  /** The end of a time budget that an option gives, in place of that of the file. */
  public static List<Assignment> ofUntil(String time) {
    return List.of(
        new Assignment(UNTIL, SearchEndReader.UNTIL, ConfigValueFactory.fromAnyRef(time, UNTIL)),
        new Assignment(UNTIL, SearchEndReader.BUDGET, ConfigValueFactory.fromAnyRef(null, UNTIL)));
  }

  /** The choices of a study's training that an option provides. */
  public static List<Assignment> ofMethod(String option, TrainingMethod method) {
    return method.choices().entrySet().stream()
        .map(
            choice ->
                new Assignment(
                    option,
                    choice.getKey(),
                    ConfigValueFactory.fromAnyRef(choice.getValue(), option)))
        .toList();
  }

  /** Reads an assignment. Adds a problem and returns empty if the text is not one. */
  public static Optional<Assignment> read(String text, Problems problems) {
    int equals = text.indexOf('=');
    String key = text.substring(0, Math.max(0, equals)).strip();
    String value = text.substring(equals + 1).strip();
    if (value.isEmpty() || !isPath(key)) {
      problems.add("--set must be key=value, such as space.m=100, but got '%s'".formatted(text));
      return Optional.empty();
    }
    return Optional.ofNullable(
        problems.read(() -> new Assignment(OPTION.strip(), key, value(OPTION + key, value)), null));
  }

  private static boolean isPath(String key) {
    try {
      return !ConfigUtil.splitPath(key).isEmpty();
    } catch (ConfigException.BadPath e) {
      return false;
    }
  }

  /** Lists, objects, quotes and substitutions are read as HOCON, everything else literally. */
  private static ConfigValue value(String origin, String text) {
    boolean hocon = "{[\"".indexOf(text.charAt(0)) >= 0 || text.contains("${");
    return hocon
        ? ConfigFactory.parseString(
                "value = " + text, ConfigParseOptions.defaults().setOriginDescription(origin))
            .root()
            .get("value")
        : ConfigValueFactory.fromAnyRef(text, origin);
  }

  boolean reachesIntoStage() {
    return key.startsWith(STAGES + ".");
  }

  /** The configuration with this value at the key. */
  Config onto(Config config) {
    return config.withValue(key, value);
  }

  /**
   * The configuration with this value in a stage.
   *
   * @param config resolved
   * @param problems modified: a problem is added if there is no such stage
   */
  Config ontoStage(Config config, Problems problems) {
    if (!(config.root().get(STAGES) instanceof ConfigList list)) {
      return config;
    }
    String path = key.substring(STAGES.length() + 1);
    List<String> names = list.stream().map(Assignment::name).toList();
    // A name may contain dots and be a prefix of another: the longest match is the stage.
    Optional<String> chosen =
        names.stream()
            .filter(name -> !name.isEmpty() && path.startsWith(name + "."))
            .max(Comparator.comparing(String::length));
    if (chosen.isEmpty()) {
      problems.add("--set %s: unknown stage; the stages are %s".formatted(key, names));
      return config;
    }
    String below = path.substring(chosen.get().length() + 1);
    List<ConfigValue> stages = new ArrayList<>();
    for (ConfigValue stage : list) {
      stages.add(
          name(stage).equals(chosen.get())
              ? ((ConfigObject) stage).toConfig().withValue(below, value).root()
              : stage);
    }
    return config.withValue(
        STAGES, ConfigValueFactory.fromIterable(stages).withOrigin(list.origin()));
  }

  /**
   * The configuration without the values at this key in the stages of the file, because this value
   * holds for all stages. Values that {@code --set} gave to a stage are kept.
   *
   * @param config resolved
   */
  Config overStages(Config config) {
    Config changed = config.withValue("stage", without(config.root().get("stage")));
    if (!(changed.root().get(STAGES) instanceof ConfigList list)) {
      return changed;
    }
    return changed.withValue(
        STAGES,
        ConfigValueFactory.fromIterable(list.stream().map(this::without).toList())
            .withOrigin(list.origin()));
  }

  private ConfigValue without(ConfigValue stage) {
    if (!(stage instanceof ConfigObject object)) {
      return stage;
    }
    Config keys = object.toConfig();
    return keys.hasPath(key) && !isSet(keys.getValue(key)) ? keys.withoutPath(key).root() : stage;
  }

  /** Whether a value comes from {@code --set}. */
  static boolean isSet(ConfigValue value) {
    return value.origin().description().startsWith(OPTION);
  }

  /**
   * The hyperparameters that options set, and their values: one line per option. Values that a
   * later option overrides are left out, and so are the default choices of a training.
   *
   * @param ascending by precedence, the lowest first
   */
  public static List<String> sources(List<Assignment> ascending) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (int i = 0; i < ascending.size(); i++) {
      Assignment given = ascending.get(i);
      boolean replaced =
          ascending.subList(i + 1, ascending.size()).stream().anyMatch(given::isReplacedBy);
      if (given.isTraining() && !replaced) {
        values.computeIfAbsent(given.option, option -> new ArrayList<>()).add(given.text());
      }
    }
    return values.entrySet().stream()
        .map(entry -> "%s from %s".formatted(String.join(", ", entry.getValue()), entry.getKey()))
        .toList();
  }

  private boolean isTraining() {
    String usual = TrainingMethod.DEFAULT.choices().get(key);
    return (key + ".").startsWith(SPACE)
        || key.startsWith(TRAINING) && !value.unwrapped().equals(usual);
  }

  /** Whether one of the two keys contains the other. */
  private boolean isReplacedBy(Assignment later) {
    return (key + ".").startsWith(later.key + ".") || (later.key + ".").startsWith(key + ".");
  }

  private String text() {
    String name = key.replaceFirst("^(space|training)\\.", "");
    return value.unwrapped() instanceof Double number
        ? new Setting(Map.of(name, number)).toString()
        : name + "=" + (value.unwrapped() instanceof String said ? said : rendered());
  }

  private String rendered() {
    return value.render(ConfigRenderOptions.concise());
  }

  /** The name of a stage; empty if it has none. */
  static String name(ConfigValue stage) {
    Object name = stage instanceof ConfigObject object ? object.unwrapped().get("name") : null;
    return name == null ? "" : name.toString();
  }
}
