package io.github.clrsearch.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds keys that {@code reference.conf} does not have: a typing error must not go unnoticed. */
final class KnownKeys {
  private static final int FARTHEST_SUGGESTION = 3;
  private static final String STAGES = "stages";

  private static final String TABLE = "table1";
  private static final String CASES = "cases";
  private static final ConfigValue REQUIRED = ConfigValueFactory.fromAnyRef("");

  private final ConfigObject reference;
  private final ConfigObject stage;
  private final ConfigObject testCase;
  private final Problems problems;

  KnownKeys(Config reference, Problems problems) {
    ConfigValue space = reference.getValue("space");
    ConfigObject stages = reference.getObject("stage").withValue("space", space);
    ConfigObject cases = reference.getObject("table1.case").withValue("space", space);
    ConfigObject table = reference.getObject(TABLE).withValue("case", cases);
    this.reference = reference.root().withValue("stage", stages).withValue(TABLE, table);
    this.stage = stages.withValue("name", REQUIRED);
    this.testCase = cases.withValue("number", REQUIRED);
    this.problems = problems;
  }

  /**
   * Reports every unknown key, every section that is none, and every null.
   *
   * @return the configuration, with the defaults where a section is none and in place of nulls
   */
  Config check(Config config) {
    ConfigObject checked = section("", config.root(), reference);
    ConfigObject table = (ConfigObject) checked.get(TABLE);
    return checked
        .withValue(STAGES, stages(checked.get(STAGES)))
        .withValue(TABLE, table.withValue(CASES, cases(table.get(CASES))))
        .toConfig();
  }

  private ConfigValue stages(ConfigValue value) {
    if (!(value instanceof ConfigList list)) {
      problems.add(
          value.origin(),
          "stages must be a list, such as [{ name = coarse, trials = 10 }], but got %s"
              .formatted(value.unwrapped()));
      return reference.get(STAGES);
    }
    ConfigList checked = elements(list, stage, KnownKeys::path);
    return checked.isEmpty() && !list.isEmpty() ? reference.get(STAGES) : checked;
  }

  private ConfigValue cases(ConfigValue value) {
    if (value instanceof ConfigList list) {
      return elements(list, testCase, (given, index) -> casePath(index));
    }
    problems.add(
        value.origin(),
        "table1.cases must be a list, such as [{ number = 1, space { m = 50 } }], but got %s"
            .formatted(value.unwrapped()));
    return ((ConfigObject) reference.get(TABLE)).get(CASES);
  }

  /** The elements of a list that are sections. */
  private ConfigList elements(
      ConfigList list, ConfigObject known, BiFunction<ConfigValue, Integer, String> paths) {
    List<ConfigValue> checked = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      ConfigValue given = list.get(i);
      String path = paths.apply(given, i);
      if (given instanceof ConfigObject object) {
        checked.add(section(path, object, known));
      } else {
        problems.add(given.origin(), noSection(path, given));
      }
    }
    return ConfigValueFactory.fromIterable(checked).withOrigin(list.origin());
  }

  /** How messages name a test case of the table. */
  static String casePath(int index) {
    return "table1.cases[%d]".formatted(index);
  }

  /** How messages and {@code --set} name a stage; by its place where it has no name. */
  static String path(ConfigValue stage, int index) {
    String name = Assignment.name(stage);
    return name.isEmpty() ? "stages[%d]".formatted(index) : "stages." + name;
  }

  private ConfigObject section(String path, ConfigObject given, ConfigObject known) {
    ConfigObject checked = given;
    for (Map.Entry<String, ConfigValue> entry : given.entrySet()) {
      String key = entry.getKey();
      String full = below(path, key);
      ConfigValue value = entry.getValue();
      ConfigValue expected = known.get(key);
      if (expected == null) {
        problems.add(
            value.origin(),
            "%s is no key of a study: %s"
                .formatted(
                    full,
                    OtherNames.hint(path, key)
                        .map(hint -> hint.text(name -> place(path, known, name)))
                        .orElseGet(() -> suggestion(path, key, known))));
      } else if (expected instanceof ConfigObject inner) {
        if (value instanceof ConfigObject object) {
          checked = checked.withValue(key, section(full, object, inner));
        } else {
          problems.add(value.origin(), noSection(full, value));
          checked = checked.withValue(key, expected);
        }
      } else if (isNull(value) && !isNull(expected) && expected != REQUIRED) {
        problems.add(
            value.origin(),
            "%s must have a value, but got null: leave the key out for its default"
                .formatted(full));
        checked = checked.withValue(key, expected);
      }
    }
    return checked;
  }

  private static boolean isNull(ConfigValue value) {
    return value.valueType() == ConfigValueType.NULL;
  }

  private static String noSection(String path, ConfigValue value) {
    return "%s must be a section { ... }, but got %s".formatted(path, value.unwrapped());
  }

  /**
   * How a key of the reference is written in a section: a stage has a space of its own.
   *
   * @param known what the section may have
   */
  private static String place(String path, ConfigObject known, String key) {
    return Stream.iterate(key, rest -> !rest.isEmpty(), KnownKeys::belowFirst)
        .filter(known.toConfig()::hasPathOrNull)
        .findFirst()
        .map(name -> below(path, name))
        .orElse(key);
  }

  private static String belowFirst(String key) {
    int dot = key.indexOf('.');
    return dot < 0 ? "" : key.substring(dot + 1);
  }

  /** A key that is right one level up is likelier than a typing error. */
  private String suggestion(String path, String key, ConfigObject known) {
    return find(known, key)
        .map(found -> below(path, found))
        .or(() -> nearest(key, known).map(found -> below(path, found)))
        .or(() -> find(reference, key))
        .map("did you mean '%s'?"::formatted)
        .orElse("it must be one of " + String.join(", ", new TreeSet<>(known.keySet())));
  }

  /** Where a key of this name is, the shortest path to it. */
  private static Optional<String> find(ConfigObject known, String key) {
    return known.entrySet().stream()
        .flatMap(
            entry ->
                entry.getKey().equals(key)
                    ? Stream.of(key)
                    : entry.getValue() instanceof ConfigObject inner
                        ? find(inner, key).map(found -> below(entry.getKey(), found)).stream()
                        : Stream.empty())
        .min(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()));
  }

  private static Optional<String> nearest(String key, ConfigObject known) {
    String plain = key.toLowerCase(Locale.ROOT);
    // Of a short key nothing is left after two changes.
    LevenshteinDistance distance =
        new LevenshteinDistance(Math.min(FARTHEST_SUGGESTION, plain.length() / 2));
    return known.keySet().stream()
        .filter(name -> distance.apply(plain, name) >= 0)
        .min(
            Comparator.comparing((String name) -> distance.apply(plain, name))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static String below(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
