package clrsearch.cli;

import clrsearch.store.StudyStore;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
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
    Configuration hadoop = SparkSessions.hadoop();
    for (String folder : folders) {
      StudyStore store = StudyStore.open(StudyFolders.named(folder), hadoop);
      System.out.println("page " + StudyPages.keep(store));
    }
    return 0;
  }
}
