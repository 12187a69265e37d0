package io.github.clrsearch.cli;

import io.github.clrsearch.workflow.FinalModel;
import io.github.clrsearch.workflow.StudyFolders;
import picocli.CommandLine.Option;

/** Selects final networks of a study. */
final class MembersOption {
  @Option(
      names = "--members",
      paramLabel = "NAME",
      defaultValue = "single",
      description = {
        "Networks to use, combined by mean probability: single (last cycle),",
        "all, last-2, ... or greedy, swa (averaged to one network) or tta (mean",
        "scores over moved images), as in the output of 'train' and in the view",
        "tests (default: ${DEFAULT-VALUE})."
      })
  private String members;

  @Option(
      names = "--training",
      paramLabel = "NUMBER",
      description = {
        "Use the networks of this training (default: all trainings, if they",
        "were tested together; otherwise the first)."
      })
  private Integer training;

  /** Reads the networks. */
  FinalModel read(String study) {
    return FinalModel.of(StudyFolders.named(study), members, training);
  }
}
