package io.github.clrsearch.cli;

import io.github.clrsearch.config.ConfigurationException;
import io.github.clrsearch.report.ComparisonPage;
import io.github.clrsearch.report.StudyComparison;
import io.github.clrsearch.workflow.OutputFile;
import io.github.clrsearch.workflow.StudyPages;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the page of a study, or a page that compares several. */
@Command(
    name = "report",
    description = {
      "Writes the page of a study, report.html in its folder. Open it in a browser.",
      "It needs no server and no network. A search updates its page while it runs.",
      "Of several studies, writes one page that compares them."
    },
    footer = {
      "",
      "Examples:",
      "  ./submit.sh report quickstart",
      "  ./submit.sh report quickstart overnight --out compared.html"
    })
final class ReportCommand implements Callable<Integer> {
  @Mixin private StudyArguments studies;

  @Option(
      names = "--out",
      paramLabel = "FILE.html",
      description =
          "File of a comparison, a path or a Hadoop URI (default: A-and-B.html in the current folder).")
  private String out;

  @Override
  public Integer call() {
    if (!studies.areCompared()) {
      if (out != null) {
        throw new ConfigurationException(
            List.of(
                "--out names the page of a comparison, but there is one study, whose page is report.html in its folder: name another study or remove --out"));
      }
      System.out.println("page: " + StudyPages.keep(studies.open()));
      return 0;
    }
    StudyComparison comparison = studies.comparison();
    OutputFile file = OutputFile.of(out == null ? name(comparison) : out);
    byte[] page = ComparisonPage.of(comparison, Instant.now());
    file.write(to -> to.write(page));
    System.out.println("page: " + file.location());
    return 0;
  }

  private static String name(StudyComparison comparison) {
    return comparison.studies().stream()
        .map(study -> study.store().header().study())
        .collect(Collectors.joining("-and-", "", ".html"));
  }
}
