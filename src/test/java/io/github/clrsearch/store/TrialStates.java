package io.github.clrsearch.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.network.Network;
import io.github.clrsearch.search.trial.Measurement;
import io.github.clrsearch.training.Snapshot;
import io.github.clrsearch.training.TrainingState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** States of a running trial, for tests. */
final class TrialStates {
  static final Map<String, String> OF = Map.of("seed", "7", "setting", "lambda=0.001 m=5");

  private TrialStates() {}

  /**
   * After so many cycles of ten updates; every number in it depends on the cycle. It has a velocity
   * after an even number of cycles, and an average after more than one.
   */
  static TrialState after(int cycle) {
    Network network = Network.random(12, 5, 3, cycle);
    return new TrialState(
        new TrainingState(
            cycle,
            10L * cycle,
            network,
            cycle % 2 == 0 ? Network.random(12, 5, 3, 100 + cycle) : null,
            cycle > 1 ? Network.random(12, 5, 3, 200 + cycle) : null,
            IntStream.rangeClosed(1, cycle)
                .mapToObj(i -> new float[] {i, 0.25f, 1f / 3, Float.MIN_VALUE})
                .toList()),
        IntStream.rangeClosed(1, cycle)
            .mapToObj(i -> Studies.cycle(i, 1.0 / 3 + i, 0.1 * i))
            .toList(),
        List.of(new Measurement(0, 0, Measurement.TRAINING, 100, 1e-5, 2.5, Math.PI, 0.125)),
        List.of(new Snapshot(1, 10, Network.random(12, 5, 3, 99))));
  }

  static void assertSame(TrialState actual, TrialState expected) {
    assertThat(actual.cycles()).isEqualTo(expected.cycles());
    assertThat(actual.measurements()).isEqualTo(expected.measurements());
    assertThat(actual.training().cycle()).isEqualTo(expected.training().cycle());
    assertThat(actual.training().updates()).isEqualTo(expected.training().updates());
    assertSame(actual.training().network(), expected.training().network());
    assertSameOrNone(actual.training().velocity(), expected.training().velocity());
    assertSameOrNone(actual.training().average(), expected.training().average());
    assertThat(actual.training().probabilities())
        .usingElementComparator(Arrays::compare)
        .isEqualTo(expected.training().probabilities());
    assertThat(actual.snapshots()).hasSameSizeAs(expected.snapshots());
    for (int i = 0; i < actual.snapshots().size(); i++) {
      Snapshot snapshot = actual.snapshots().get(i);
      assertThat(snapshot.cycle()).isEqualTo(expected.snapshots().get(i).cycle());
      assertThat(snapshot.updates()).isEqualTo(expected.snapshots().get(i).updates());
      assertSame(snapshot.network(), expected.snapshots().get(i).network());
    }
  }

  private static void assertSameOrNone(Network actual, Network expected) {
    if (expected == null) {
      assertThat(actual).isNull();
    } else {
      assertSame(actual, expected);
    }
  }

  private static void assertSame(Network actual, Network expected) {
    assertThat(actual.w1().data).containsExactly(expected.w1().data);
    assertThat(actual.b1().data).containsExactly(expected.b1().data);
    assertThat(actual.w2().data).containsExactly(expected.w2().data);
    assertThat(actual.b2().data).containsExactly(expected.b2().data);
  }
}
