package io.github.clrsearch.workflow;

import io.github.clrsearch.cluster.EarlierStudies;
import io.github.clrsearch.cluster.SearchListener;
import io.github.clrsearch.cluster.SearchedStudy;
import io.github.clrsearch.cluster.SparkSearch;
import io.github.clrsearch.cluster.jobs.Slots;
import io.github.clrsearch.cluster.jobs.TrialScheduler;
import io.github.clrsearch.cluster.training.ClrObjective;
import io.github.clrsearch.config.StudyConfiguration;
import io.github.clrsearch.data.DataSet;
import io.github.clrsearch.data.PreparedData;
import io.github.clrsearch.network.Network;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.Provenance;
import io.github.clrsearch.store.StudyHeader;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.store.files.StudyLease;
import io.github.clrsearch.workflow.subjects.LoadedData;
import io.github.clrsearch.workflow.subjects.Subject;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/**
 * An open study: Spark is running, the data or the program is read and broadcast, and the folder is
 * open.
 *
 * @param configuration of the study
 * @param lease keeps other drivers out; released by {@link #close}
 * @param session Spark, stopped by {@link #close}
 * @param subject what trials run
 * @param provenance versions, data checksum and processor
 * @param store the study's folder
 * @param searched the objective
 */
public record OpenStudy(
    StudyConfiguration configuration,
    StudyLease lease,
    SparkSession session,
    Subject subject,
    Provenance provenance,
    StudyStore store,
    Objective searched)
    implements AutoCloseable {

  /** The whole data set of the built-in training. */
  public DataSet data() {
    return ((LoadedData) subject).data();
  }

  /** Its training and validation splits. */
  public PreparedData prepared() {
    return ((LoadedData) subject).prepared();
  }

  /**
   * The network of {@link #prepared} that a training has found.
   *
   * @param trained not modified
   */
  Network found(Network trained) {
    return ((LoadedData) subject).found(trained);
  }

  /** The built-in training, on the broadcast data. */
  public ClrObjective objective() {
    return (ClrObjective) searched;
  }

  /**
   * Opens a study. A new folder is created after all checks, so that a refused study leaves nothing
   * behind.
   *
   * @param given without the known points that are read from files or other studies
   * @param folder where the study is or will be; null for {@code runs/NAME}
   * @param notes receives one line per event that does not stop the command, such as a wait for
   *     another driver
   */
  public static OpenStudy open(StudyConfiguration given, String folder, Consumer<String> notes)
      throws IOException, InterruptedException {
    return open(given, folder, header -> {}, notes);
  }

  /**
   * The same with one more check.
   *
   * @param check of the study that begins or is resumed; throws if it is refused
   */
  public static OpenStudy open(
      StudyConfiguration given, String folder, Consumer<StudyHeader> check, Consumer<String> notes)
      throws IOException, InterruptedException {
    String location = StudyFolders.of(folder, given.study());
    StudyConfiguration configuration = KnownPoints.read(given, location, notes);
    Study study = configuration.study();
    // Check paths before anything starts: a wrong path is a wrong configuration.
    Supplier<Subject> found = Subject.find(configuration, SparkSessions.hadoop());
    // Read and split the data while Spark starts.
    CompletableFuture<Subject> loading = CompletableFuture.supplyAsync(found);
    boolean there = StudyStore.isThere(location, StudyFolders.reachable(location));
    StudyLease lease = there ? lease(location, notes) : null;
    SparkSession session = null;
    try {
      SparkLog log = SparkLog.of(location);
      // A refused study leaves no folder, so the log is elsewhere until the study has started.
      session =
          SparkSessions.start(
              "clr-search " + study.name(),
              there ? log : SparkLog.temporary(location),
              configuration.taskCpus());
      Subject loaded = loading.join();
      lease = lease == null ? lease(location, notes) : lease;
      OpenStudy open = open(configuration, location, lease, session, loaded, check, notes);
      log.begin();
      return open;
    } catch (CompletionException e) {
      close(session, lease);
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } catch (Exception e) {
      // Scala throws undeclared checked exceptions.
      close(session, lease);
      throw e;
    }
  }

  private static StudyLease lease(String location, Consumer<String> notes)
      throws InterruptedException {
    return StudyLease.take(location, StudyFolders.reachable(location), notes);
  }

  private static void close(SparkSession session, StudyLease lease) throws IOException {
    if (session != null) {
      session.close();
    }
    if (lease != null) {
      lease.close();
    }
  }

  /** Opens a study on a running Spark, without a lease. */
  static OpenStudy on(SparkSession session, StudyConfiguration configuration, String location) {
    return open(
        configuration,
        location,
        null,
        session,
        Subject.find(configuration, session.sparkContext().hadoopConfiguration()).get(),
        header -> {},
        note -> {});
  }

  private static OpenStudy open(
      StudyConfiguration configuration,
      String location,
      StudyLease lease,
      SparkSession session,
      Subject subject,
      Consumer<StudyHeader> check,
      Consumer<String> notes) {
    StudyHeader header = subject.header(configuration, session);
    check.accept(header);
    if (StudyFolders.definition(location).isEmpty()) {
      new EarlierStudies(configuration.study(), StudyFolders::open).check(header);
    }
    StudyStore begun =
        StudyStore.begin(location, header, session.sparkContext().hadoopConfiguration());
    StudyStore store =
        lease == null ? begun : begun.under(lease, configuration.search().retryWritesFor(), notes);
    return new OpenStudy(
        configuration,
        lease,
        session,
        subject,
        header.provenance(),
        store,
        subject.objective(configuration, session, store));
  }

  /** Searches: all stages of the study, in its folder. */
  public SearchedStudy search(SearchListener listener) throws InterruptedException {
    return search(listener, UnaryOperator.identity());
  }

  /**
   * The same with changes.
   *
   * @param changes what the command adds to the configuration
   */
  public SearchedStudy search(SearchListener listener, UnaryOperator<SparkSearch> changes)
      throws InterruptedException {
    StudyConfiguration.Search settings = configuration.search();
    SparkSearch search =
        SparkSearch.of(configuration.study(), searched, store.header().metric())
            .listener(listener)
            .findingStudies(StudyFolders::open)
            .maxConsecutiveFailures(settings.maxConsecutiveFailures())
            .deadline(settings.deadline())
            .grouping(settings.fuse())
            .within(settings.budget())
            .until(settings.stop());
    if (settings.states() == StudyConfiguration.States.NONE) {
      search.removingStates();
    }
    return changes.apply(search).run(session, store);
  }

  /**
   * Runs the trials that have not ended yet and keeps their results.
   *
   * @param keepModel receives each trial that was run, with its model, before its row is written
   * @return all trials in the given order, without their models, which may be large together
   * @throws InterruptedException when interrupted; the results of ended trials are kept
   */
  public List<EndedTrial> complete(
      ClrObjective variant,
      List<Trial> trials,
      Consumer<EndedTrial> keepModel,
      TrainingListener listener)
      throws InterruptedException {
    Map<Trial, EndedTrial> ended = new HashMap<>();
    trials.stream()
        .map(Trial::stage)
        .distinct()
        .flatMap(stage -> store.trials(stage).values().stream())
        .forEach(kept -> ended.put(kept.trial(), kept));
    store
        .stages()
        .plan(
            trials.stream()
                .collect(Collectors.groupingBy(Trial::stage, Collectors.summingInt(trial -> 1))));
    List<Trial> missing = trials.stream().filter(trial -> !ended.containsKey(trial)).toList();
    Interruption interruption = Interruption.of(Thread.currentThread(), listener::interrupted);
    listener.started(trials.size(), trials.size() - missing.size());
    try {
      trials.stream().filter(ended::containsKey).map(ended::get).forEach(listener::ended);
      StudyConfiguration.Search search = configuration.search();
      Slots slots = Slots.ofExecutors(session.sparkContext());
      new TrialScheduler(slots, variant, provenance, search.deadline(), search.fuse())
          .run(
              missing,
              end -> {
                keepModel.accept(end);
                store.append(end);
                store.removeState(end.trial());
                ended.put(end.trial(), end.withoutModel());
                listener.ended(end);
              },
              lost -> listener.note(TrialScheduler.lostLine(lost)));
    } finally {
      listener.finished();
      interruption.ended();
    }
    return trials.stream().map(ended::get).toList();
  }

  @Override
  public void close() throws IOException {
    store.removeEmptyStates();
    close(session, lease);
  }
}
