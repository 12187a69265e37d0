package io.github.clrsearch.cli;

import io.github.clrsearch.workflow.OpenStudy;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What the command line puts over a study's file, and where the study goes. */
final class StudyOverrides {
  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = {
        "Puts a value over the file's and over every other option's; may be repeated:",
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

  /** The study's folder; null where none was given. */
  String folder() {
    return out;
  }

  /** A study as the next command names it: by its folder where that was given. */
  String named(OpenStudy study) {
    return out == null ? study.configuration().study().name() : out;
  }
}
