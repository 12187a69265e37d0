package io.github.clrsearch.cli;

import io.github.clrsearch.workflow.FinalModel;
import io.github.clrsearch.workflow.StudyFolders;
import picocli.CommandLine.Option;

/** Which of a study's final networks answer. */
final class MembersOption {
  @Option(
      names = "--members",
      paramLabel = "NAME",
      defaultValue = "single",
      description = {
        "Which networks answer, by their mean probability: single (the last",
        "cycle's), all, last-2, ..., greedy, as 'train' and the view tests",
        "name them (default: ${DEFAULT-VALUE})."
      })
  private String members;

  @Option(
      names = "--training",
      paramLabel = "NUMBER",
      description = {
        "Those of this training (default: of all trainings together where",
        "these were tested so, else of the first)."
      })
  private Integer training;

  /** Reads the networks. */
  FinalModel read(String study) {
    return FinalModel.of(StudyFolders.named(study), members, training);
  }
}
