package io.github.clrsearch.cluster;

import static io.github.clrsearch.cluster.Scheduled.trials;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.LocalSpark;
import io.github.clrsearch.cluster.FakeObjective.Behaviour;
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

  /** The third trial under a deadline, and then the others, which need its slot. */
  private static List<EndedTrial> run(Behaviour behaviour, Duration deadline)
      throws InterruptedException {
    List<EndedTrial> ended = new ArrayList<>();
    List<Trial> others = new ArrayList<>(trials(5));
    Trial third = others.remove(3);
    scheduler(behaviour, deadline).run(List.of(third), ended::add);
    scheduler(behaviour, Duration.ofMinutes(5)).run(others, ended::add);
    return ended;
  }

  private static TrialScheduler scheduler(Behaviour behaviour, Duration deadline) {
    return new TrialScheduler(
        LocalSpark.context(),
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
            (trial, cancellation) -> {
              TrialResult result = FakeObjective.result(trial);
              return trial.number() == 3
                  ? new TrialResult(
                      FakeObjective.untilCancelled(cancellation).outcome(),
                      result.cycles(),
                      List.of(),
                      7)
                  : result;
            },
            Duration.ofMillis(1500));

    assertOnlyTheThirdFailed(ended, "not completed within 1.5s (search.deadline)");
    assertThat(ended).allSatisfy(end -> assertThat(end.result().cycles()).hasSize(3));
  }

  @Test
  void aBlockedTrialIsInterruptedAtTheDeadline() throws InterruptedException {
    List<EndedTrial> ended =
        run(
            (trial, cancellation) -> {
              if (trial.number() == 3) {
                NEVER.await();
              }
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
              while (trial.number() == 3) {
                try {
                  NEVER.await();
                } catch (InterruptedException e) {
                  // Deaf.
                }
              }
              return FakeObjective.result(trial);
            },
            Duration.ofSeconds(1));

    assertOnlyTheThirdFailed(ended, "not completed within 1s (search.deadline)");
  }

  @Test
  void aFailureBeforeTheDeadlineKeepsItsReason() throws InterruptedException {
    List<EndedTrial> ended =
        run(
            (trial, cancellation) -> {
              if (trial.number() == 3) {
                throw new IOException("no data");
              }
              return FakeObjective.result(trial);
            },
            Duration.ofMinutes(5));

    assertOnlyTheThirdFailed(ended, "IOException: no data");
  }
}
