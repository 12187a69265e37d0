package clrsearch.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A study's HOCON file with the command line's {@code --set} over it and {@code reference.conf}
 * below it.
 */
final class StudyFile {
  private StudyFile() {}

  /**
   * Reads and merges, and reports every key that has no place in a study.
   *
   * @param settings {@code key=value} each, see {@link Assignment}
   * @param problems modified: what is wrong is added
   * @return resolved; every section is there
   * @throws ConfigurationException where the file cannot be read as HOCON
   */
  static Config read(Path file, List<String> settings, Problems problems) {
    checkFile(file);
    List<Assignment> assignments =
        settings.stream()
            .map(setting -> Assignment.read(setting, problems))
            .flatMap(Optional::stream)
            .toList();
    Config reference =
        ConfigFactory.parseResources(StudyFile.class.getClassLoader(), "reference.conf");
    Config merged = merged(file, assignments, reference, problems);
    for (Assignment assignment : assignments) {
      if (assignment.reachesIntoStage()) {
        merged = assignment.ontoStage(merged, problems);
      }
    }
    return new KnownKeys(reference, problems).check(merged);
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
