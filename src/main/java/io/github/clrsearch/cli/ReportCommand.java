package io.github.clrsearch.cli;

import io.github.clrsearch.workflow.StudyFolders;
import io.github.clrsearch.workflow.StudyPages;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Studies as web pages. */
@Command(
    name = "report",
    description = {
      "Writes a study as one web page, report.html in its folder, to be opened from there.",
      "It needs no server and no network. A search writes it by itself, again and again."
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
      System.out.println("page " + StudyPages.keep(StudyFolders.open(folder)));
    }
    return 0;
  }
}
