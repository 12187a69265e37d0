package clrsearch.cli;

import clrsearch.cluster.ClrObjective;
import clrsearch.cluster.StudySearch;
import clrsearch.cluster.TrialScheduler;
import clrsearch.data.DataSet;
import clrsearch.data.PreparedData;
import clrsearch.data.Split;
import clrsearch.search.Leaderboard;
import clrsearch.search.Seeds;
import clrsearch.search.Study;
import clrsearch.store.Provenance;
import clrsearch.store.StudyHeader;
import clrsearch.store.StudyStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs, resumes or extends a study. */
@Command(
    name = "search",
    description = {
      "Runs a study: every trial is one Spark task, every trial that ends is kept.",
      "The same command on the same folder goes on where it was; more trials extend it."
    })
final class SearchCommand implements Callable<Integer> {
  @Mixin private StudyOptions options;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The study's folder, local or a URI that Hadoop knows (default: runs/NAME).")
  private String out;

  @Override
  public Integer call() throws IOException, InterruptedException {
    StudyConfiguration configuration = options.read();
    Study study = configuration.study();
    String folder = out == null ? "runs/" + study.name() : out;
    Console console = new Console(System.out);
    try (SparkSession session = SparkSessions.start("clr-search " + study.name(), log(folder))) {
      Configuration hadoop = session.sparkContext().hadoopConfiguration();
      DataSet data = DataSets.load(configuration.data(), hadoop);
      PreparedData prepared = prepare(configuration, data);
      Provenance provenance = Provenances.of(session, data);
      StudyStore store = StudyStore.begin(folder, header(configuration, data, provenance), hadoop);
      console.header(study, SparkSessions.describe(session), data, prepared, folder, log(folder));
      SearchConsole listener = new SearchConsole(console, study);
      Interruption interruption = Interruption.of(Thread.currentThread(), listener);
      try {
        Leaderboard leaderboard =
            search(configuration, session, prepared, provenance, store, listener);
        console.leaderboard(leaderboard, configuration.leaderboard());
        console.sqlHints(folder);
        return 0;
      } finally {
        listener.close();
        interruption.ended();
      }
    }
  }

  private static Leaderboard search(
      StudyConfiguration configuration,
      SparkSession session,
      PreparedData prepared,
      Provenance provenance,
      StudyStore store,
      SearchConsole listener)
      throws InterruptedException {
    ClrObjective objective =
        new ClrObjective(
            JavaSparkContext.fromSparkContext(session.sparkContext()).broadcast(prepared),
            prepared.split().training().length,
            Seeds.order(configuration.study().seed(), 0),
            configuration.measure());
    return new StudySearch(
            configuration.study(),
            store,
            new TrialScheduler(session.sparkContext(), objective, provenance),
            prepared.split().validation().length,
            configuration.maxConsecutiveFailures(),
            listener)
        .run();
  }

  static PreparedData prepare(StudyConfiguration configuration, DataSet data) {
    Split split =
        Split.of(
            data, configuration.data().validation(), Seeds.split(configuration.study().seed()));
    return PreparedData.of(data.images(), split);
  }

  private static StudyHeader header(
      StudyConfiguration configuration, DataSet data, Provenance provenance) {
    Study study = configuration.study();
    return new StudyHeader(
        StudyHeader.LAYOUT,
        study.name(),
        study.seed(),
        configuration.definition(data.name(), provenance.dataChecksum()),
        ClrObjective.columns(),
        provenance);
  }

  /** Spark's log lies beside the study where that is on this machine. */
  private static Path log(String folder) {
    return folder.contains(":/") ? SparkSessions.temporaryLog() : Path.of(folder, "spark.log");
  }
}
