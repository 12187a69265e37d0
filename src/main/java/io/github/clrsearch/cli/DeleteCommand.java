package io.github.clrsearch.cli;

import io.github.clrsearch.cli.console.Printable;
import io.github.clrsearch.cli.console.SearchConsole;
import io.github.clrsearch.cli.console.Terminal;
import io.github.clrsearch.config.ConfigurationException;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.workflow.SparkSessions;
import io.github.clrsearch.workflow.StudyRemoval;
import io.github.clrsearch.workflow.StudySummary;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Deletes a study. */
@Command(
    name = "delete",
    description = {
      "Deletes a study: everything that clr-search has written to its folder. Asks first.",
      "Other files in the folder are kept."
    },
    footer = {
      "",
      "Examples:",
      "  ./submit.sh delete quickstart",
      "  ./submit.sh delete runs/old --yes"
    })
final class DeleteCommand implements Callable<Integer> {
  @Mixin private StudyArgument study;

  @Option(names = "--yes", description = "Delete without a question.")
  private boolean yes;

  @Override
  public Integer call() throws InterruptedException {
    StudyStore store = study.open();
    String location = store.location();
    if (!yes && !Terminal.isThere()) {
      throw new ConfigurationException(
          List.of(
              "delete asks first, but there is no terminal to ask: add --yes to delete "
                  + location));
    }
    StudySummary summary = StudySummary.of(store);
    System.out.printf(
        "study %s in %s: %s%n",
        Printable.line(store.header().study()),
        Printable.line(location),
        StudySummary.outcomesText(summary.trials()));
    Optional<List<String>> kept =
        new StudyRemoval(location, SparkSessions.hadoop())
            .run(() -> yes || isWanted(), note -> SearchConsole.note(System.out, note));
    System.out.println(kept.isPresent() ? "deleted" : "nothing was deleted");
    kept.filter(names -> !names.isEmpty())
        .ifPresent(
            names ->
                System.out.printf(
                    "kept in the folder, because clr-search did not write it: %s%n",
                    Printable.line(String.join(", ", names))));
    return 0;
  }

  private static boolean isWanted() {
    String answer = System.console().readLine("delete it? [y/N] ");
    return answer != null && List.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
  }
}
