package io.github.clrsearch.cluster.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.search.trial.Cancellation;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
  private long nanos = 5_000_000_000L;

  private TimeLimit limit(Cancellation cancellation, double seconds) {
    return new TimeLimit(cancellation, () -> nanos, seconds);
  }

  private void pass(double seconds) {
    nanos += (long) (1e9 * seconds);
  }

  @Test
  void aCycleBeginsIfItEndsInTimeAtTheSpeedSoFar() {
    TimeLimit limit = limit(Cancellation.NEVER, 100);
    pass(40);

    assertThat(limit.requestedBefore(1000, 1500)).as("it ends exactly in time").isFalse();
    assertThat(limit.reached()).isFalse();
    assertThat(limit.requestedBefore(1000, 1501)).isTrue();
    assertThat(limit.reached()).isTrue();
  }

  @Test
  void withoutALimitEveryCycleBegins() {
    TimeLimit limit = limit(Cancellation.NEVER, Double.POSITIVE_INFINITY);
    pass(1e6);

    assertThat(limit.requestedBefore(1, Long.MAX_VALUE)).isFalse();
  }

  @Test
  void aCancelledTrialEndsToo() {
    TimeLimit limit = limit(() -> true, 100);

    assertThat(limit.requested()).isTrue();
    assertThat(limit.requestedBefore(1, 1)).isTrue();
    assertThat(limit.reached()).as("the driver asked, not the clock").isFalse();
  }
}
