package io.github.clrsearch.cluster;

import io.github.clrsearch.search.Grouping;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.trial.Leaderboard;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.store.Provenance;
import io.github.clrsearch.store.SettingColumns;
import io.github.clrsearch.store.StoreException;
import io.github.clrsearch.store.StudyHeader;
import io.github.clrsearch.store.StudyLease;
import io.github.clrsearch.store.StudyStore;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/**
 * A search of any objective on a Spark session that is there already: the same stages, folder,
 * resumption, views and findings as those of the built-in training. {@link #run} begins a study,
 * goes on with it where it was left, or extends it.
 */
public final class SparkSearch {
  /** So many failed trials in a row end a search that does not say otherwise. */
  public static final int MAX_CONSECUTIVE_FAILURES = 5;

  /** How long a search that does not say otherwise waits for a folder that fails. */
  public static final Duration RETRY_WRITES_FOR = Duration.ofMinutes(10);

  private static final Logger LOG = System.getLogger(SparkSearch.class.getName());

  private final Study study;
  private final Objective objective;
  private final int examples;
  private final Map<String, String> dependencies = new LinkedHashMap<>();
  private String data;
  private String dataChecksum;
  private SearchListener listener = SearchListener.SILENT;
  private int maxConsecutiveFailures = MAX_CONSECUTIVE_FAILURES;
  private Duration deadline = Duration.ZERO;
  private Duration retryWritesFor = RETRY_WRITES_FOR;
  private Grouping grouping = Grouping.ALONE;
  private boolean removesStates;

  private SparkSearch(Study study, Objective objective, int examples) {
    this.study = study;
    this.objective = objective;
    this.examples = examples;
  }

  /**
   * A search of a study's space for what an objective does best with.
   *
   * @param examples how many every accuracy is measured on, at least 1: they give its standard
   *     error, sqrt(a (1 - a) / examples), by which refinement and stopping tell chance from merit
   * @throws IllegalArgumentException where a distribution reaches beyond the objective's limits, a
   *     name cannot be a column, or the objective cannot travel to executors; a line a problem
   */
  public static SparkSearch of(Study study, Objective objective, int examples) {
    if (examples < 1) {
      throw new IllegalArgumentException(
          "an accuracy must be measured on at least 1 example, but got %d".formatted(examples));
    }
    List<String> problems = study.space().problems(objective.limits());
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
    SettingColumns.of(study, objective);
    checkSerializable(objective);
    return new SparkSearch(study, objective, examples);
  }

  /**
   * Names the data: a column of every trial. A study that was begun with other data is refused.
   *
   * @param checksum of its content, or its version
   */
  public SparkSearch data(String name, String checksum) {
    this.data = name;
    this.dataChecksum = checksum;
    return this;
  }

  /**
   * Names something else that results depend on, the model's version for one: a study that was
   * begun with another value is refused.
   */
  public SparkSearch dependingOn(String what, String value) {
    dependencies.put(what, value);
    return this;
  }

  /** Tells how the search goes, on the thread that runs it. */
  public SparkSearch listener(SearchListener listener) {
    this.listener = listener;
    return this;
  }

  /** So many failed trials in a row end the search, at least 1. */
  public SparkSearch maxConsecutiveFailures(int trials) {
    this.maxConsecutiveFailures = trials;
    return this;
  }

  /** How long a trial may take before it has failed; zero, or without this, any time. */
  public SparkSearch deadline(Duration deadline) {
    this.deadline = deadline;
    return this;
  }

  /**
   * For how long a write or a read of the folder is tried again, with growing pauses, where its
   * server is away or its disk full; trials go on meanwhile. Zero: once only.
   */
  public SparkSearch retryWritesFor(Duration duration) {
    this.retryWritesFor = duration;
    return this;
  }

  private void note(String line) {
    LOG.log(Level.WARNING, "{0}", line);
    listener.note(line);
  }

