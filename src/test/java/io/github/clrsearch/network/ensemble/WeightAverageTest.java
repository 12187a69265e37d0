package io.github.clrsearch.network.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.clrsearch.network.Network;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WeightAverageTest {
  private static final List<Network> NETWORKS =
      IntStream.range(0, 4).mapToObj(seed -> Network.random(7, 5, 3, seed)).toList();

  private static WeightAverage of(List<Network> networks) {
    WeightAverage average = new WeightAverage();
    networks.forEach(average::add);
    return average;
  }

  @Test
  void averagesEveryParameter() {
    NETWORKS.get(1).b1().data[2] = 4;
    NETWORKS.get(3).b2().data[0] = -2;
    Network average = of(NETWORKS).network();

    for (int i = 0; i < 35; i++) {
      int at = i;
      double mean =
          NETWORKS.stream().mapToDouble(network -> network.w1().data[at]).average().orElseThrow();
      assertThat((double) average.w1().data[i]).isCloseTo(mean, within(1e-7));
    }
    double w2 = NETWORKS.stream().mapToDouble(n -> n.w2().data[14]).average().orElseThrow();
    assertThat((double) average.w2().data[14]).isCloseTo(w2, within(1e-7));
    assertThat(average.b1().data[2]).isCloseTo(1, within(1e-6f));
    assertThat(average.b2().data[0]).isCloseTo(-0.5f, within(1e-6f));
  }

  @Test
  void oneNetworkIsItsOwnAverageAndStaysUnchanged() {
    Network first = NETWORKS.get(0).copy();
    WeightAverage average = of(List.of(first));
    assertThat(average.network().w1().data).containsExactly(first.w1().data);

    average.add(NETWORKS.get(2));

    assertThat(first.w1().data).containsExactly(NETWORKS.get(0).w1().data);
  }

  @Test
  void continuesWithTheSameBits() {
    WeightAverage continued = new WeightAverage();
    continued.startFrom(of(NETWORKS.subList(0, 2)).network(), 2);
    NETWORKS.subList(2, 4).forEach(continued::add);

    assertThat(continued.count()).isEqualTo(4);
    assertThat(continued.network().w1().data).containsExactly(of(NETWORKS).network().w1().data);
  }

  @Test
  void needsANetwork() {
    assertThatThrownBy(() -> new WeightAverage().network())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("an average needs at least one network, but has none");
  }
}
