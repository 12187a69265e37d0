package io.github.clrsearch.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.clrsearch.data.ImageShape;
import io.github.clrsearch.data.Images;
import io.github.clrsearch.data.PreparedData;
import io.github.clrsearch.data.Split;
import io.github.clrsearch.network.Evaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check values of the report's course hand-out, on the real images. */
@Tag("optimizing-compiler")
class Cifar10CheckValuesTest {
  private static final String VARIABLE = "CLR_SEARCH_CIFAR10";
  private static final int COUNT = 10_000;

  @ParameterizedTest(name = "n_s = {0} x 100, {1} cycles: {2} %")
  @CsvSource({"5, 1, 45.85", "8, 3, 47.47"})
  void reachesTheTestAccuracyOfTheHandOut(int k, int nCycles, double percent) throws IOException {
    String folder = System.getenv(VARIABLE);
    assumeThat(folder)
        .as("set %s to a folder with CIFAR-10's data_batch_1.bin ... test_batch.bin", VARIABLE)
        .isNotNull();
    Images images = read(Path.of(folder), "data_batch_1.bin", "data_batch_2.bin", "test_batch.bin");
    PreparedData data = PreparedData.of(images, new Split(range(0), range(1)));
    Trainer trainer =
        new Trainer(
            data,
            new Hyperparameters(0.01, k, nCycles, 50, 1, 1, 1e-5, 1e-1, 100),
            new TrainingSeeds(1, 1),
            new MeasurementPlan(1, 1000));

    TrainingEnd end = trainer.train(new Recording(), () -> false);

    assertThat(end.updates()).isEqualTo(200L * k * nCycles);
    double accuracy =
        new Evaluation(data).measure(trainer.network(), range(2), COUNT, 0).accuracy();
    assertThat(100 * accuracy).isCloseTo(percent, within(1.5));
  }

  /** The indices of the images of a file. */
  private static int[] range(int file) {
    return IntStream.range(file * COUNT, (file + 1) * COUNT).toArray();
  }

  private static Images read(Path folder, String... files) throws IOException {
    int size = ImageShape.CIFAR.size();
    byte[] pixels = new byte[files.length * COUNT * size];
    byte[] labels = new byte[files.length * COUNT];
    for (int file = 0; file < files.length; file++) {
      byte[] records = Files.readAllBytes(folder.resolve(files[file]));
      assertThat(records).hasSize(COUNT * (size + 1));
      for (int i = 0; i < COUNT; i++) {
        int image = file * COUNT + i;
        labels[image] = records[i * (size + 1)];
        System.arraycopy(records, i * (size + 1) + 1, pixels, image * size, size);
      }
    }
    List<String> classes = IntStream.range(0, 10).mapToObj(c -> "class " + c).toList();
    return new Images(ImageShape.CIFAR, classes, pixels, labels);
  }
}
