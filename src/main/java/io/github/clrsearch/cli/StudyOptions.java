package io.github.clrsearch.cli;

import io.github.clrsearch.config.Assignment;
import io.github.clrsearch.config.Problems;
import io.github.clrsearch.config.StudyConfiguration;
import io.github.clrsearch.config.StudyFile;
import io.github.clrsearch.config.StudyReader;
import io.github.clrsearch.workflow.OpenStudy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A study's file and the options that override it. */
final class StudyOptions {
  @Parameters(
      paramLabel = "STUDY.conf",
      description = {
        "The study's configuration (HOCON), such as those in conf/.",
        "src/main/resources/reference.conf explains every key."
      })
  private Path file;

  @Mixin private StudyOverrides overrides;

  /** The study's folder; null if not given. */
  String folder() {
    return overrides.folder();
  }

  /** How to name the study in the next command. */
  String named(OpenStudy study) {
    return overrides.named(study);
  }

  /**
   * Reads the study.
   *
   * @param found values from other options, the lowest precedence first; {@code --set} overrides
   *     them
   * @throws io.github.clrsearch.config.ConfigurationException with all problems
   */
  StudyConfiguration read(List<Assignment> found) {
    return StudyReader.read(file, found, overrides.settings());
  }

  /**
   * The same for a command that trains one setting and runs no stage.
   *
   * @param replaced keys that the command ignores, see {@link StudyFile#refuse}
   */
  StudyConfiguration readOneSetting(List<Assignment> found, Map<String, String> replaced) {
    return StudyReader.readOneSetting(file, found, overrides.settings(), replaced);
  }

  /** The hyperparameters that options set, and their values: one line per option. */
  List<String> sources(List<Assignment> found) {
    List<Assignment> ascending = new ArrayList<>(found);
    // Problems were reported when the study was read.
    overrides.settings().stream()
        .map(setting -> Assignment.read(setting, new Problems()))
        .flatMap(Optional::stream)
        .forEach(ascending::add);
    return Assignment.sources(ascending);
  }
}
