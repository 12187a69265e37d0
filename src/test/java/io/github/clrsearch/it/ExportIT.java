package io.github.clrsearch.it;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.github.clrsearch.it.SparkProcess.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trains and exports a network with the packaged jar, in which protobuf is relocated. */
class ExportIT {
  @TempDir private Path folder;

  private Ended ran(String... command) throws Exception {
    try (SparkProcess process =
        SparkProcess.submit(folder, List.of("--master", "local[1]"), command)) {
      return process.ended();
    }
  }

  @Test
  void aTrainedNetworkBecomesAModel() throws Exception {
    Path configuration =
        Files.writeString(
            folder.resolve("small.conf"),
            """
            data { format = synthetic, synthetic { training = 600, test = 100 } }
            space { m = 8, k = 1, n_cycles = 1 }
            train.validation = 100
            """);
    String study = folder.resolve("study").toString();
    Path model = folder.resolve("model.onnx");

    Ended trained = ran("train", configuration.toString(), "--out", study);
    Ended exported = ran("export", study, "--out", model.toString());

    assertThat(trained.error()).doesNotContain("\tat ", "Exception");
    assertThat(exported.error()).doesNotContain("\tat ", "Exception", "Error");
    assertThat(exported.output()).contains("images: uint8, N x 3 x 32 x 32");
    try (OrtSession session =
        OrtEnvironment.getEnvironment().createSession(Files.readAllBytes(model))) {
      assertThat(session.getOutputNames()).containsExactly("probabilities", "label");
    }
  }
}
