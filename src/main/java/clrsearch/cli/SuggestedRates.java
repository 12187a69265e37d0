package clrsearch.cli;

import clrsearch.report.RangeTestRows;
import clrsearch.search.Constant;
import clrsearch.search.Study;
import clrsearch.store.EndedTrial;
import clrsearch.training.LearningRateSuggestion;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that takes the learning rates from a range test. */
final class SuggestedRates {
  @Option(
      names = "--use-suggested",
      paramLabel = "DIR",
      description = "Takes eta_min and eta_max from the learning rate range test in a folder.")
  private String folder;

  /** The study with the rates that the test suggests; unchanged where no test was named. */
  StudyConfiguration into(StudyConfiguration given) {
    if (folder == null) {
      return given;
    }
    LearningRateSuggestion suggestion = suggestion(given.rangeTest().smoothing());
    Study study = given.study();
    return given.with(
        new Study(
            study.name(),
            study.seed(),
            study
                .space()
                .with("eta_min", new Constant(suggestion.etaMin().median()))
                .with("eta_max", new Constant(suggestion.etaMax().median())),
            study.stages()),
        given.measure());
  }

  private LearningRateSuggestion suggestion(int smoothing) {
    List<EndedTrial> trials =
        List.copyOf(StudyFolders.open(folder).trials(RangeTestRows.STAGE).values());
    if (trials.isEmpty()) {
      throw new CommandException(
          "%s holds no learning rate range test: run lr-range first, and name its folder"
              .formatted(folder));
    }
    RangeTestRows rows = RangeTestRows.of(trials);
    return rows.suggestion(smoothing)
        .orElseThrow(
            () ->
                new CommandException(
                    "the range test in %s suggests nothing: %s"
                        .formatted(folder, String.join("; ", rows.obstacles(smoothing)))));
  }
}
