package io.github.clrsearch.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.store.EndedTrial;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TrackedSearchTest {
  private static final Duration PATIENCE = Duration.ofSeconds(50);

  private final Queue<String> warnings = new ConcurrentLinkedQueue<>();
  private final Queue<String> told = new ConcurrentLinkedQueue<>();

  /** A tracker that does nothing but record. */
  private interface Telling {
    void track(EndedTrial ended) throws IOException, InterruptedException;
  }

  private TrackedSearch tracked(Telling telling) {
    Tracker tracker =
        new Tracker() {
          @Override
          public String name() {
            return "the tracker";
          }

          @Override
          public void track(EndedTrial ended) throws IOException, InterruptedException {
            telling.track(ended);
            told.add(ended.trial().toString());
          }
        };
    return new TrackedSearch(tracker, warnings::add);
  }

  private static EndedTrial trial(int number) {
    return Ended.trial(number, new Outcome.Completed(), 1);
  }

  @Test
  void reportsEarlierTrialsAndThenNewOnes() throws InterruptedException {
    TrackedSearch tracked = tracked(ended -> {});
    tracked.stageStarted(
        Stage.of("coarse", 3), SearchSpace.empty(), List.of(), 3, List.of(trial(0), trial(1)));
    tracked.trialEnded(trial(2));
    tracked.finish(PATIENCE);

    assertThat(told).containsExactly("coarse/0", "coarse/1", "coarse/2");
    assertThat(warnings).isEmpty();
  }

  @Test
  void aProblemIsOneLineAndTheSearchContinues() throws InterruptedException {
    TrackedSearch tracked =
        tracked(
            ended -> {
              if (ended.trial().number() > 0) {
                throw new IOException("no room\nleft");
              }
            });
    for (int i = 0; i < 5; i++) {
      tracked.trialEnded(trial(i));
    }
    tracked.finish(PATIENCE);

    assertThat(told).containsExactly("coarse/0");
    assertThat(warnings)
        .containsExactly(
            "the tracker does not receive trial coarse/1 and later ones (no room); the search continues. Run the same command again to send the missing trials");
  }

  @Test
  void theSearchDoesNotWaitForATracker() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    TrackedSearch tracked = tracked(ended -> never.await());
    tracked.trialEnded(trial(0));
    tracked.trialEnded(trial(1));
    tracked.finish(Duration.ofMillis(1));
    tracked.close();

    assertThat(told).isEmpty();
    assertThat(warnings)
        .containsExactly(
            "the tracker has not received all trials yet: run the same command again to send the missing ones");
  }
}
