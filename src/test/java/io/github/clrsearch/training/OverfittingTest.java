package io.github.clrsearch.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.data.ImageShape;
import io.github.clrsearch.data.Images;
import io.github.clrsearch.data.PreparedData;
import io.github.clrsearch.data.Split;
import io.github.clrsearch.data.TinyImages;
import io.github.clrsearch.network.Scores;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("optimizing-compiler")
class OverfittingTest {

  /** One cycle of 200 epochs over 100 images of noise, in batches of 10. */
  @Test
  void overfitsAHundredImages() {
    Images images = TinyImages.noise(new ImageShape(3, 8, 8), 10, 120, 1);
    int[] training = IntStream.range(0, 100).toArray();
    int[] validation = IntStream.range(100, 120).toArray();
    Recording recording = new Recording();

    new Trainer(
            PreparedData.of(images, new Split(training, validation)),
            new Hyperparameters(0, 100, 1, 50, 1, 1, 1e-5, 1e-1, 10),
            new TrainingSeeds(1, 2),
            new MeasurementPlan(1, 100))
        .train(recording, () -> false);

    Scores scores = recording.cycles.get(0).training();
    assertThat(scores.images()).isEqualTo(100);
    assertThat(scores.loss()).isLessThan(0.01);
    assertThat(scores.accuracy()).isEqualTo(1);
  }
}
