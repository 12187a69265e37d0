package clrsearch.cli;

import clrsearch.cluster.ClrHyperparameters;
import clrsearch.cluster.ClrObjective;
import clrsearch.cluster.StateKeeping;
import clrsearch.cluster.TrialScheduler;
import clrsearch.data.DataSet;
import clrsearch.data.PreparedData;
import clrsearch.data.Split;
import clrsearch.search.Seeds;
import clrsearch.search.Study;
import clrsearch.search.Trial;
import clrsearch.store.EndedTrial;
import clrsearch.store.Provenance;
import clrsearch.store.StudyHeader;
import clrsearch.store.StudyLease;
import clrsearch.store.StudyStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * A study that is being worked on: Spark has started, the data is read, split and broadcast, and
 * the folder is open.
 *
 * @param configuration what the study is
 * @param lease which keeps other drivers out, given back by {@link #close}
 * @param session Spark, stopped by {@link #close}
 * @param data the whole data set
 * @param prepared the part of it that trains and validates
 * @param provenance what computes here
 * @param store the study's folder
 * @param objective the training, on the broadcast data
 */
record OpenStudy(
    StudyConfiguration configuration,
    StudyLease lease,
    SparkSession session,
    DataSet data,
    PreparedData prepared,
    Provenance provenance,
    StudyStore store,
    ClrObjective objective)
    implements AutoCloseable {

  /**
   * Opens a study.
   *
   * @param folder where it lies or will lie; null for {@code runs/NAME}
   */
  static OpenStudy open(StudyConfiguration configuration, String folder)
      throws IOException, InterruptedException {
    Study study = configuration.study();
    String location = folder == null ? "runs/" + study.name() : folder;
    // Reading and splitting take as long as Spark takes to start: neither waits for the other.
    CompletableFuture<Loaded> loading =
        CompletableFuture.supplyAsync(() -> Loaded.of(configuration, SparkSessions.hadoop()));
    StudyLease lease = StudyLease.take(location, SparkSessions.hadoop(), System.out::println);
    SparkSession session = null;
    try {
      session = SparkSessions.start("clr-search " + study.name(), log(location));
      return open(configuration, location, lease, session, loading.join());
    } catch (CompletionException e) {
      close(session, lease);
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } catch (RuntimeException e) {
      close(session, lease);
      throw e;
    }
  }

  private static void close(SparkSession session, StudyLease lease) throws IOException {
    if (session != null) {
      session.close();
    }
    lease.close();
  }

  /** What can be prepared without Spark. */
  private record Loaded(DataSet data, PreparedData prepared, String checksum) {
    static Loaded of(StudyConfiguration configuration, Configuration hadoop) {
      DataSet data = DataSets.load(configuration.data(), hadoop);
      long seed = Seeds.split(configuration.study().seed());
      Split split = Split.of(data, configuration.data().validation(), seed);
      return new Loaded(data, PreparedData.of(data.images(), split), data.checksum());
    }
  }

  /** Opens a study on a Spark that runs already, in a folder that no other driver works on. */
  static OpenStudy on(SparkSession session, StudyConfiguration configuration, String location) {
    return open(
        configuration,
        location,
        null,
        session,
        Loaded.of(configuration, session.sparkContext().hadoopConfiguration()));
  }

  private static OpenStudy open(
      StudyConfiguration configuration,
      String location,
      StudyLease lease,
      SparkSession session,
      Loaded loaded) {
    Study study = configuration.study();
    Configuration hadoop = session.sparkContext().hadoopConfiguration();
    Provenance provenance = Provenances.of(session, loaded.data().name(), loaded.checksum());
    StudyHeader header =
        new StudyHeader(
            StudyHeader.LAYOUT,
            study.name(),
            study.seed(),
            configuration.definition(loaded.data().name(), loaded.checksum()),
            ClrHyperparameters.columns(),
            provenance);
    StudyStore begun = StudyStore.begin(location, header, hadoop);
    StudyStore store =
        lease == null
            ? begun
            : begun.under(
                lease,
                configuration.search().retryWritesFor(),
                line -> SearchConsole.note(System.out, line));
    ClrObjective objective =
        new ClrObjective(
                JavaSparkContext.fromSparkContext(session.sparkContext())
                    .broadcast(loaded.prepared()),
                loaded.prepared().split().training().length,
                study.seed(),
                configuration.measure())
            .keeping(
                new StateKeeping(
                    store.states(SparkSessions.hadoopSettings()),
                    configuration.search().keepStateAfter(),
                    StateKeeping.Last.AS_OTHERS,
                    provenance));
    return new OpenStudy(
        configuration,
        lease,
        session,
        loaded.data(),
        loaded.prepared(),
        provenance,
        store,
        objective);
  }

  /** Runs trials of the study's training, or of a variant of it. */
  TrialScheduler scheduler(ClrObjective variant) {
    return new TrialScheduler(
        session.sparkContext(),
        variant,
        provenance,
        configuration.search().deadline(),
        configuration.search().fuse());
  }

  /**
   * Completes a list of trials: those that have ended before are taken from the folder, the others
   * are run and kept.
   *
   * @param onKept is given each that the folder has, before the others are run
   * @param onEnd is given each that was run, before its row is kept
   * @return all of them, in the given order, without their models: together these may be large
   */
  List<EndedTrial> complete(
      ClrObjective variant,
      List<Trial> trials,
      Consumer<EndedTrial> onKept,
      Consumer<EndedTrial> onEnd)
      throws InterruptedException {
    Map<Trial, EndedTrial> ended = new HashMap<>();
    trials.stream()
        .map(Trial::stage)
        .distinct()
        .flatMap(stage -> store.trials(stage).values().stream())
        .forEach(kept -> ended.put(kept.trial(), kept));
    List<Trial> missing = trials.stream().filter(trial -> !ended.containsKey(trial)).toList();
    trials.stream().filter(ended::containsKey).map(ended::get).forEach(onKept);
    Interruption interruption =
        Interruption.of(Thread.currentThread(), () -> tellInterrupted(ended.size()));
    try {
      scheduler(variant)
          .run(
              missing,
              end -> {
                onEnd.accept(end);
                store.append(end);
                store.removeState(end.trial());
                ended.put(end.trial(), end.withoutModel());
              },
              lost -> SearchConsole.note(System.out, TrialScheduler.lostLine(lost)));
    } finally {
      interruption.ended();
    }
    return trials.stream().map(ended::get).toList();
  }

  private static void tellInterrupted(int ended) {
    System.out.printf(
        "%ninterrupted: the %d trainings that have ended are kept; the same command goes on (Ctrl-C again ends at once)%n",
        ended);
  }

  /** Spark's log lies beside the study where that is on this machine. */
  Path log() {
    return log(store.location());
  }

  private static Path log(String location) {
    return location.contains(":/") ? SparkSessions.temporaryLog() : Path.of(location, "spark.log");
  }

  @Override
  public void close() throws IOException {
    close(session, lease);
  }
}
