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

/** A study's HOCON file, with defaults from {@code reference.conf} and overrides from options. */
public final class StudyFile {
  private static final String REFERENCE = "reference.conf";

  private StudyFile() {}

  /**
   * Reads and merges a file, and reports unknown keys.
   *
   * @param found values from other options, the lowest precedence first; they override the file and
   *     all its stages, and {@code settings} override them
   * @param settings {@code key=value} each, see {@link Assignment}
   * @param problems modified: problems are added
   * @return the resolved configuration, with all sections
   * @throws ConfigurationException if the file is not valid HOCON
   */
  static Config read(Path file, List<Assignment> found, List<String> settings, Problems problems) {
    checkFile(file);
    List<Assignment> assignments = new ArrayList<>(found);
    settings.stream()
        .map(setting -> Assignment.read(setting, problems))
        .flatMap(Optional::stream)
        .forEach(assignments::add);
    Config own = own(file, assignments, problems);
    Config reference = reference();
    Config merged = merged(own, reference, problems);
    if (ObjectiveReader.isProgram(merged)) {
      reference = programReference();
      merged = merged(own, reference, problems);
    }
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

  /** Whether a value comes from {@code reference.conf}. */
  static boolean isDefault(ConfigValue value) {
    return REFERENCE.equals(value.origin().resource());
  }

  /** The same with default stages, for commands that run no stage. */
  static Config withoutStages(Config config) {
    Config reference = reference();
    Config changed = config;
    for (String key : List.of("stage", "stages")) {
      changed = changed.withValue(key, reference.getValue(key));
    }
    return changed;
  }

  /**
   * Reports a {@code --set} of a key that a command ignores.
   *
   * @param replaced by ignored key, what to do instead
   * @param problems modified: problems are added
   */
  static void refuse(Config config, Map<String, String> replaced, Problems problems) {
    replaced.forEach(
        (key, instead) -> {
          ConfigValue value = config.hasPath(key) ? config.getValue(key) : null;
          // A list of validation files is used by every command.
          if (value != null && Assignment.isSet(value) && !(value instanceof ConfigList)) {
            problems.add(
                value.origin(), "%s has no effect on this command: %s".formatted(key, instead));
          }
        });
  }

  /** The defaults of all keys. */
  static Config reference() {
    return ConfigFactory.parseResources(StudyFile.class.getClassLoader(), REFERENCE);
  }

  /** The defaults of a study whose hyperparameters are those of a program. */
  private static Config programReference() {
    return reference().withValue("space", ConfigFactory.empty().root());
  }

  private static void checkFile(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ConfigurationException(
          List.of(
              "%s: name a study's configuration, such as conf/quickstart.conf"
                  .formatted(
                      file + (Files.isDirectory(file) ? " is a folder" : ": file not found"))));
    }
  }

  private static Config own(Path file, List<Assignment> assignments, Problems problems) {
    try {
      Config own =
          ConfigFactory.parseFile(
              file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
      for (Assignment assignment : assignments) {
        if (!assignment.reachesIntoStage()) {
          own = assignment.onto(own);
        }
      }
      return own;
    } catch (ConfigException e) {
      throw unreadable(e, problems);
    }
  }

  private static Config merged(Config own, Config reference, Problems problems) {
    try {
      // The defaults are numbers, so a distribution replaces them and nothing is merged.
      return own.withFallback(reference).resolve();
    } catch (ConfigException e) {
      throw unreadable(e, problems);
    }
  }

  /** Throws all problems so far, with this one. */
  private static ConfigException unreadable(ConfigException e, Problems problems) {
    problems.add(e);
    problems.check();
    return e;
  }
}
