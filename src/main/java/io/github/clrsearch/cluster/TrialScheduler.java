package io.github.clrsearch.cluster;

import io.github.clrsearch.search.Grouping;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.Execution;
import io.github.clrsearch.store.Provenance;
import io.github.clrsearch.store.StoreException;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import scala.Function1;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.FutureConverters;
import scala.runtime.BoxedUnit;

/**
 * Gives trials to Spark, one job of one task for each or for a group that trains side by side, the
 * longest first. A trial's failure is its own, and results reach the driver when their task ends.
 */
public final class TrialScheduler {
  private static final String JOB_DESCRIPTION = "spark.job.description";

  /** Executors may have come while no trial has ended, and trials may take hours. */
  private static final long TOP_UP_SECONDS = 1;

  /** What Spark is given at once, at most, where it asks for executors by what waits. */
  private static final int MOST_WAITING = 1000;

  /** Of many trials, so many are named in a line. */
  private static final int NAMED = 5;

  private static final String STOPPED = "the search was stopped";

  private final SparkContext context;
  private final Objective objective;
  private final Provenance provenance;
  private final Duration deadline;
  private final Grouping grouping;
  private final IntSupplier inFlight;
  private final JavaSparkContext javaContext;
  private final String tag = "clr-search-" + UUID.randomUUID();
  private final Map<Provenance, Provenance> provenances = new HashMap<>();

  /** Runs trials of an objective, each alone, which may take any time. */
  public TrialScheduler(SparkContext context, Objective objective, Provenance provenance) {
    this(context, objective, provenance, Duration.ZERO, Grouping.ALONE);
  }

  /**
   * Runs trials of an objective.
   *
   * @param deadline how long a trial may take; zero where it may take any time
   * @param grouping which trials are trained side by side; none where there is a deadline, which is
   *     for each alone
   */
  public TrialScheduler(
      SparkContext context,
      Objective objective,
      Provenance provenance,
      Duration deadline,
      Grouping grouping) {
    this(context, objective, provenance, deadline, grouping, inFlight(context));
  }

  /** With a limit of its own to the groups that Spark is given at a time. */
  TrialScheduler(
      SparkContext context,
      Objective objective,
      Provenance provenance,
      Duration deadline,
      Grouping grouping,
      IntSupplier inFlight) {
    this.inFlight = inFlight;
    this.deadline = deadline;
    this.grouping = deadline.isZero() ? grouping : Grouping.ALONE;
    this.context = context;
    this.objective = objective;
    this.provenance = provenance;
    this.javaContext = JavaSparkContext.fromSparkContext(context);
  }

  /** The same for trials of another objective, or of a variant of it. */
  TrialScheduler of(Objective other) {
    return new TrialScheduler(context, other, provenance, deadline, grouping, inFlight);
  }

  /** What the trials are trials of. */
  public Objective objective() {
    return objective;
  }

  /** Runs trials to their ends, as below, where nobody needs to know what is lost. */
  public void run(List<Trial> trials, Consumer<EndedTrial> onEnd) throws InterruptedException {
    run(trials, onEnd, lost -> {});
  }

  /**
   * Runs trials to their ends. New ones start while {@code onEnd} waits for the study's folder:
   * what ends meanwhile is held in memory, in order.
   *
   * @param onEnd is given each trial as it ends, on the calling thread; what it throws cancels the
   *     others and is thrown on
   * @param onLost is then told, if there are any, of the trials that had ended and were not taken
   *     by {@code onEnd}
   * @throws InterruptedException when interrupted; the trials that have not ended are cancelled
   */
  public void run(List<Trial> trials, Consumer<EndedTrial> onEnd, Consumer<List<Trial>> onLost)
      throws InterruptedException {
    Queue<List<Trial>> waiting = new ArrayDeque<>(longestFirst(trials));
    int left = waiting.size();
    BlockingQueue<Ending> endings = new LinkedBlockingQueue<>();
    Deque<EndedTrial> unkept = new ArrayDeque<>();
    // Begun here, it has inherited what this thread has told Spark of its jobs.
    Thread submitting = new Thread(() -> submitAll(waiting, endings), "trials");
    submitting.setDaemon(true);
    submitting.start();
    try {
      for (; left > 0; left--) {
        unkept.addAll(ended(endings.take()));
        while (!unkept.isEmpty()) {
          keep(unkept, onEnd);
        }
      }
    } finally {
      if (left > 0) {
        submitting.interrupt();
        context.cancelJobsWithTag(tag, STOPPED);
        tellLost(unkept, endings, onLost);
      }
    }
  }

