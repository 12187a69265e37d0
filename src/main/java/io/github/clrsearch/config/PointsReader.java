package io.github.clrsearch.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.github.clrsearch.config.OtherNames.Hint;
import io.github.clrsearch.search.Points;
import io.github.clrsearch.search.space.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the known points of a stage.
 *
 * @param stage keys of the stage, under their full path
 * @param path of the stage
 * @param spaces reads values
 * @param problems modified: problems are added
 */
record PointsReader(Config stage, String path, Spaces spaces, Problems problems) {
  private static final int MOST = 10_000;
  private static final String STUDY = "study";
  private static final String BEST = "best";

  /** The listed points. */
  Points points() {
    String key = path + ".points";
    if (!(stage.getValue(key) instanceof ConfigList listed)) {
      problems.add(
          stage.getValue(key).origin(),
          "%s must be a list of settings, such as [{ lambda = 1e-3, k = 4 }], but got %s"
              .formatted(key, stage.getValue(key).unwrapped()));
      return Points.NONE;
    }
    List<Setting> settings = new ArrayList<>();
    for (int i = 0; i < listed.size(); i++) {
      settings.add(setting("%s[%d]".formatted(key, i), listed.get(i)));
    }
    try {
      return problems.isEmpty() ? new Points(settings) : Points.NONE;
    } catch (IllegalArgumentException e) {
      problems.add(listed.origin(), "%s: %s".formatted(key, e.getMessage()));
      return Points.NONE;
    }
  }

  /** The values in the order of the hyperparameters: HOCON has no order. */
  private Setting setting(String at, ConfigValue point) {
    if (!(point instanceof ConfigObject given) || given.isEmpty()) {
      problems.add(
          point.origin(),
          "%s must have a value for at least one hyperparameter, such as { lambda = 1e-3 }, but got %s"
              .formatted(at, point.unwrapped()));
      return new Setting(Map.of());
    }
    Setting setting = new Setting(Map.of());
    for (String name : spaces.names()) {
      if (given.containsKey(name)) {
        Optional<Setting> value = spaces.value(at + "." + name, name, given.get(name));
        setting = value.map(setting::with).orElse(setting);
      }
    }
    Set<String> unknown = new TreeSet<>(given.keySet());
    spaces.names().forEach(unknown::remove);
    for (String name : unknown) {
      problems.add(given.get(name).origin(), unknown(at, name));
    }
    return setting;
  }

  private String unknown(String at, String name) {
    return "%s: unknown hyperparameter '%s': %s"
        .formatted(
            at,
            name,
            spaces
                .hint(name)
                .map((Hint hint) -> hint.text(found -> found.replace("space.", "")))
                .orElse("the hyperparameters are " + String.join(", ", spaces.names())));
  }

  /** Where the points are to be read from; empty if nowhere. */
  Optional<PointsSource> source() {
    String key = path + ".points-from";
    if (stage.getIsNull(key)) {
      return Optional.empty();
    }
    ConfigValue value = stage.getValue(key);
    if (stage.getValue(path + ".points") instanceof ConfigList listed && !listed.isEmpty()) {
      problems.add(
          value.origin(),
          "%s has no effect together with points: remove one of them".formatted(key));
      return Optional.empty();
    }
    if (value.valueType() == ConfigValueType.STRING && !value.unwrapped().toString().isBlank()) {
      return Optional.of(new PointsSource.CsvFile(value.unwrapped().toString()));
    }
    if (value instanceof ConfigObject object
        && object.keySet().equals(Set.of(STUDY, BEST))
        && object.get(STUDY).valueType() == ConfigValueType.STRING) {
      int best = (int) new Values(stage, problems).integer(key + "." + BEST, 1, MOST);
      String study = object.get(STUDY).unwrapped().toString();
      return Optional.of(new PointsSource.BestOf(study, best));
    }
    problems.add(
        value.origin(),
        "%s must be a file, such as \"points.csv\", or a study, such as { study = runs/old, best = 5 }, but got %s"
            .formatted(key, value.render(ConfigRenderOptions.concise())));
    return Optional.empty();
  }
}
