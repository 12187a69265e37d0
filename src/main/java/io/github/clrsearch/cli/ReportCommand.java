package io.github.clrsearch.cli;

import io.github.clrsearch.workflow.StudyFolders;
import io.github.clrsearch.workflow.StudyPages;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes the pages of studies. */
@Command(
    name = "report",
    description = {
      "Writes the page of a study, report.html in its folder. Open it in a browser.",
      "It needs no server and no network. A search updates its page while it runs."
    },
    footer = {
      "",
      "Examples:",
      "  ./submit.sh report quickstart",
      "  ./submit.sh report coarse-to-fine final hdfs:///user/me/overnight"
    })
final class ReportCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "STUDY",
      arity = "1..*",
      description = "A study's folder, or its name in runs/.")
  private List<String> folders;

  @Override
  public Integer call() {
    for (String folder : folders) {
      System.out.println("page: " + StudyPages.keep(StudyFolders.open(folder)));
    }
    return 0;
  }
}
