package io.github.clrsearch.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.data.ImageShape;
import io.github.clrsearch.data.Images;
import io.github.clrsearch.data.PreparedData;
import io.github.clrsearch.data.Split;
import io.github.clrsearch.data.TinyImages;
import io.github.clrsearch.network.Momentum.Decay;
import io.github.clrsearch.network.Momentum.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks of different widths, penalties, learning rates and masks on the same mini-batches. */
@Tag("optimizing-compiler")
class FusedTrainingTest {
  private static final int INPUTS = 3072;
  private static final int BATCH = 100;
  private static final int[] WIDTHS = {50, 20, 64, 50, 33};
  private static final PreparedData DATA = data();
  private static final List<Momentum> MOMENTA =
      List.of(
          new Momentum(Rule.HEAVY_BALL, Decay.L2),
          new Momentum(Rule.NESTEROV, Decay.DECOUPLED),
          new Momentum(Rule.NESTEROV, Decay.L2));

  @ParameterizedTest(name = "with momentum: {0}")
  @ValueSource(booleans = {false, true})
  void givesEachNetworkTheBitsOfTrainingAlone(boolean momentum) {
    List<Network> together = trained(learners(momentum));
    List<Network> alone = new ArrayList<>();
    learners(momentum).forEach(learner -> alone.addAll(trained(List.of(learner))));

    for (int i = 0; i < WIDTHS.length; i++) {
      assertSameBits(together.get(i), alone.get(i));
    }
  }

  @Test
  void settlesOneNetworkWithoutTheOthers() {
    List<Learner> learners = learners(false);
    Network first = learners.get(0).network().copy();
    Network second = learners.get(1).network().copy();
    TrainingStep step = new TrainingStep(learners, BATCH);
    learners.forEach(learner -> learner.setEta(0.1));
    step.update(batch(0), 0);

    step.settle(learners.get(1));

    assertThat(learners.get(0).network().w1().data).containsExactly(first.w1().data);
    assertThat(learners.get(1).network().w1().data).isNotEqualTo(second.w1().data);
  }

  @Test
  void reportsWhichNetworkDiverged() {
    List<Learner> learners = learners(false);
    learners.get(2).network().b2().data[1] = Float.NaN;
    learners.forEach(learner -> learner.setEta(0.1));

    new TrainingStep(learners, BATCH).update(batch(0), 0);

    assertThat(learners.stream().map(Learner::isFinite))
        .containsExactly(true, true, false, true, true);
  }

  @Test
  void rejectsNetworksThatDropInputs() {
    Learner drops = new Learner(network(5, 1), new Dropout(1), 0.8, 1, 0, 0);
    Learner other = new Learner(network(5, 2), new Dropout(2), 1, 1, 0, 0);

    assertThatThrownBy(() -> new TrainingStep(List.of(other, drops), BATCH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("fused training shares the inputs of all networks: p_x must be 1 for each");
  }

  /** The second has no penalty, the third drops hidden units, the fourth smooths its labels. */
  private static List<Learner> learners(boolean momentum) {
    List<Learner> learners = new ArrayList<>();
    for (int i = 0; i < WIDTHS.length; i++) {
      double keepHidden = i == 2 ? 0.7 : 1;
      double smoothing = i == 3 ? 0.1 : 0;
      double lambda = i == 1 ? 0 : 0.01 * (i + 1);
      learners.add(
          new Learner(
              network(WIDTHS[i], i),
              new Dropout(i),
              1,
              keepHidden,
              smoothing,
              lambda,
              momentum ? MOMENTA.get(i % MOMENTA.size()) : null));
    }
    return learners;
  }

  private static Network network(int m, long seed) {
    return Network.random(INPUTS, m, 10, seed);
  }

  private static List<Network> trained(List<Learner> learners) {
    TrainingStep step = new TrainingStep(learners, BATCH);
    for (int t = 0; t < 3; t++) {
      for (Learner learner : learners) {
        learner.setEta(0.01 * (1 + learner.network().m() % 7));
        learner.setMomentum(0.8 + 0.01 * (learner.network().m() % 7));
      }
      step.update(batch(t), t);
    }
    step.settle();
    return learners.stream().map(Learner::network).toList();
  }

  private static MiniBatch batch(int number) {
    MiniBatch batch = new MiniBatch(BATCH, INPUTS);
    batch.gather(DATA, DATA.split().training(), number * BATCH, BATCH);
    return batch;
  }

  private static PreparedData data() {
    Images images = TinyImages.noise(ImageShape.CIFAR, 10, 3 * BATCH, 1);
    int[] all = IntStream.range(0, 3 * BATCH).toArray();
    return PreparedData.of(images, new Split(all, new int[0]));
  }

  private static void assertSameBits(Network actual, Network expected) {
    assertThat(actual.w1().data).containsExactly(expected.w1().data);
    assertThat(actual.b1().data).containsExactly(expected.b1().data);
    assertThat(actual.w2().data).containsExactly(expected.w2().data);
    assertThat(actual.b2().data).containsExactly(expected.b2().data);
  }
}
