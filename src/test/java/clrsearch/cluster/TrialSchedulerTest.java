package clrsearch.cluster;

import static clrsearch.cluster.FakeObjective.CANCELLED;
import static clrsearch.cluster.FakeObjective.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clrsearch.LocalSpark;
import clrsearch.cluster.FakeObjective.Behaviour;
import clrsearch.search.Cancellation;
import clrsearch.search.Objective;
import clrsearch.search.Outcome;
import clrsearch.search.Seeds;
import clrsearch.search.Setting;
import clrsearch.search.Trial;
import clrsearch.search.TrialResult;
import clrsearch.store.EndedTrial;
import clrsearch.store.Studies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class TrialSchedulerTest {

  @BeforeEach
  void forget() {
    FakeObjective.reset();
  }

  private static Trial trial(int number, double x) {
    long seed = Seeds.trial(1, "coarse", number);
    return new Trial("s", "coarse", number, seed, new Setting(Map.of("x", x)));
  }

  /** In no order of their costs. */
  private static List<Trial> trials(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> trial(i, (i * 7 % count + 1.0) / count))
        .toList();
  }

  private static TrialScheduler scheduler(Objective objective) {
    return new TrialScheduler(LocalSpark.context(), objective, Studies.PROVENANCE);
  }

  private static List<EndedTrial> run(Behaviour behaviour, List<Trial> trials)
      throws InterruptedException {
    List<EndedTrial> ended = new ArrayList<>();
    scheduler(new FakeObjective(behaviour)).run(trials, ended::add);
    return ended;
  }

  /** One that was queued may get a slot before its turn to be cancelled comes. */
  private static void awaitThatAllButAreCancelled(int ended) {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (CANCELLED.get() < STARTED.size() - ended && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(CANCELLED).hasValue(STARTED.size() - ended);
  }

  @Test
  void everyTrialEndsOnceWithItsOwnResult() throws InterruptedException {
    List<EndedTrial> ended = run(FakeObjective.pure().behaviour(), trials(20));

    assertThat(ended).extracting(EndedTrial::trial).containsExactlyInAnyOrderElementsOf(trials(20));
    assertThat(ended)
        .allSatisfy(end -> assertThat(end.result()).isEqualTo(FakeObjective.result(end.trial())));
  }

  @Test
  void saysWhereATrialWasComputedAndByWhat() throws InterruptedException {
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

  /** The longest occupies one of the two slots, so that the others come one after the other. */
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
    assertThat(started).isEqualTo(longestFirst.subList(1, count));
    assertThat(ended.get(0).trial()).isEqualTo(longestFirst.get(1));
  }

  /** What can go wrong inside an objective, and the reason that its row gets. */
  private enum Failure {
    EXCEPTION(new java.io.IOException("no data\nand more"), "IOException: no data"),
    WITHOUT_MESSAGE(new IllegalStateException(), "IllegalStateException"),
    WITH_AN_EMPTY_MESSAGE(new IllegalStateException(""), "IllegalStateException"),
    A_WRONG_SETTING(new IllegalArgumentException("m must be odd\nsee"), "m must be odd"),
    A_WRONG_SETTING_UNTOLD(new IllegalArgumentException(), "IllegalArgumentException"),
    NO_MEMORY(new OutOfMemoryError("Java heap space"), "OutOfMemoryError: Java heap space"),
    NO_STACK(new StackOverflowError(), "StackOverflowError");

    private final Throwable thrown;
    private final String reason;

    Failure(Throwable thrown, String reason) {
      this.thrown = thrown;
      this.reason = reason;
    }
  }

  private static TrialResult throwing(Throwable thrown) throws Exception {
    if (thrown instanceof Error error) {
      throw error;
    }
    throw (Exception) thrown;
  }

  @ParameterizedTest
  @EnumSource
  void aTrialThatFailsIsARowAndTheOthersGoOn(Failure failure) throws InterruptedException {
    List<EndedTrial> ended =
        run(
            (trial, cancellation) ->
                trial.number() == 3 ? throwing(failure.thrown) : FakeObjective.result(trial),
            trials(6));

    assertThat(ended).hasSize(6);
    assertThat(ended)
        .filteredOn(end -> !(end.result().outcome() instanceof Outcome.Completed))
        .singleElement()
        .satisfies(
            end -> {
              assertThat(end.trial().number()).isEqualTo(3);
              assertThat(end.result().outcome()).isEqualTo(new Outcome.Failed(failure.reason));
            });
    assertThat(FakeObjective.EVALUATIONS).hasValue(6);
  }

  @Test
  void aTrialThatSparkGivesUpIsARowToo() throws InterruptedException {
    List<EndedTrial> ended =
        run(
            (trial, cancellation) ->
                trial.number() == 0
                    ? throwing(new NoClassDefFoundError("lost"))
                    : FakeObjective.result(trial),
            trials(3));

    assertThat(ended).hasSize(3);
    assertThat(ended)
        .filteredOn(end -> end.trial().number() == 0)
        .singleElement()
        .satisfies(
            end ->
                assertThat(end.result().outcome().reason())
                    .startsWith("Spark: ")
                    .contains("NoClassDefFoundError: lost")
                    .doesNotContain("\n"));
  }

  @Test
  void aSettingThatNoTrainingTakesComesLastAndIsARow() throws InterruptedException {
    Setting wrong = new Setting(Map.of("y", 1.0));
    List<Trial> trials = new ArrayList<>(List.of(new Trial("s", "coarse", 9, 1, wrong)));
    trials.addAll(trials(5));
    List<EndedTrial> ended = new ArrayList<>();
    scheduler(new Strict()).run(trials, ended::add);

    EndedTrial refused =
        ended.stream().filter(end -> end.trial().number() == 9).findFirst().orElseThrow();
    assertThat(refused.result().outcome().name()).isEqualTo("failed");
    assertThat(refused.result().outcome().reason()).startsWith("a setting must have a value for");
    assertThat(refused.derived()).isEmpty();
    assertThat(new ArrayList<>(STARTED).indexOf(refused.trial())).isGreaterThanOrEqualTo(4);
  }

  /** Everything that it is asked needs x. */
  private static final class Strict implements Objective {
    @Override
    public TrialResult evaluate(Trial trial, Cancellation cancellation) throws Exception {
      return FakeObjective.pure().evaluate(trial, cancellation);
    }

    @Override
    public long cost(Setting setting) {
      return FakeObjective.pure().cost(setting);
    }

    @Override
    public Map<String, Double> derived(Setting setting) {
      return Map.of("n_s", setting.value("x"));
    }
  }

  @Test
  void whatTheReceiverThrowsIsThrownOnAndTheOthersAreCancelled() {
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
                        }))
        .isInstanceOf(SearchException.class)
        .hasMessage("enough of coarse/0");
    awaitThatAllButAreCancelled(1);
  }

  @Test
  void anInterruptionCancelsWhatRunsAndHandsOverNothing() {
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

    assertThatThrownBy(() -> scheduler.run(trials(20), ended::add))
        .isInstanceOf(InterruptedException.class);
    user.join();
    awaitThatAllButAreCancelled(0);
    assertThat(ended).isEmpty();
    assertThat(STARTED).hasSizeLessThan(20);
  }

  @Test
  void theNextSearchIsNotCancelledWithTheOneBefore() throws InterruptedException {
    anInterruptionCancelsWhatRunsAndHandsOverNothing();

    assertThat(run(FakeObjective.pure().behaviour(), trials(4))).hasSize(4);
  }
}