  private static void keep(Deque<EndedTrial> unkept, Consumer<EndedTrial> onEnd)
      throws InterruptedException {
    EndedTrial first = unkept.remove();
    try {
      onEnd.accept(first);
    } catch (StoreException e) {
      unkept.addFirst(first);
      if (Thread.interrupted()) {
        InterruptedException interrupted = new InterruptedException(e.getMessage());
        interrupted.initCause(e);
        throw interrupted;
      }
      throw e;
    }
  }

  private static void tellLost(
      Deque<EndedTrial> unkept, BlockingQueue<Ending> endings, Consumer<List<Trial>> onLost) {
    List<Trial> lost = new ArrayList<>(unkept.stream().map(EndedTrial::trial).toList());
    endings.stream()
        .filter(ending -> ending.error() == null)
        .forEach(ending -> lost.addAll(ending.trials()));
    if (!lost.isEmpty()) {
      onLost.accept(lost);
    }
  }

  /** A line on trials that had ended and are lost. */
  public static String lostLine(List<Trial> lost) {
    String names =
        lost.stream().limit(NAMED).map(Trial::toString).collect(Collectors.joining(", "));
    return "%d trials that had ended are not kept (%s%s): the same command trains them again"
        .formatted(lost.size(), names, lost.size() > NAMED ? ", ..." : "");
  }

  /** Submits all groups, so many at a time, until the thread is interrupted. */
  private void submitAll(Queue<List<Trial>> waiting, BlockingQueue<Ending> endings) {
    BlockingQueue<Ending> own = new LinkedBlockingQueue<>();
    int running = 0;
    try {
      while (running > 0 || !waiting.isEmpty()) {
        while (running < inFlight.getAsInt() && !waiting.isEmpty()) {
          submit(waiting.remove(), own);
          running++;
        }
        Ending next = waiting.isEmpty() ? own.take() : own.poll(TOP_UP_SECONDS, TimeUnit.SECONDS);
        if (next != null) {
          running--;
          endings.add(next);
        }
      }
    } catch (InterruptedException e) {
      // One that was submitted at the very end has not been cancelled yet.
      context.cancelJobsWithTag(tag, STOPPED);
    } catch (RuntimeException | Error e) {
      endings.add(new Ending(List.of(), Instant.now(), null, e));
    }
  }

  private static IntSupplier inFlight(SparkContext context) {
    int growing = context.isLocal() ? 0 : growing(context.getConf());
    // A second task queued for every slot hides the way to the driver and back.
    return () -> Math.max(growing, 2 * context.defaultParallelism());
  }

  /**
   * How many groups Spark is given at once, whatever executors there are, since dynamic allocation
   * asks for executors by the tasks that wait: all, as far as executors may come; 0 without it.
   */
  static int growing(SparkConf conf) {
    if (!conf.getBoolean("spark.dynamicAllocation.enabled", false)) {
      return 0;
    }
    long executors = conf.getInt("spark.dynamicAllocation.maxExecutors", Integer.MAX_VALUE);
    // Unless it is told, an executor of a standalone cluster has all cores of its machine.
    long slots =
        conf.contains("spark.executor.cores")
            ? conf.getInt("spark.executor.cores", 1)
                / Math.max(1, conf.getInt("spark.task.cpus", 1))
            : MOST_WAITING;
    return (int) Math.min(MOST_WAITING, 2 * executors * slots);
  }

