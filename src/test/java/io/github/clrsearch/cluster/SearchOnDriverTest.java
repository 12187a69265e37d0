package io.github.clrsearch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.LocalSpark;
import io.github.clrsearch.cluster.jobs.SearchException;
import io.github.clrsearch.search.Learning;
import io.github.clrsearch.search.Sampling;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.budget.TimeBudget;
import io.github.clrsearch.search.space.Uniform;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.EndedTrial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Objectives that run on threads of the driver may use Spark. */
@Timeout(60)
class SearchOnDriverTest {
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  /** Tasks share these fields with the driver in local mode. */
  private static final AtomicInteger TASKS = new AtomicInteger();

  private static final AtomicInteger KILLED = new AtomicInteger();

  @TempDir private Path folder;

  private final SparkSession spark = LocalSpark.freshSession();

  @BeforeEach
  void begin() {
    TASKS.set(0);
    KILLED.set(0);
  }

  private static Study study(int trials) {
    return Study.builder()
        .name("driver")
        .space("x", new Uniform(0, 1))
        .stage(Stage.of("spread", trials).with(Sampling.SOBOL))
        .stage(Stage.of("model", trials).with(Sampling.GP).with(new Learning.Lag(2)))
        .build();
  }

  private SearchedStudy search(String name, Objective objective, UnaryOperator<SparkSearch> changes)
      throws InterruptedException {
    return changes
        .apply(SparkSearch.of(study(4), objective, 1000))
        .run(spark, folder.resolve(name).toString());
  }

  /** The accuracy is computed by a query. */
  private Objective query() {
    SparkSession session = spark;
    return (trial, cancellation) ->
        TrialResult.completed(
            session
                .range(1)
                .selectExpr("1 - abs(%sD - 0.7D)".formatted(trial.setting().value("x")))
                .first()
                .getDouble(0));
  }

  private static Map<String, List<Object>> rows(SearchedStudy searched) {
    Map<String, List<Object>> rows = new TreeMap<>();
    searched
        .store()
        .trials()
        .forEach(
            end ->
                rows.put(
                    end.trial().toString(),
                    List.of(end.trial().setting(), end.result().outcome(), end.result().cycles())));
    return rows;
  }

  /** A Spark job that runs until it is cancelled. */
  private void untilKilled() {
    JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(List.of(0), 1)
        .foreach(
            task -> {
              TASKS.incrementAndGet();
              long deadline = System.nanoTime() + PATIENCE_NANOS;
              while (!TaskContext.get().isInterrupted() && System.nanoTime() < deadline) {
                Thread.sleep(2);
              }
              if (TaskContext.get().isInterrupted()) {
                KILLED.incrementAndGet();
              }
            });
  }

  private static void await(AtomicInteger counter, int value) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (counter.get() < value && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(counter).hasValue(value);
  }

  @Test
  void theRowsAreThoseOfAnyNumberOfThreadsAndOfExecutors() throws InterruptedException {
    SearchedStudy one = search("one", query(), search -> search.onDriver(1));
    SearchedStudy three = search("three", query(), search -> search.onDriver(3));
    Objective pure =
        (trial, cancellation) ->
            TrialResult.completed(1 - Math.abs(trial.setting().value("x") - 0.7));
    SearchedStudy executors = search("executors", pure, search -> search);

    assertThat(rows(one)).hasSize(8).isEqualTo(rows(three)).isEqualTo(rows(executors));
    one.registerViews(spark);
    assertThat(spark.sql("SELECT DISTINCT executor, host, attempt FROM trials").first().toString())
        .isEqualTo("[driver,127.0.0.1,0]");
  }

  @Test
  void soManyTrialsRunAtOnce() throws InterruptedException {
    AtomicInteger running = new AtomicInteger();
    CountDownLatch three = new CountDownLatch(3);
    Objective together =
        (trial, cancellation) -> {
          int now = running.incrementAndGet();
          three.countDown();
          three.await();
          running.decrementAndGet();
          return TrialResult.completed(now <= 3 ? 0.5 : Double.NaN);
        };
    SearchedStudy searched = search("three", together, search -> search.onDriver(3));

    assertThat(searched.leaderboard().candidates()).hasSize(8);
    assertThatThrownBy(() -> search("none", together, search -> search.onDriver(0)))
        .hasMessage("at least 1 trial must run at a time, but got 0: correct it");
  }

