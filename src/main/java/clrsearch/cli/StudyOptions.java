package clrsearch.cli;

import java.nio.file.Path;
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

  /** Whether the command line itself gives a hyperparameter's distribution. */
  boolean gives(String hyperparameter) {
    String key = "space." + hyperparameter;
    return overrides.settings().stream()
        .map(text -> text.substring(0, Math.max(0, text.indexOf('='))).strip())
        .anyMatch(given -> given.equals(key) || given.equals("space"));
  }

  /** Reads the study; throws with all its problems. */
  StudyConfiguration read() {
    return StudyReader.read(file, overrides.settings());
  }
}
