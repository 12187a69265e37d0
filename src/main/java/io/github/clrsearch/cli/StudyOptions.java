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

/** A study's file and what the command line puts over it. */
final class StudyOptions {
  @Parameters(
      paramLabel = "STUDY.conf",
      description = {
        "The study's configuration (HOCON); conf/ has several.",
        "src/main/resources/reference.conf explains every key."
      })
  private Path file;

  @Mixin private StudyOverrides overrides;

  /** The study's folder; null where none was given. */
  String folder() {
    return overrides.folder();
  }

  /** A study as the next command names it. */
  String named(OpenStudy study) {
    return overrides.named(study);
  }

  /**
   * Reads the study; throws with all its problems.
   *
   * @param found what other options have found, the least specific first; {@code --set} goes over
   *     it
   */
  StudyConfiguration read(List<Assignment> found) {
    return StudyReader.read(file, found, overrides.settings());
  }

  /**
   * The same for a command that trains one setting and runs no stage.
   *
   * @param replaced keys that the command does not take, see {@link StudyFile#refuse}
   */
  StudyConfiguration readOneSetting(List<Assignment> found, Map<String, String> replaced) {
    return StudyReader.readOneSetting(file, found, overrides.settings(), replaced);
  }

  /** Which hyperparameters options give, and with which value: a line per option. */
  List<String> sources(List<Assignment> found) {
    List<Assignment> ascending = new ArrayList<>(found);
    // Problems have been told when the study was read.
    overrides.settings().stream()
        .map(setting -> Assignment.read(setting, new Problems()))
        .flatMap(Optional::stream)
        .forEach(ascending::add);
    return Assignment.sources(ascending);
  }
}
