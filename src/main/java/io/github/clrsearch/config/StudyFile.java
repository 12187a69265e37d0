package io.github.clrsearch.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A study's HOCON file with the command line's {@code --set} over it and {@code reference.conf}
 * below it.
 */
public final class StudyFile {
  private static final String REFERENCE = "reference.conf";

  private StudyFile() {}

  /**
   * Reads and merges, and reports every key that has no place in a study.
   *
   * @param found what other options have found, the least specific first: over the file's, in all
   *     stages, and below the settings
   * @param settings {@code key=value} each, see {@link Assignment}
   * @param problems modified: what is wrong is added
   * @return resolved; every section is there
   * @throws ConfigurationException where the file cannot be read as HOCON
   */
  static Config read(Path file, List<Assignment> found, List<String> settings, Problems problems) {
    checkFile(file);
    List<Assignment> assignments = new ArrayList<>(found);
    settings.stream()
        .map(setting -> Assignment.read(setting, problems))
        .flatMap(Optional::stream)
        .forEach(assignments::add);
    Config reference = reference();
    Config merged = merged(file, assignments, reference, problems);
    for (Assignment assignment : found) {
      merged = assignment.overStages(merged);
    }
    for (Assignment assignment : assignments) {
      if (assignment.reachesIntoStage()) {
        merged = assignment.ontoStage(merged, problems);
      }
    }
    return new KnownKeys(reference, problems).check(merged);
  }

  /** Whether a value is the one of {@code reference.conf}: neither file nor option gives it. */
  static boolean isDefault(ConfigValue value) {
    return REFERENCE.equals(value.origin().resource());
  }

  /** The same without the file's stages, for commands that run none of them. */
  static Config withoutStages(Config config) {
    Config reference = reference();
    Config changed = config;
    for (String key : List.of("stage", "stages")) {
      changed = changed.withValue(key, reference.getValue(key));
    }
    return changed;
  }

  /**
   * Refuses what {@code --set} gives to a command that takes another key instead.
   *
   * @param replaced by key what to do instead
   * @param problems modified: what is wrong is added
   */
  static void refuse(Config config, Map<String, String> replaced, Problems problems) {
    replaced.forEach(
        (key, instead) -> {
          ConfigValue value = config.getValue(key);
          // A list of files that validate holds for every command.
          if (Assignment.isSet(value) && !(value instanceof ConfigList)) {
            problems.add(
                value.origin(), "%s has no effect on this command: %s".formatted(key, instead));
          }
        });
  }

  private static Config reference() {
    return ConfigFactory.parseResources(StudyFile.class.getClassLoader(), REFERENCE);
  }

  private static void checkFile(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ConfigurationException(
          List.of(
              "%s %s: name a study's configuration, such as conf/quickstart.conf"
                  .formatted(file, Files.isDirectory(file) ? "is a folder" : "is no file")));
    }
  }

  private static Config merged(
      Path file, List<Assignment> assignments, Config reference, Problems problems) {
    try {
      Config own =
          ConfigFactory.parseFile(
              file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
      for (Assignment assignment : assignments) {
        if (!assignment.reachesIntoStage()) {
          own = assignment.onto(own);
        }
      }
      // The defaults are numbers: a distribution replaces one, nothing is merged into it.
      return own.withFallback(reference).resolve();
    } catch (ConfigException e) {
      problems.add(e);
      problems.check();
      throw e;
    }
  }
}
