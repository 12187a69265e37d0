package io.github.clrsearch.cluster;

import static io.github.clrsearch.cluster.Scheduled.trials;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.LocalSpark;
import io.github.clrsearch.cluster.FakeObjective.Behaviour;
import io.github.clrsearch.cluster.jobs.Slots;
import io.github.clrsearch.cluster.jobs.TrialScheduler;
import io.github.clrsearch.search.Grouping;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.Studies;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeadlineTest {
  private static final CountDownLatch NEVER = new CountDownLatch(1);

  @BeforeEach
  void forget() {
    FakeObjective.reset();
  }

  /**
   * Runs the third trial under a deadline, and then the others, which need its slot.
   *
   * @param ofThird what the third trial does; the others complete
   */
  private static List<EndedTrial> run(Behaviour ofThird, Duration deadline)
      throws InterruptedException {
    Behaviour behaviour =
        (trial, cancellation) ->
            trial.number() == 3 ? ofThird.of(trial, cancellation) : FakeObjective.result(trial);
    List<EndedTrial> ended = new ArrayList<>();
    List<Trial> others = new ArrayList<>(trials(5));
    Trial third = others.remove(3);
    scheduler(behaviour, deadline).run(List.of(third), ended::add, lost -> {});
    scheduler(behaviour, Duration.ofMinutes(5)).run(others, ended::add, lost -> {});
    return ended;
  }

  private static TrialScheduler scheduler(Behaviour behaviour, Duration deadline) {
    return new TrialScheduler(
        Slots.ofExecutors(LocalSpark.context()),
        new FakeObjective(behaviour),
        Studies.PROVENANCE,
        deadline,
        Grouping.ALONE);
  }

  private static void assertOnlyTheThirdFailed(List<EndedTrial> ended, String reason) {
    assertThat(ended).hasSize(5);
    assertThat(ended)
        .filteredOn(end -> !(end.result().outcome() instanceof Outcome.Completed))
        .singleElement()
        .satisfies(
            end -> {
              assertThat(end.trial().number()).isEqualTo(3);
              assertThat(end.result().outcome()).isEqualTo(new Outcome.Failed(reason));
            });
  }

  @Test
  void aCooperativeTrialStopsAtTheDeadlineAndKeepsItsCycles() throws InterruptedException {
    List<EndedTrial> ended =
        run(
            (trial, cancellation) ->
                new TrialResult(
                    FakeObjective.untilCancelled(cancellation).outcome(),
                    FakeObjective.result(trial).cycles(),
                    List.of(),
                    7),
            Duration.ofMillis(1500));

    assertOnlyTheThirdFailed(ended, "not completed within 1.5s (search.deadline)");
    assertThat(ended).allSatisfy(end -> assertThat(end.result().cycles()).hasSize(3));
  }

  @Test
  void aBlockedTrialIsInterruptedAtTheDeadline() throws InterruptedException {
    List<EndedTrial> ended =
        run(
            (trial, cancellation) -> {
              NEVER.await();
              return FakeObjective.result(trial);
            },
            Duration.ofSeconds(1));

    assertOnlyTheThirdFailed(ended, "not completed within 1s (search.deadline)");
  }

  @Test
  void anUnresponsiveTrialIsAbandoned() throws InterruptedException {
    List<EndedTrial> ended =
        run(
            (trial, cancellation) -> {
              while (true) {
                try {
                  NEVER.await();
                } catch (InterruptedException e) {
                  // Ignores interrupts.
                }
              }
            },
            Duration.ofSeconds(1));

    assertOnlyTheThirdFailed(ended, "not completed within 1s (search.deadline)");
  }

  @Test
  void aFailureBeforeTheDeadlineKeepsItsReason() throws InterruptedException {
    List<EndedTrial> ended =
        run(
            (trial, cancellation) -> {
              throw new IOException("no data");
            },
            Duration.ofMinutes(5));

    assertOnlyTheThirdFailed(ended, "IOException: no data");
  }
}
