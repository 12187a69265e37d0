package io.github.clrsearch.cli;

import io.github.clrsearch.config.Assignment;
import io.github.clrsearch.config.StudyConfiguration;
import io.github.clrsearch.config.StudyConfiguration.RangeTestPlan;
import io.github.clrsearch.report.RangeTestRows;
import io.github.clrsearch.training.Hyperparameter;
import io.github.clrsearch.training.LearningRateSuggestion;
import io.github.clrsearch.workflow.CommandException;
import io.github.clrsearch.workflow.StudyFolders;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that takes learning rates from a range test. */
final class SuggestedRates {
  @Option(
      names = "--use-suggested",
      paramLabel = "DIR",
      description = {
        "Takes eta_min and eta_max from the learning rate range test in a folder, by lr-range.rule,",
        "for all stages. --set overrides it."
      })
  private String folder;

  /** The suggested rates; empty if the option is not given. */
  List<Assignment> values(StudyConfiguration given) {
    if (folder == null) {
      return List.of();
    }
    given.checkTraining();
    LearningRateSuggestion suggestion = suggestion(given.rangeTest());
    String option = "--use-suggested " + folder;
    return List.of(
        Assignment.ofHyperparameter(
            option, Hyperparameter.ETA_MIN.key(), suggestion.etaMin().median()),
        Assignment.ofHyperparameter(
            option, Hyperparameter.ETA_MAX.key(), suggestion.etaMax().median()));
  }

  private LearningRateSuggestion suggestion(RangeTestPlan plan) {
    List<RangeTestRows> tests = RangeTestRows.all(StudyFolders.open(folder).trials());
    if (tests.isEmpty()) {
      throw new CommandException(
          "no learning rate range test found in %s: run lr-range first, and name its folder"
              .formatted(folder));
    }
    if (tests.size() > 1) {
      throw new CommandException(
          "%s has the range tests of %d settings: run lr-range without lr-range.over, and name its folder"
              .formatted(folder, tests.size()));
    }
    RangeTestRows rows = tests.get(0);
    return rows.suggestion(plan.rule(), plan.smoothing())
        .orElseThrow(
            () ->
                new CommandException(
                    "the range test in %s gives no suggestion: %s"
                        .formatted(
                            folder,
                            String.join("; ", rows.obstacles(plan.rule(), plan.smoothing())))));
  }
}
