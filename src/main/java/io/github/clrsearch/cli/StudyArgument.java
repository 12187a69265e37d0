package io.github.clrsearch.cli;

import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.workflow.StudyFolders;
import picocli.CommandLine.Parameters;

/** The study that a command reads. */
final class StudyArgument {
  @Parameters(
      index = "0",
      paramLabel = "STUDY",
      description = "A study's folder, or its name in runs/.")
  private String name;

  /** The study's folder or name, as given. */
  String name() {
    return name;
  }

  /** Opens the study. */
  StudyStore open() {
    return StudyFolders.open(name);
  }
}