  @Test
  void anInterruptionCancelsTheJobsOfTrialsAndTheSearchIsResumed() throws InterruptedException {
    Thread user = Thread.currentThread();
    Objective blocked =
        (trial, cancellation) -> {
          if (trial.number() == 0) {
            return TrialResult.completed(0.5);
          }
          untilKilled();
          return TrialResult.completed(0.1);
        };
    SearchListener interrupting =
        new SearchListener() {
          @Override
          public void trialEnded(EndedTrial ended) {
            await(TASKS, 2);
            user.interrupt();
          }
        };
    assertThatThrownBy(
            () -> search("s", blocked, search -> search.onDriver(3).listener(interrupting)))
        .isInstanceOf(InterruptedException.class);
    Thread.interrupted();
    await(KILLED, 2);

    Queue<String> started = new ConcurrentLinkedQueue<>();
    Objective free =
        (trial, cancellation) -> {
          started.add(trial.toString());
          return TrialResult.completed(0.6);
        };
    SearchedStudy resumed = search("s", free, search -> search.onDriver(3));
    assertThat(resumed.leaderboard().candidates()).hasSize(8);
    assertThat(started).doesNotContain("spread/0").hasSize(7);
  }

  @Test
  void aTrialThatIsLateFailsAndItsJobIsCancelled() throws InterruptedException {
    Objective blocked =
        (trial, cancellation) -> {
          if (trial.stage().equals("spread") && trial.number() == 2) {
            untilKilled();
          }
          return TrialResult.completed(0.5);
        };
    SearchedStudy searched =
        search("late", blocked, search -> search.onDriver(2).deadline(Duration.ofSeconds(1)));

    await(KILLED, 1);
    assertThat(searched.store().trials("spread").get(2).result().outcome())
        .isEqualTo(new Outcome.Failed("not completed within 1s (search.deadline)"));
    assertThat(searched.leaderboard().candidates()).hasSize(7);
  }

  @Test
  void errorsAreRowsWithTheirTypes() throws InterruptedException {
    Objective without =
        (trial, cancellation) -> {
          if (trial.stage().equals("spread") && trial.number() < 2) {
            throw new NoClassDefFoundError("org/apache/spark/ml/Pipeline");
          }
          return TrialResult.completed(0.5);
        };
    SearchedStudy searched = search("errors", without, search -> search.onDriver(2));

    assertThat(searched.store().trials("spread").get(1).result().outcome().reason())
        .contains("NoClassDefFoundError: org/apache/spark/ml/Pipeline");
  }

  @Test
  void aTimeBudgetEndsTheSearch() throws InterruptedException {
    Objective slow =
        (trial, cancellation) -> {
          if (trial.stage().equals("model")) {
            untilKilled();
          }
          return TrialResult.completed(0.5);
        };
    SearchedStudy searched =
        search(
            "budget",
            slow,
            search -> search.onDriver(2).within(new TimeBudget.Additional(Duration.ofSeconds(6))));

    assertThat(searched.store().trials("spread")).hasSize(4);
    assertThat(searched.store().trials("model")).isEmpty();
    assertThat(searched.findings().warnings().get(0)).startsWith("the time budget ended");
    await(KILLED, TASKS.get());
  }

  @Test
  void failuresInARowEndTheSearch() {
    Objective failing =
        (trial, cancellation) -> {
          spark.sql("SELECT * FROM nowhere");
          return TrialResult.completed(0.5);
        };
    assertThatThrownBy(
            () ->
                search("failing", failing, search -> search.onDriver(2).maxConsecutiveFailures(3)))
        .isInstanceOf(SearchException.class)
        .hasMessageContaining("TABLE_OR_VIEW_NOT_FOUND");
  }
}
