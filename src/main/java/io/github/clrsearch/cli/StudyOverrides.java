package io.github.clrsearch.cli;

import io.github.clrsearch.workflow.OpenStudy;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options that override a study's file and its folder. */
final class StudyOverrides {
  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = {
        "Overrides a value of the file and of every other option. May be repeated:",
        "  space.m=100",
        "  'space.lambda={log-uniform=[1e-4,1e-2]}'",
        "  stages.fine.trials=40   (in the stage named fine)"
      })
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The study's folder, a path or a Hadoop URI (default: runs/NAME).")
  private String out;

  /** {@code key=value} each. */
  List<String> settings() {
    return settings;
  }

  /** The study's folder; null if not given. */
  String folder() {
    return out;
  }

  /** How to name the study in the next command: by its folder if that was given. */
  String named(OpenStudy study) {
    return out == null ? study.configuration().study().name() : out;
  }
}
