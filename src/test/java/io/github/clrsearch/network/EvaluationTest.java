package io.github.clrsearch.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.clrsearch.data.PreparedData;
import io.github.clrsearch.data.Split;
import io.github.clrsearch.data.TinyImages;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("optimizing-compiler")
class EvaluationTest {
  private static final PreparedData DATA = TinyImages.prepared(620, 10);
  private static final int[] INDICES = shuffled(620);

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 250, 499, 500, 501, 620})
  void agreesWithTheDoublePrecisionNetworkForAnyCount(int count) {
    Network network = network();

    Scores scores = new Evaluation(DATA).measure(network, INDICES, count, 0.01);

    assertAgrees(scores, network, count, 0.01);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "0.01, 5", "1, 50"})
  void addsThePenaltyToTheCostOnly(double lambda, int m) {
    Network network = Network.random(16, m, 3, 1);

    Scores scores = new Evaluation(DATA).measure(network, INDICES, 100, lambda);

    assertAgrees(scores, network, 100, lambda);
    assertThat(scores.cost() - scores.loss())
        .isCloseTo(lambda * network.sumOfSquares(), within(1e-9));
  }

  @Test
  void measuresOnlyTheGivenImages() {
    Network network = network();
    network.w2().zero();
    network.b2().setTo(new FMatrixRMaj(new float[][] {{0, 5, 0}}));
    Evaluation evaluation = new Evaluation(DATA);
    int[] second = IntStream.range(0, 200).map(i -> 3 * i + 1).toArray();
    int[] third = IntStream.range(0, 200).map(i -> 3 * i + 2).toArray();

    assertThat(evaluation.measure(network, second, 200, 0).accuracy()).isEqualTo(1);
    assertThat(evaluation.measure(network, third, 200, 0).accuracy()).isEqualTo(0);
  }

  @Test
  void keepsVeryNegativeLogProbabilitiesFinite() {
    Network network = network();
    network.w2().zero();
    network.b2().setTo(new FMatrixRMaj(new float[][] {{-2000, 0, 0}}));
    int[] first = IntStream.range(0, 200).map(i -> 3 * i).toArray();

    Scores scores = new Evaluation(DATA).measure(network, first, 200, 0);

    assertThat(scores.isFinite()).isTrue();
    assertThat(scores.loss()).isCloseTo(2000 + Math.log(2), within(1e-9));
    assertThat(scores.accuracy()).isEqualTo(0);
  }

  @Test
  void reportsNonFiniteScoresOfADivergedNetwork() {
    Network network = network();
    network.w1().data[0] = Float.NaN;

    Scores scores = new Evaluation(DATA).measure(network, INDICES, 300, 0);

    assertThat(scores.isFinite()).isFalse();
    assertThat(scores.loss()).isNaN();
  }

  @Test
  void doesNotDependOnNetworksMeasuredBefore() {
    Evaluation evaluation = new Evaluation(DATA);
    Network spoilt = Network.random(16, 50, 3, 1);
    spoilt.w1().fill(Float.NaN);
    evaluation.measure(spoilt, INDICES, 620, 0);
    Network network = network();

    Scores scores = evaluation.measure(network, INDICES, 300, 0);

    assertThat(scores).isEqualTo(new Evaluation(DATA).measure(network, INDICES, 300, 0));
  }

  @Test
  void appliesNoDropoutToANetworkThatTrainsWithIt() {
    Network network = network();
    Learner learner = new Learner(network, new Dropout(1), 0.5, 0.5, 0, 0);
    learner.setEta(0.05);
    TrainingStep step = new TrainingStep(List.of(learner), 20);
    MiniBatch batch = new MiniBatch(20, 16);
    for (int t = 0; t < 30; t++) {
      batch.gather(DATA, INDICES, 20 * t, 20);
      step.update(batch, t);
    }
    step.settle();

    Scores scores = new Evaluation(DATA).measure(network, INDICES, 300, 0);

    assertAgrees(scores, network, 300, 0);
  }

  /** Alone the evaluation reads the step's own weights, fused a copy. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void measuresANetworkInTrainingLikeItsMatrices(int trials) {
    List<Learner> learners =
        IntStream.range(0, trials)
            .mapToObj(i -> new Learner(Network.random(16, 5, 3, i), new Dropout(i), 1, 1, 0, 0.01))
            .toList();
    TrainingStep step = new TrainingStep(learners, 20);
    MiniBatch batch = new MiniBatch(20, 16);
    Evaluation evaluation = new Evaluation(DATA);
    for (int t = 0; t < 6; t++) {
      batch.gather(DATA, INDICES, 20 * t, 20);
      learners.forEach(learner -> learner.setEta(0.05));
      step.update(batch, t);
      for (Learner learner : learners) {
        evaluation.load(step, learner);
        Scores scores = evaluation.measure(INDICES, 620, 0.01);

        assertThat(scores)
            .isEqualTo(new Evaluation(DATA).measure(learner.network(), INDICES, 620, 0.01));
      }
      evaluation.measure(network(), INDICES, 10, 0);
    }
  }

  /** More than one chunk of 500 images, in the order of the indices. */
  @ParameterizedTest
  @ValueSource(ints = {1, 300, 500, 620})
  void returnsTheProbabilitiesOfItsScores(int count) {
    Network network = network();
    float[] probabilities = new float[3 * count + 1];
    probabilities[3 * count] = 7;
    Evaluation evaluation = new Evaluation(DATA);

    Scores scores = evaluation.measure(network, INDICES, count, 0.01, probabilities);

    assertThat(scores).isEqualTo(evaluation.measure(network, INDICES, count, 0.01));
    DoubleNetwork twin = DoubleNetwork.of(network);
    double[][] x = inputs(DATA, count);
    for (int i = 0; i < count; i++) {
      double[] logP = twin.logProbabilities(x[i]);
      for (int c = 0; c < 3; c++) {
        assertThat((double) probabilities[3 * i + c]).isCloseTo(Math.exp(logP[c]), within(1e-6));
      }
    }
    assertThat(probabilities[3 * count]).isEqualTo(7);
  }

  @Test
  void rejectsAnArrayTooSmallForTheProbabilities() {
    assertThatThrownBy(() -> new Evaluation(DATA).measure(network(), INDICES, 4, 0, new float[11]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected probabilities of at least 4 images x 3 classes, found 11 elements");
  }

  private static void assertAgrees(Scores scores, Network network, int count, double lambda) {
    DoubleNetwork twin = DoubleNetwork.of(network);
    double[][] x = inputs(DATA, count);
    int[] labels = Arrays.stream(INDICES).limit(count).map(DATA.images()::label).toArray();
    double[][] targets = DoubleNetwork.targets(labels, 3, 0);
    int correct = 0;
    for (int i = 0; i < count; i++) {
      double[] logP = twin.logProbabilities(x[i]);
      correct += first(logP, Arrays.stream(logP).max().orElseThrow()) == labels[i] ? 1 : 0;
    }
    assertThat(scores.images()).isEqualTo(count);
    assertThat(scores.loss()).isCloseTo(twin.loss(x, targets, null), within(1e-6));
    assertThat(scores.cost()).isCloseTo(twin.cost(x, targets, null, lambda), within(1e-6));
    assertThat(scores.accuracy()).isEqualTo((double) correct / count);
  }

  private static int first(double[] values, double value) {
    return IntStream.range(0, values.length).filter(i -> values[i] == value).findFirst().orElse(-1);
  }

  private static double[][] inputs(PreparedData data, int count) {
    MiniBatch batch = new MiniBatch(count, data.standardizer().size());
    batch.gather(data, INDICES, 0, count);
    return DoubleNetwork.rows(batch.inputs());
  }

  private static Network network() {
    Network network = Network.random(16, 5, 3, 1);
    network.b1().fill(0.1f);
    network.b2().data[1] = 0.2f;
    return network;
  }

  private static int[] shuffled(int count) {
    int[] indices = IntStream.range(0, count).toArray();
    Split.shuffle(indices, new SplittableRandom(1));
    return indices;
  }
}
