package io.github.clrsearch.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.clrsearch.data.ImageShape;
import io.github.clrsearch.data.Images;
import io.github.clrsearch.data.Jitter;
import io.github.clrsearch.data.PreparedData;
import io.github.clrsearch.data.Split;
import io.github.clrsearch.data.TinyImages;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Training steps of shapes that do not fill their blocks, panels and units. */
@Tag("optimizing-compiler")
class StepShapesTest {
  private static final int IMAGES = 40;

  @ParameterizedTest(name = "{0} inputs, m = {1}, {2} classes, batch {3}")
  @CsvSource({"1, 1, 2, 1", "259, 3, 2, 5", "513, 1, 2, 3", "256, 300, 2, 4", "300, 257, 11, 9"})
  void stepsAgainstTheGradient(int inputs, int m, int classes, int size) {
    Network network = Network.random(inputs, m, classes, 1);
    DoubleNetwork before = DoubleNetwork.of(network);
    MiniBatch batch = batch(data(inputs, classes), size, 0);
    double[][] targets = DoubleNetwork.targets(batch.labels(), classes, 0);
    DoubleNetwork gradient =
        before.gradient(DoubleNetwork.rows(batch.inputs()), targets, null, 0.01);
    Learner learner = new Learner(network, new Dropout(1), 1, 1, 0, 0.01);
    learner.setEta(1);
    TrainingStep step = new TrainingStep(List.of(learner), size);

    step.update(batch, 0);
    step.settle();

    List<double[]> after = DoubleNetwork.of(network).parameters();
    for (int row = 0; row < after.size(); row++) {
      double[] moved = before.parameters().get(row).clone();
      for (int i = 0; i < moved.length; i++) {
        moved[i] -= after.get(row)[i];
      }
      assertThat(moved).containsExactly(gradient.parameters().get(row), within(1e-5));
    }
  }

  @ParameterizedTest(name = "{0} inputs, m = {1}, {2} classes, batch {3}")
  @CsvSource({"1, 1, 2, 1", "259, 3, 2, 5", "513, 50, 2, 7", "300, 257, 11, 9"})
  void reusedBuffersGiveTheBitsOfNewOnes(int inputs, int m, int classes, int size) {
    PreparedData data = data(inputs, classes);
    Network reused = Network.random(inputs, m, classes, 1);
    Network renewed = reused.copy();
    Learner learner = new Learner(reused, new Dropout(1), 0.8, 0.7, 0.1, 0.01);
    Learner other = new Learner(renewed, new Dropout(1), 0.8, 0.7, 0.1, 0.01);
    TrainingStep step = new TrainingStep(List.of(learner), size);
    MiniBatch batch = new MiniBatch(size, inputs);
    for (int t = 0; t < 4; t++) {
      learner.setEta(0.1);
      other.setEta(0.1);
      gather(data, batch, size, t);
      step.update(batch, t);

      TrainingStep fresh = new TrainingStep(List.of(other), size);
      fresh.update(batch(data, size, t), t);
      fresh.settle();
    }
    step.settle();

    assertThat(reused.w1().data).containsExactly(renewed.w1().data);
    assertThat(reused.b1().data).containsExactly(renewed.b1().data);
    assertThat(reused.w2().data).containsExactly(renewed.w2().data);
    assertThat(reused.b2().data).containsExactly(renewed.b2().data);
  }

  private static PreparedData data(int inputs, int classes) {
    Images images = TinyImages.noise(new ImageShape(1, 1, inputs), classes, IMAGES, 4);
    return PreparedData.of(images, new Split(IntStream.range(0, IMAGES).toArray(), new int[0]));
  }

  private static MiniBatch batch(PreparedData data, int size, int update) {
    MiniBatch batch = new MiniBatch(size, data.images().shape().size());
    gather(data, batch, size, update);
    return batch;
  }

  /** Odd updates are mirrored and shifted. */
  private static void gather(PreparedData data, MiniBatch batch, int size, int update) {
    Jitter jitter = new Jitter(1, update % 2 * 0.5, update % 2 * 2);
    jitter.startUpdate(update);
    batch.gather(data, data.split().training(), update * size, size, jitter);
  }
}
