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
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Reports keys that are not in {@code reference.conf}, such as typing errors. */
final class KnownKeys {
  private static final int FARTHEST_SUGGESTION = 3;
  private static final String STAGES = "stages";
  private static final ConfigValue REQUIRED = ConfigValueFactory.fromAnyRef("");

  private final ConfigObject reference;
  private final ConfigObject stage;
  private final Problems problems;

  KnownKeys(Config reference, Problems problems) {
    ConfigObject stages =
        reference.getObject("stage").withValue("space", reference.getValue("space"));
    this.reference = reference.root().withValue("stage", stages);
    this.stage = stages.withValue("name", REQUIRED);
    this.problems = problems;
  }

  /**
   * Reports every unknown key, every value that should be a section, and every null.
   *
   * @return the configuration, with defaults in place of values that should be sections and nulls
   */
  Config check(Config config) {
    ConfigObject checked = section("", config.root(), reference);
    return checked.withValue(STAGES, stages(checked.get(STAGES))).toConfig();
  }

  private ConfigValue stages(ConfigValue value) {
    if (!(value instanceof ConfigList list)) {
      problems.add(
          value.origin(),
          "stages must be a list, such as [{ name = coarse, trials = 10 }], but got %s"
              .formatted(value.unwrapped()));
      return reference.get(STAGES);
    }
    List<ConfigValue> checked = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      ConfigValue given = list.get(i);
      String path = path(given, i);
      if (given instanceof ConfigObject object) {
        checked.add(section(path, object, stage));
      } else {
        problems.add(given.origin(), notASection(path, given));
      }
    }
    return checked.isEmpty() && !list.isEmpty()
        ? reference.get(STAGES)
        : ConfigValueFactory.fromIterable(checked).withOrigin(list.origin());
  }

  /** The path of a stage in messages and in {@code --set}; its index if it has no name. */
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
      if (known.isEmpty()) {
        // The hyperparameters of a program have any names.
        continue;
      }
      if (expected == null) {
        problems.add(
            value.origin(),
            "unknown key %s: %s"
                .formatted(
                    full,
                    OtherNames.hint(path, key)
                        .map(hint -> hint.text(name -> place(path, known, name)))
                        .orElseGet(() -> suggestion(path, key, known))));
      } else if (expected instanceof ConfigObject inner) {
        if (value instanceof ConfigObject object) {
          checked = checked.withValue(key, section(full, object, inner));
        } else {
          problems.add(value.origin(), notASection(full, value));
          checked = checked.withValue(key, expected);
        }
      } else if (isNull(value) && !isNull(expected) && expected != REQUIRED) {
        problems.add(
            value.origin(),
            "%s must have a value, but got null: remove the key to use its default"
                .formatted(full));
        checked = checked.withValue(key, expected);
      }
    }
    return checked;
  }

  private static boolean isNull(ConfigValue value) {
    return value.valueType() == ConfigValueType.NULL;
  }

  private static String notASection(String path, ConfigValue value) {
    return "%s must be a section { ... }, but got %s".formatted(path, value.unwrapped());
  }

  /**
   * The path of a reference key within a section; a stage has its own space.
   *
   * @param known the valid keys of the section
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

  /** Prefers a key of this name in another section to a similar name in this one. */
  private String suggestion(String path, String key, ConfigObject known) {
    return find(known, key)
        .map(found -> below(path, found))
        .or(() -> nearest(key, known).map(found -> below(path, found)))
        .or(() -> find(reference, key))
        .map("did you mean '%s'?"::formatted)
        .orElse("the keys here are " + String.join(", ", new TreeSet<>(known.keySet())));
  }

  /** The shortest path to a key of this name. */
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
    // Few characters of a short key are left after two changes.
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
