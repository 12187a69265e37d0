package io.github.clrsearch.cli;

import io.github.clrsearch.config.Assignment;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say how long a search may take; at most one of them may be given. */
final class TimeOptions {
  @Option(
      names = Assignment.BUDGET,
      paramLabel = "DURATION",
      description = {
        "Ends the search after this time: 10m, 8h. The best settings so far are confirmed",
        "within it. With the same command, an interrupted search uses the rest of its time,",
        "and a finished one gets this much more. Overrides search.budget and search.until."
      })
  private String budget;

  @Option(
      names = Assignment.UNTIL,
      paramLabel = "TIME",
      description = {
        "Ends the search at this local time, today or tomorrow: 07:00.",
        "Overrides search.budget and search.until."
      })
  private String until;

  @Option(
      names = "--replay",
      paramLabel = "DIR",
      description = {
        "Trains exactly the trials of this study, each with as many cycles as it has",
        "there, in another folder (--out): the results are the same, bit for bit."
      })
  private String replayed;

  /** The values that the options give. */
  List<Assignment> values() {
    return budget != null
        ? Assignment.ofBudget(budget)
        : until != null ? Assignment.ofUntil(until) : List.of();
  }

  /** The folder or name of the study whose trials are trained again; null if not given. */
  String replayed() {
    return replayed;
  }
}
