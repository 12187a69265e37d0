package io.github.clrsearch.cluster;

import static io.github.clrsearch.cluster.Scheduled.run;
import static io.github.clrsearch.cluster.Scheduled.scheduler;
import static io.github.clrsearch.cluster.Scheduled.trial;
import static io.github.clrsearch.cluster.Scheduled.trials;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.cluster.jobs.TrialGroups;
import io.github.clrsearch.search.Grouping;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Cancellation;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.EndedTrial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class TrialFailureTest {
  @BeforeEach
  void forget() {
    FakeObjective.reset();
  }

  /** Failures of an objective, and the reason in the trial's row. */
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
  void aFailedTrialIsARowAndTheOthersContinue(Failure failure) throws InterruptedException {
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
  void aTrialThatSparkGivesUpIsARow() throws InterruptedException {
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

  /** Together they would count as too many consecutive failures. */
  @Test
  void rejectedSettingsAreRowsSpreadOverTheOthers() throws InterruptedException {
    Setting wrong = new Setting(Map.of("y", 1.0));
    List<Trial> trials = new ArrayList<>();
    trials.add(new Trial("s", "coarse", 98, 1, wrong));
    trials.add(new Trial("s", "coarse", 99, 1, wrong));
    trials.addAll(trials(9));
    List<EndedTrial> ended = new ArrayList<>();
    scheduler(new Strict()).run(trials, ended::add, lost -> {});

    List<EndedTrial> refused =
        ended.stream().filter(end -> end.trial().setting().equals(wrong)).toList();
    assertThat(refused).hasSize(2);
    for (EndedTrial end : refused) {
      assertThat(end.result().outcome().name()).isEqualTo("failed");
      assertThat(end.result().outcome().reason()).startsWith("a setting must have a value for");
      assertThat(end.derived()).isEmpty();
    }
    List<List<Trial>> order = new TrialGroups(new Strict(), Grouping.ALONE, 2).longestFirst(trials);
    assertThat(order.indexOf(List.of(trials.get(0))))
        .as("after a third of the others")
        .isEqualTo(3);
    assertThat(order.indexOf(List.of(trials.get(1)))).as("after another third").isEqualTo(7);
  }

  /** Every method of this objective needs x. */
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
}
