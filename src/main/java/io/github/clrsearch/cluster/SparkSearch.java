package io.github.clrsearch.cluster;

import io.github.clrsearch.cluster.jobs.SearchException;
import io.github.clrsearch.cluster.jobs.Slots;
import io.github.clrsearch.cluster.jobs.TrialScheduler;
import io.github.clrsearch.search.Grouping;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.budget.ClockSource;
import io.github.clrsearch.search.budget.GroupPlanner;
import io.github.clrsearch.search.budget.SearchClock;
import io.github.clrsearch.search.budget.TimeBudget;
import io.github.clrsearch.search.budget.TrialCosts;
import io.github.clrsearch.search.budget.TrialTimes;
import io.github.clrsearch.search.stopping.SearchStop;
import io.github.clrsearch.search.trial.Leaderboard;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.store.StudyHeader;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.store.files.StoreException;
import io.github.clrsearch.store.files.StudyLease;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * A search of any objective on an existing Spark session. {@link #run} begins, resumes or extends a
 * study. The {@code search} command runs the same code for the built-in training.
 */
public final class SparkSearch {
  /** Default number of consecutive failed trials that stop a search. */
  public static final int MAX_CONSECUTIVE_FAILURES = 5;

  /** Default time for which operations on a failing folder are retried. */
  public static final Duration RETRY_WRITES_FOR = Duration.ofMinutes(10);

  private static final Logger LOG = System.getLogger(SparkSearch.class.getName());

  private final Study study;
  private final Objective objective;
  private final Metric metric;
  private final StudyInputs inputs = new StudyInputs();
  private Function<SparkContext, Slots> slots = Slots::ofExecutors;
  private SearchListener listener = SearchListener.SILENT;
  private int maxConsecutiveFailures = MAX_CONSECUTIVE_FAILURES;
  private Duration deadline = Duration.ZERO;
  private Duration retryWritesFor = RETRY_WRITES_FOR;
  private Grouping grouping = Grouping.ALONE;
  private boolean removesStates;
  private final SearchTime time = new SearchTime();
  private SearchStop stop = SearchStop.NEVER;
  private boolean retriesFailed;
  private final OtherStudies others = new OtherStudies();

  private SparkSearch(Study study, Objective objective, Metric metric) {
    this.study = study;
    this.objective = objective;
    this.metric = metric;
  }

  /**
   * A search for the settings with the highest validation accuracy: {@link Metric#accuracy}.
   *
   * @param examples number of examples that every accuracy is measured on, at least 1
   */
  public static SparkSearch of(Study study, Objective objective, int examples) {
    return of(study, objective, Metric.accuracy(examples));
  }

  /**
   * A search for the settings with the best value of a metric.
   *
   * @param metric that the objective measures at the end of every cycle
   * @throws IllegalArgumentException if a distribution exceeds the objective's limits, or a name is
   *     not valid for a column; one line per problem
   */
  public static SparkSearch of(Study study, Objective objective, Metric metric) {
    return new SparkSearch(study, CheckedObjective.of(study, objective, metric), metric);
  }

  /**
   * Sets the name and checksum of the data, which every trial's row contains. A study that was
   * begun with other data is refused.
   *
   * @param checksum of the content, or a version
   */
  public SparkSearch data(String name, String checksum) {
    inputs.data(name, checksum);
    return this;
  }

  /**
   * Adds something else that results depend on, such as the version of the model. A study that was
   * begun with another value is refused.
   */
  public SparkSearch dependingOn(String what, String value) {
    inputs.dependingOn(what, value);
    return this;
  }

  /**
   * Runs trials on threads of the driver, not on executors. Then the objective may use Spark
   * itself, and need not be serializable. The Spark jobs of a cancelled trial are cancelled.
   *
   * @param trials number of trials that run at once, at least 1
   */
  public SparkSearch onDriver(int trials) {
    this.slots = context -> Slots.ofDriver(context, trials);
    return this;
  }

  /** Sets the listener, which is called on the thread that runs the search. */
  public SparkSearch listener(SearchListener listener) {
    this.listener = listener;
    return this;
  }

  /** Sets the number of consecutive failed trials that stop the search, at least 1. */
  public SparkSearch maxConsecutiveFailures(int trials) {
    this.maxConsecutiveFailures = trials;
    return this;
  }

  /** Sets the time after which a trial fails; zero (the default) for no limit. */
  public SparkSearch deadline(Duration deadline) {
    this.deadline = deadline;
    return this;
  }

  /**
   * Sets how long operations on the folder are retried if its server is down or its disk is full.
   * Trials continue meanwhile. Zero for no retries.
   */
  public SparkSearch retryWritesFor(Duration duration) {
    this.retryWritesFor = duration;
    return this;
  }

  /** Sets which trials share a task, if the objective supports it: {@link Objective#fusible}. */
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
   * Sets a time budget. No trial begins that cannot end in time, and running ones are asked at the
   * ends of their cycles to end ({@link
   * io.github.clrsearch.search.trial.Cancellation#requestedBefore}). What stages that confirm will
   * need is reserved.
   */
  public SparkSearch within(TimeBudget budget) {
    time.within(budget);
    return this;
  }

  /** Counts time before this search as part of the budget, such as that of starting Spark. */
  public SparkSearch counting(Duration before) {
    time.counting(before);
    return this;
  }

  /** Sets the clock of the time budget. */
  SparkSearch clock(ClockSource source) {
    time.clock(source);
    return this;
  }

  /** Sets when the search has found enough and ends early. */
  public SparkSearch until(SearchStop rule) {
    this.stop = rule;
    return this;
  }

  /** Trains trials once more that have failed so far. */
  public SparkSearch retryingFailed() {
    this.retriesFailed = true;
    return this;
  }

  /**
   * Trains exactly the trials of another study, each with as many cycles as it has there. A time
   * budget and a rule that ends the search early have no effect.
   */
  public SparkSearch replaying(StudyStore original) {
    others.replay(original);
    return this;
  }

  /**
   * Sets how to open the studies that stages learn from, given a folder or name. By default, only
   * folders are opened.
   */
  public SparkSearch findingStudies(Function<String, StudyStore> open) {
    others.find(open);
    return this;
  }

  /**
   * Takes over the trials of another study that this one would train itself: with the same setting
   * and seed, and at least as many cycles. The studies may differ in names, spaces and stages.
   */
  public SparkSearch forking(StudyStore original) {
    others.fork(original);
    return this;
  }

  /**
   * Runs the search. Trials that have ended in the folder are not repeated.
   *
   * @param session not a Spark Connect session; it is not stopped
   * @param folder a local folder or a URI that Hadoop supports
   * @throws IllegalArgumentException if the objective runs on executors and is not serializable
   * @throws StoreException if the folder contains another study, is in use by another driver, or
   *     cannot be written
   * @throws SearchException if too many trials fail in a row, or Spark stops
   * @throws io.github.clrsearch.search.trial.RefinementException if a stage has no results to
   *     refine from
   * @throws InterruptedException when interrupted; running trials are cancelled, and ended trials
   *     are saved
   */
  public SearchedStudy run(SparkSession session, String folder) throws InterruptedException {
    slots(session); // Checked before a folder is made.
    Configuration hadoop = session.sparkContext().hadoopConfiguration();
    StudyHeader header = inputs.header(study, objective, metric, session.version());
    try (StudyLease lease =
        StudyLease.take(folder, hadoop, line -> LOG.log(Level.INFO, "{0}", line))) {
      return run(
          session,
          StudyStore.begin(folder, header, hadoop).under(lease, retryWritesFor, this::note));
    }
  }

  /**
   * Runs the search in a folder that is already open; see {@link #run(SparkSession, String)}. The
   * settings {@link #data}, {@link #dependingOn} and {@link #retryWritesFor} have no effect: the
   * store has them.
   *
   * @param store under a lease, which the caller holds until this method returns
   */
  public SearchedStudy run(SparkSession session, StudyStore store) throws InterruptedException {
    Slots where = slots(session);
    TrialScheduler scheduler =
        new TrialScheduler(where, objective, store.header().provenance(), deadline, grouping);
    StudySearch search =
        new StudySearch(study, store, scheduler, metric, maxConsecutiveFailures, listener)
            .until(stop);
    if (retriesFailed) {
      search.retryingFailed();
    }
    others.prepare(search, study, store, session.sparkContext().hadoopConfiguration());
    if (others.replays()) {
      return run(search, store);
    }
    Optional<SearchClock> clock = time.start(study, store);
    if (clock.isEmpty()) {
      return run(search, store);
    }
    listener.clockStarted(clock.get());
    try (BudgetKeeper keeper = new BudgetKeeper(clock.get(), store.budget())) {
      GroupPlanner planner =
          new GroupPlanner(new TrialCosts(objective), new TrialTimes(), grouping.maxTrials());
      search.within(SearchBudget.of(study, store, clock.get(), planner, metric, where));
      SearchedStudy searched = run(search, store);
      clock.get().end();
      return searched;
    }
  }

  private SearchedStudy run(StudySearch search, StudyStore store) throws InterruptedException {
    Leaderboard leaderboard = search.run();
    if (removesStates) {
      search.removeStates();
    }
    StudyFindings findings =
        StudyFindings.keep(
            study, store, search::trials, metric, objective.limits(), search.notes());
    store.removeEmptyStates();
    return new SearchedStudy(store, leaderboard, findings);
  }

  private void note(String line) {
    LOG.log(Level.WARNING, "{0}", line);
    listener.note(line);
  }

  private Slots slots(SparkSession session) {
    if (session.sparkContext().isStopped()) {
      throw new SearchException("the Spark session is stopped: pass a session that is running");
    }
    Slots where = slots.apply(session.sparkContext());
    where.check(objective);
    return where;
  }
}