  /** Which trials share a task, where the objective can: {@link Objective#fusing}. */
  public SparkSearch grouping(Grouping grouping) {
    this.grouping = grouping;
    return this;
  }

  /**
   * Removes the states of all trials at the end of the search. They are of use where the study is
   * extended with more cycles.
   */
  public SparkSearch removingStates() {
    this.removesStates = true;
    return this;
  }

  /**
   * Searches: trials that have ended in the folder are not run again.
   *
   * @param session a classic one, for Spark Connect has no tasks to offer; it is not stopped
   * @param folder a local folder or a URI that Hadoop knows
   * @throws StoreException if another study lies in the folder, another driver is at work there, or
   *     it cannot be written
   * @throws SearchException if too many trials fail in a row, or Spark stops
   * @throws io.github.clrsearch.search.trial.RefinementException if a stage has nothing to refine
   *     by
   * @throws InterruptedException when this thread is interrupted: trials that are running are
   *     cancelled, what had ended is kept
   */
  public SearchedStudy run(SparkSession session, String folder) throws InterruptedException {
    // Checked before a folder is made.
    checkRunning(session);
    Configuration hadoop = session.sparkContext().hadoopConfiguration();
    Provenance provenance = Provenance.ofModel(session.version(), data, dataChecksum);
    try (StudyLease lease =
        StudyLease.take(folder, hadoop, line -> LOG.log(Level.INFO, "{0}", line))) {
      return run(
          session,
          StudyStore.begin(folder, header(provenance), hadoop)
              .under(lease, retryWritesFor, this::note));
    }
  }

  /**
   * Searches in a folder that is open already. The settings {@link #data}, {@link #dependingOn} and
   * {@link #retryWritesFor} have no effect: the store has them.
   *
   * @param store under a lease that the caller holds until this method returns
   * @throws StoreException if another driver has taken the folder over, or it cannot be written
   * @throws SearchException if too many trials fail in a row, or Spark stops
   * @throws io.github.clrsearch.search.trial.RefinementException if a stage has nothing to refine
   *     by
   * @throws InterruptedException when this thread is interrupted: trials that are running are
   *     cancelled, what had ended is kept
   */
  public SearchedStudy run(SparkSession session, StudyStore store) throws InterruptedException {
    checkRunning(session);
    TrialScheduler scheduler =
        new TrialScheduler(
            session.sparkContext(), objective, store.header().provenance(), deadline, grouping);
    StudySearch search =
        new StudySearch(study, store, scheduler, examples, maxConsecutiveFailures, listener);
    Leaderboard leaderboard = search.run();
    if (removesStates) {
      search.removeStates();
    }
    StudyFindings findings = StudyFindings.keep(study, store, examples, objective.limits());
    store.removeEmptyStates();
    return new SearchedStudy(store, leaderboard, findings);
  }

  private static void checkRunning(SparkSession session) {
    if (session.sparkContext().isStopped()) {
      throw new SearchException("Spark has stopped: give the search a session that runs");
    }
  }

  private StudyHeader header(Provenance provenance) {
    Map<String, String> definition = new LinkedHashMap<>(study.definition());
    if (data != null) {
      definition.put("data", data);
      definition.put("data checksum", dataChecksum);
    }
    dependencies.forEach((what, value) -> definition.put("depends on " + what, value));
    return new StudyHeader(
        StudyHeader.LAYOUT,
        study.name(),
        study.seed(),
        definition,
        SettingColumns.of(study, objective),
        provenance);
  }

  /** Found out here, it is one line; found out by Spark, it is a failure of every trial. */
  private static void checkSerializable(Objective objective) {
    try (ObjectOutputStream out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
      out.writeObject(objective);
    } catch (NotSerializableException e) {
      throw new IllegalArgumentException(
          "an objective must be serializable, for it travels to executors, but holds a %s: make that Serializable or transient, or make it in evaluate"
              .formatted(e.getMessage()),
          e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "an objective must be serializable, for it travels to executors, but is not: %s"
              .formatted(e),
          e);
    }
  }
}