  /**
   * The longest groups first. Trials of a setting that no training takes, which fail where they are
   * trained and at once, are spread evenly over the others: together they would look like too many
   * failures in a row.
   */
  List<List<Trial>> longestFirst(List<Trial> trials) {
    Map<Trial, Long> costs = new LinkedHashMap<>();
    List<Trial> untakable = new ArrayList<>();
    for (Trial trial : trials) {
      try {
        costs.put(trial, objective.cost(trial.setting()));
      } catch (RuntimeException e) {
        untakable.add(trial);
      }
    }
    List<Trial> order = new ArrayList<>(costs.keySet());
    order.sort(Comparator.comparingLong((Trial trial) -> costs.get(trial)).reversed());
    Map<Trial, Long> descending = new LinkedHashMap<>();
    order.forEach(trial -> descending.put(trial, costs.get(trial)));
    List<List<Trial>> groups =
        new ArrayList<>(grouping.groups(descending, objective, context.defaultParallelism()));
    int takable = groups.size();
    for (int i = 0; i < untakable.size(); i++) {
      int place = (int) ((i + 1L) * takable / (untakable.size() + 1L)) + i;
      groups.add(place, List.of(untakable.get(i)));
    }
    return groups;
  }

  /**
   * Starts the job of a group.
   *
   * @param endings given the trials when they end, on Spark's threads: nothing else may happen
   *     there
   */
  private void submit(List<Trial> trials, BlockingQueue<Ending> endings) {
    Instant submitted = Instant.now();
    AtomicReference<List<EndedTrial>> result = new AtomicReference<>();
    String own = tag + "/" + trials.get(0);
    String description = context.getLocalProperty(JOB_DESCRIPTION);
    context.addJobTag(tag);
    context.addJobTag(own);
    try {
      context.setJobDescription(
          "trial " + trials.stream().map(Trial::toString).collect(Collectors.joining(", ")));
      SimpleFutureAction<List<EndedTrial>> job =
          context.submitJob(
              oneTask(),
              onExecutor(new TrialTask(objective, trials, provenance, deadline)),
              CollectionConverters.asScala(List.<Object>of(0)).toSeq(),
              (partition, value) -> {
                result.set(value);
                return BoxedUnit.UNIT;
              },
              result::get);
      FutureConverters.asJava(job)
          // On the thread that ends the job: without an executor each would start one of its own.
          .whenCompleteAsync(
              (value, error) -> endings.add(new Ending(trials, submitted, value, error)),
              Runnable::run);
    } finally {
      // The thread may be that of an application with jobs of its own.
      context.setJobDescription(description);
      context.removeJobTag(own);
      context.removeJobTag(tag);
    }
  }

  /** One for each job: Spark gives up all jobs over an RDD when it gives up one of them. */
  private RDD<Integer> oneTask() {
    return javaContext.parallelize(List.of(0), 1).rdd();
  }

  private static Function1<Iterator<Integer>, List<EndedTrial>> onExecutor(TrialTask task) {
    return (Function1<Iterator<Integer>, List<EndedTrial>> & Serializable) partition -> task.call();
  }

  /** How a job came back: with a value, or with an error. */
  private record Ending(
      List<Trial> trials, Instant submitted, List<EndedTrial> value, Throwable error) {}

  /** The same with objects that the driver has already: thousands are held to the search's end. */
  private EndedTrial withOwn(Trial trial, EndedTrial ended) {
    return new EndedTrial(
        trial,
        ended.derived(),
        ended.result(),
        ended.execution(),
        provenances.computeIfAbsent(ended.provenance(), Function.identity()));
  }

  /**
   * The trials of an ending. Those whose job Spark gave up, because executors died under it again
   * and again, have failed; but where Spark itself has stopped, nothing is known of them.
   */
  private List<EndedTrial> ended(Ending ending) {
    if (ending.error() == null) {
      return IntStream.range(0, ending.trials().size())
          .mapToObj(i -> withOwn(ending.trials().get(i), ending.value().get(i)))
          .toList();
    }
    String reason = String.valueOf(ending.error().getMessage()).lines().findFirst().orElse("");
    if (context.isStopped()) {
      throw new SearchException(
          "Spark has stopped under the search (%s): run the same command again to go on"
              .formatted(reason));
    }
    if (ending.trials().isEmpty()) {
      throw new IllegalStateException(reason, ending.error());
    }
    TrialResult failed =
        new TrialResult(new Outcome.Failed("Spark: " + reason), List.of(), List.of(), 0);
    Execution execution = new Execution(ending.submitted(), Instant.now(), null, null, 0);
    return ending.trials().stream()
        .map(trial -> new EndedTrial(trial, Map.of(), failed, execution, provenance))
        .toList();
  }
}
