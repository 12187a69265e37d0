package io.github.clrsearch.cluster;

import static io.github.clrsearch.cluster.FakeObjective.CANCELLED;
import static io.github.clrsearch.cluster.FakeObjective.STARTED;
import static io.github.clrsearch.cluster.Scheduled.run;
import static io.github.clrsearch.cluster.Scheduled.scheduler;
import static io.github.clrsearch.cluster.Scheduled.trial;
import static io.github.clrsearch.cluster.Scheduled.trials;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.LocalSpark;
import io.github.clrsearch.cluster.FakeObjective.Behaviour;
import io.github.clrsearch.cluster.jobs.InFlight;
import io.github.clrsearch.cluster.jobs.SearchException;
import io.github.clrsearch.cluster.jobs.Slots;
import io.github.clrsearch.cluster.jobs.TrialScheduler;
import io.github.clrsearch.search.Grouping;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.Studies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class TrialSchedulerTest {
  @BeforeEach
  void forget() {
    FakeObjective.reset();
  }

  /** A queued trial may get a slot before it is cancelled. */
  private static void awaitThatAllButAreCancelled(int ended) {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (CANCELLED.get() < STARTED.size() - ended && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(CANCELLED).hasValue(STARTED.size() - ended);
  }

  @Test
  void everyTrialEndsOnceWithItsResult() throws InterruptedException {
    List<EndedTrial> ended = run(FakeObjective.pure().behaviour(), trials(20));

    assertThat(ended).extracting(EndedTrial::trial).containsExactlyInAnyOrderElementsOf(trials(20));
    assertThat(ended)
        .allSatisfy(end -> assertThat(end.result()).isEqualTo(FakeObjective.result(end.trial())));
  }

  @Test
  void trialsHaveTheirExecutionAndProvenance() throws InterruptedException {
    EndedTrial end = run(FakeObjective.pure().behaviour(), trials(1)).get(0);

    assertThat(end.derived()).isEqualTo(Map.of("n_s", 10.0));
    assertThat(end.execution().executor()).isEqualTo("driver");
    assertThat(end.execution().host()).isEqualTo("127.0.0.1");
    assertThat(end.execution().attempt()).isZero();
    assertThat(end.execution().ended()).isAfterOrEqualTo(end.execution().started());
    assertThat(end.provenance().java()).isEqualTo(Runtime.version().toString());
    assertThat(end.provenance().processor()).contains(System.getProperty("os.arch"));
    assertThat(end.provenance().dataChecksum()).isEqualTo("ab12");
  }

  /** The longest trial occupies one of the two slots, so the others run one after the other. */
  @Test
  void theLongestTrialsStartFirst() throws InterruptedException {
    int count = 10;
    List<EndedTrial> ended =
        run(
            (trial, cancellation) -> {
              while (trial.setting().value("x") == 1 && STARTED.size() < count) {
                Thread.sleep(1);
              }
              return FakeObjective.result(trial);
            },
            trials(count));

    List<Trial> longestFirst =
        trials(count).stream()
            .sorted(Comparator.comparingDouble((Trial t) -> t.setting().value("x")).reversed())
            .toList();
    List<Trial> started = new ArrayList<>(STARTED);
    assertThat(started.indexOf(longestFirst.get(0))).isLessThanOrEqualTo(1);
    started.remove(longestFirst.get(0));
    // Two tasks that are launched together may start in either order.
    assertThat(started).containsExactlyInAnyOrderElementsOf(longestFirst.subList(1, count));
    assertThat(started.indexOf(longestFirst.get(count - 1))).isGreaterThanOrEqualTo(count - 3);
    assertThat(ended).hasSize(count);
  }

  /** The longest trial ends after the next has begun, on a cluster that has grown. */
  @Test
  void newExecutorsReceiveTrialsBeforeAnyTrialEnds() throws InterruptedException {
    List<EndedTrial> ended = new ArrayList<>();
    Behaviour together =
        (trial, cancellation) -> {
          while (STARTED.size() < 2) {
            Thread.sleep(1);
          }
          return FakeObjective.result(trial);
        };
    new TrialScheduler(
            Slots.ofExecutors(LocalSpark.context()),
            new FakeObjective(together),
            Studies.PROVENANCE,
            Duration.ZERO,
            Grouping.ALONE,
            () -> STARTED.isEmpty() ? 1 : 2)
        .run(trials(3), ended::add, lost -> {});

    assertThat(ended).hasSize(3);
    assertThat(STARTED.peek()).isEqualTo(trials(3).get(2));
  }

  /** So many tasks wait that Spark requests as many executors as it may. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          false,     ,  ,  ,    0
          true,      ,  ,  , 1000
          true,      , 4,  , 1000
          true,    10, 4,  ,   80
          true,    10, 4, 2,   40
          true,    10,  ,  , 1000
          true, 10000, 4,  , 1000
          """)
  void enoughTasksWaitForDynamicAllocation(
      boolean enabled, String executors, String cores, String cpus, int expected) {
    SparkConf conf =
        new SparkConf(false).set("spark.dynamicAllocation.enabled", Boolean.toString(enabled));
    set(conf, "spark.dynamicAllocation.maxExecutors", executors);
    set(conf, "spark.executor.cores", cores);
    set(conf, "spark.task.cpus", cpus);

    assertThat(InFlight.requesting(conf)).isEqualTo(expected);
  }

  private static void set(SparkConf conf, String key, String value) {
    if (value != null) {
      conf.set(key, value);
    }
  }

  @Test
  void anExceptionOfTheConsumerCancelsTheOtherTrials() {
    Behaviour oneEnds =
        (trial, cancellation) ->
            trial.number() == 0
                ? FakeObjective.result(trial)
                : FakeObjective.untilCancelled(cancellation);
    List<Trial> trials = List.of(trial(0, 1), trial(1, 0.9), trial(2, 0.8), trial(3, 0.7));

    assertThatThrownBy(
            () ->
                scheduler(new FakeObjective(oneEnds))
                    .run(
                        trials,
                        end -> {
                          while (STARTED.size() < 3) {
                            Thread.onSpinWait();
                          }
                          throw new SearchException("enough of " + end.trial());
                        },
                        lost -> {}))
        .isInstanceOf(SearchException.class)
        .hasMessage("enough of coarse/0");
    awaitThatAllButAreCancelled(1);
  }

  @Test
  void anInterruptionCancelsRunningTrials() {
    List<EndedTrial> ended = new ArrayList<>();
    Thread search = Thread.currentThread();
    CompletableFuture<Void> user =
        CompletableFuture.runAsync(
            () -> {
              while (STARTED.size() < 2) {
                Thread.onSpinWait();
              }
              search.interrupt();
            });
    TrialScheduler scheduler =
        scheduler(
            new FakeObjective((trial, cancellation) -> FakeObjective.untilCancelled(cancellation)));

    assertThatThrownBy(() -> scheduler.run(trials(20), ended::add, lost -> {}))
        .isInstanceOf(InterruptedException.class);
    user.join();
    awaitThatAllButAreCancelled(0);
    assertThat(ended).isEmpty();
    assertThat(STARTED).hasSizeLessThan(20);
  }

  @Test
  void cancellationDoesNotAffectTheNextRun() throws InterruptedException {
    anInterruptionCancelsRunningTrials();

    assertThat(run(FakeObjective.pure().behaviour(), trials(4))).hasSize(4);
  }
}
