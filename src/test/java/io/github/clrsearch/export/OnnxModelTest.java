package io.github.clrsearch.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.github.clrsearch.data.DataSet;
import io.github.clrsearch.data.ImageShape;
import io.github.clrsearch.data.Images;
import io.github.clrsearch.data.PreparedData;
import io.github.clrsearch.data.Split;
import io.github.clrsearch.data.TinyImages;
import io.github.clrsearch.data.formats.CifarLayout;
import io.github.clrsearch.data.formats.CifarReader;
import io.github.clrsearch.data.formats.CifarSelection;
import io.github.clrsearch.data.formats.CifarSource;
import io.github.clrsearch.data.formats.DataFiles;
import io.github.clrsearch.network.Evaluation;
import io.github.clrsearch.network.Network;
import io.github.clrsearch.network.Scores;
import io.github.clrsearch.report.OnnxAnswers;
import io.github.clrsearch.training.EnsembleScores;
import io.github.clrsearch.training.Hyperparameters;
import io.github.clrsearch.training.MeasurementPlan;
import io.github.clrsearch.training.Snapshot;
import io.github.clrsearch.training.Trainer;
import io.github.clrsearch.training.TrainingObserver;
import io.github.clrsearch.training.TrainingSeeds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ONNX Runtime gives the same answers as our own forward pass. */
class OnnxModelTest {

  private static PreparedData data(ImageShape shape, int classes, int count) {
    Images images = TinyImages.noise(shape, classes, count, 3);
    return PreparedData.of(images, Split.stratified(images, count / 2, 1));
  }

  private static List<Network> networks(int members, ImageShape shape, int classes) {
    return IntStream.range(0, members)
        .mapToObj(seed -> Network.random(shape.size(), 20 + seed, classes, seed))
        .toList();
  }

  private static byte[] model(PreparedData data, List<Network> networks) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    OnnxModel model =
        OnnxModel.of(
            "tiny",
            "1.2.3",
            data.images().shape(),
            data.standardizer(),
            networks,
            Map.of("class_names", String.join("\n", data.images().classNames()), "study", "s"));
    model.write(bytes);
    assertThat(model.length()).isEqualTo(bytes.size());
    return bytes.toByteArray();
  }

  /** The mean probabilities of our own forward pass, images x classes. */
  private static double[] ours(PreparedData data, List<Network> networks) {
    int[] all = IntStream.range(0, data.images().count()).toArray();
    double[] mean = new double[all.length * data.images().classes()];
    for (Network network : networks) {
      float[] probabilities = new float[mean.length];
      new Evaluation(data).measure(network, all, all.length, 0, probabilities);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += probabilities[i] / networks.size();
      }
    }
    return mean;
  }

  @ParameterizedTest
  @CsvSource({"1, 3, 5, 4, 3", "3, 1, 7, 2, 5", "4, 3, 8, 8, 10", "1, 2, 3, 3, 2"})
  void theRuntimeGivesTheSameProbabilitiesAndLabels(
      int members, int channels, int height, int width, int classes) throws Exception {
    PreparedData data = data(new ImageShape(channels, height, width), classes, 60);
    List<Network> networks = networks(members, data.images().shape(), classes);
    double[] expected = ours(data, networks);

    OnnxAnswers answers = OnnxAnswers.of(model(data, networks), data.images());

    assertSame(answers, expected, classes);
  }

  private static void assertSame(OnnxAnswers answers, double[] expected, int classes) {
    for (int i = 0; i < answers.labels().length; i++) {
      int best = 0;
      for (int c = 0; c < classes; c++) {
        double probability = expected[i * classes + c];
        assertThat((double) answers.probabilities()[i][c]).isCloseTo(probability, within(1e-5));
        best = probability > expected[i * classes + best] ? c : best;
      }
      assertThat(answers.labels()[i]).as("image %d", i).isEqualTo(best);
    }
  }

  /** Trained for two epochs, so that its probabilities differ between classes. */
  @Test
  void onAllTestImagesOfCifar10Too() throws Exception {
    String folder = System.getenv("CLR_SEARCH_CIFAR10");
    assumeThat(folder)
        .as("set CLR_SEARCH_CIFAR10 to a folder with CIFAR-10's data_batch_1.bin, test_batch.bin")
        .isNotNull();
    CifarSelection first = new CifarSelection(List.of("data_batch_1.bin"), List.of());
    DataSet read =
        CifarReader.read(
            CifarSource.require(DataFiles.of(Path.of(folder)), CifarLayout.CIFAR_10), first);
    PreparedData data = PreparedData.of(read.images(), Split.of(read, 1000, 1));
    Trainer trainer =
        new Trainer(
            data,
            new Hyperparameters(0.01, 1, 1, 50, 1, 1, 1e-5, 1e-1, 100),
            new TrainingSeeds(1, 1),
            new MeasurementPlan(1, 100));
    trainer.train(
        new TrainingObserver() {
          @Override
          public void measured(int cycle, long updates, double eta, Part part, Scores scores) {}

          @Override
          public void cycleEnded(
              Snapshot snapshot,
              Scores training,
              Scores validation,
              List<EnsembleScores> ensembles) {}
        },
        () -> false);
    PreparedData test = data.on(read.test());
    double[] expected = ours(test, List.of(trainer.network()));

    assertSame(OnnxAnswers.of(model(test, List.of(trainer.network())), read.test()), expected, 10);
  }

  @Test
  void itsMetadataAndShapesAreThere() throws Exception {
    PreparedData data = data(new ImageShape(3, 2, 5), 4, 20);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session =
        environment.createSession(model(data, networks(2, data.images().shape(), 4)))) {
      assertThat(session.getInputInfo().get("images").getInfo())
          .hasToString(
              "TensorInfo(javaType=UINT8,onnxType=ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT8,shape=[-1, 3, 2, 5],dimNames=[N,\"\",\"\",\"\"])");
      assertThat(session.getOutputNames()).containsExactly("probabilities", "label");
      assertThat(session.getMetadata().getProducerName()).isEqualTo("clr-search");
      assertThat(session.getMetadata().getGraphName()).isEqualTo("tiny");
      assertThat(session.getMetadata().getCustomMetadata())
          .containsEntry("class_names", "class 0\nclass 1\nclass 2\nclass 3")
          .containsEntry("study", "s");
    }
  }

  @Test
  void theSameNetworksMakeTheSameBytes() throws IOException {
    PreparedData data = data(new ImageShape(1, 3, 3), 3, 20);
    List<Network> networks = networks(2, data.images().shape(), 3);

    assertThat(model(data, networks)).isEqualTo(model(data, networks));
  }

  @Test
  void refusesNetworksThatDoNotFitTogether() {
    PreparedData data = data(new ImageShape(1, 3, 3), 3, 20);
    List<Network> networks =
        Stream.concat(
                networks(1, data.images().shape(), 3).stream(),
                networks(1, data.images().shape(), 4).stream())
            .toList();

    assertThatThrownBy(() -> model(data, networks))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "networks of a model must have 9 inputs (1x3x3), a standardizer of size 9 and 3 classes, but one has 9 inputs and 4 classes");
    assertThatThrownBy(() -> model(data, List.of()))
        .hasMessageStartingWith("a model must have 1 or more networks");
  }
}
