package io.github.clrsearch.cli;

import io.github.clrsearch.cli.console.ComparisonScreen;
import io.github.clrsearch.cli.console.StudyScreen;
import io.github.clrsearch.cli.console.TrialScreen;
import io.github.clrsearch.config.ConfigurationException;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.workflow.CommandException;
import io.github.clrsearch.workflow.StudySummary;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows a study in the terminal. */
@Command(
    name = "show",
    description = {
      "Shows a study in the terminal, even while it is running, or one of its trials.",
      "Prints stages, leaderboard, accuracy by hyperparameter, importance and final tests.",
      "Of several studies, prints their best settings side by side, and which is better."
    },
    footer = {
      "",
      "Examples:",
      "  ./submit.sh show quickstart",
      "  ./submit.sh show quickstart --trial fine/3",
      "  ./submit.sh show hdfs:///user/me/overnight --top 30",
      "  ./submit.sh show quickstart overnight"
    })
final class ShowCommand implements Callable<Integer> {
  @Mixin private StudyArguments studies;

  @Option(
      names = "--trial",
      paramLabel = "STAGE/NUMBER",
      description = "Show only this trial: setting, cycles, learning curve.")
  private String trial;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "10",
      description = "Rows of the leaderboard (default: ${DEFAULT-VALUE}).")
  private int top;

  @Override
  public Integer call() {
    if (top < 1) {
      throw new ConfigurationException(List.of("--top must be at least 1, but is " + top));
    }
    if (studies.areCompared()) {
      if (trial != null) {
        throw new ConfigurationException(
            List.of("--trial shows a trial of one study: name only one"));
      }
      new ComparisonScreen(System.out).show(studies.comparison());
      return 0;
    }
    StudySummary summary = StudySummary.of(studies.open());
    if (trial != null) {
      new TrialScreen(System.out).show(named(summary));
    } else {
      new StudyScreen(System.out).show(summary, top);
    }
    return 0;
  }

  private EndedTrial named(StudySummary summary) {
    return summary.trials().stream()
        .filter(end -> end.trial().toString().equals(trial))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandException(
                    "%s has no ended trial %s: 'show %s' lists the best trials, the view trials lists all"
                        .formatted(summary.store().location(), trial, studies.name())));
  }
}
