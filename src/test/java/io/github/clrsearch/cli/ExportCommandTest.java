package io.github.clrsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.github.clrsearch.data.DataSet;
import io.github.clrsearch.data.ImageShape;
import io.github.clrsearch.data.Images;
import io.github.clrsearch.data.formats.TinyFolders;
import io.github.clrsearch.report.OnnxAnswers;
import io.github.clrsearch.store.TestedRow;
import io.github.clrsearch.store.TestedRow.TestRow;
import io.github.clrsearch.workflow.FinalStudies;
import io.github.clrsearch.workflow.FinalStudies.Printed;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports final networks as ONNX models, and predicts the classes of files with them. */
class ExportCommandTest {
  @TempDir private static Path folder;
  private static Printed ran;
  private static String study;

  /** Two trainings of three cycles on synthetic colour images, and a study without trainings. */
  @BeforeAll
  static void train() throws Exception {
    ran = new FinalStudies(folder).train(2, "space.eta_max=0.1");
    study = folder.resolve("study").toString();
    Files.copy(
        Path.of("src/test/resources/studies/layout-1/study.json"),
        Files.createDirectory(folder.resolve("untrained")).resolve("study.json"));
  }

  private static Ran export(String... options) {
    String[] line = Arrays.copyOf(new String[] {"export", study}, 2 + options.length);
    System.arraycopy(options, 0, line, 2, options.length);
    return Ran.command(line);
  }

  private static TestedRow tested(Integer number) {
    return ran.open().store().results().tests().stream()
        .filter(row -> number == null ? row.number() == null : number.equals(row.number()))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "single, 0, none",
    "single, 1, none",
    "all, 0, mean",
    "last-2, 1, mean",
    "greedy, 1, mean",
    "last-1, , mean",
    "all, , mean",
    "greedy, , mean",
    "swa, 0, weights",
    "swa, , mean"
  })
  void theModelGivesTheAnswersThatWereTested(String members, Integer training, String combination)
      throws Exception {
    Path file = folder.resolve("model.onnx");
    Ran exported =
        training == null
            ? export("--members", members, "--out", file.toString())
            : export("--members", members, "--training", "" + training, "--out", file.toString());

    assertThat(exported.err()).isEmpty();
    assertThat(exported.status()).isZero();
    TestRow test = tested(training).test(members, combination);
    assertThat(exported.out())
        .contains("%s of tiny (%s), test accuracy".formatted(members, test.networks()))
        .contains("images: uint8, N x 3 x 32 x 32")
        .contains("probabilities: float, N x 4");
    Images images = ran.open().data().test();
    OnnxAnswers answers = OnnxAnswers.of(Files.readAllBytes(file), images);
    int[][] counts = new int[4][4];
    for (int i = 0; i < images.count(); i++) {
      counts[images.label(i)][(int) answers.labels()[i]]++;
    }
    assertThat(counts).isDeepEqualTo(test.counts(4));
  }

  @Test
  void itsMetadataSaysWhereItCameFrom() throws Exception {
    Path file = folder.resolve("told.onnx");
    export("--out", file.toString(), "--license", "CC-BY-4.0");
    byte[] first = Files.readAllBytes(file);
    export("--out", file.toString(), "--license", "CC-BY-4.0");

    assertThat(file).hasBinaryContent(first);
    DataSet data = ran.open().data();
    try (OrtSession session = OrtEnvironment.getEnvironment().createSession(first)) {
      Map<String, String> metadata = session.getMetadata().getCustomMetadata();
      assertThat(metadata)
          .containsEntry("class_names", String.join("\n", data.test().classNames()))
          .containsEntry("image_shape", "3x32x32")
          .containsEntry("study", "tiny")
          .containsEntry("members", "single")
          .containsEntry("networks", "0/3")
          .containsEntry("data", "synthetic")
          .containsEntry("data_checksum", data.checksum())
          .containsEntry("test_images", "120")
          .containsEntry("test_accuracy", "" + tested(0).test("single", TestedRow.ALONE).accuracy())
          .containsEntry("model_license", "CC-BY-4.0")
          .containsKeys("setting", "clr_search", "java", "blas", "processor");
    }
  }

  /** A test image as a file, and the exported network's prediction for it. */
  private static Path image(int index) throws IOException {
    Images images = ran.open().data().test();
    ImageShape shape = images.shape();
    BufferedImage image =
        new BufferedImage(shape.width(), shape.height(), BufferedImage.TYPE_INT_RGB);
    int plane = shape.height() * shape.width();
    for (int i = 0; i < plane; i++) {
      int colour = 0;
      for (int c = 0; c < 3; c++) {
        colour = colour << 8 | images.pixels()[index * shape.size() + c * plane + i] & 0xFF;
      }
      image.setRGB(i % shape.width(), i / shape.width(), colour);
    }
    return Files.write(
        folder.resolve("image-%d.png".formatted(index)), TinyFolders.encoded(image, "png"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"single", "all"})
  void predictGivesTheModelsAnswersForFiles(String members) throws Exception {
    Path model = folder.resolve("asked.onnx");
    export("--members", members, "--out", model.toString());
    Images images = ran.open().data().test();
    OnnxAnswers answers = OnnxAnswers.of(Files.readAllBytes(model), images);
    String[] line = {
      "predict",
      study,
      image(0).toString(),
      image(7).toString(),
      "--members",
      members,
      "--top",
      "4",
      "--format",
      "csv"
    };
    Ran predicted = Ran.command(line);

    assertThat(predicted.err()).isEmpty();
    assertThat(predicted.status()).isZero();
    List<String> rows = predicted.out().lines().toList();
    assertThat(rows).hasSize(9).startsWith("image,rank,label,class,probability");
    for (int row = 1; row < rows.size(); row++) {
      String[] fields = rows.get(row).split(",");
      int index = row <= 4 ? 0 : 7;
      int label = Integer.parseInt(fields[2]);
      assertThat(fields[0]).endsWith("image-%d.png".formatted(index));
      assertThat(fields[1]).isEqualTo("" + ((row - 1) % 4 + 1));
      assertThat(fields[3]).isEqualTo(images.classNames().get(label));
      assertThat(Double.parseDouble(fields[4]))
          .isCloseTo(answers.probabilities()[index][label], within(1e-5));
      if (fields[1].equals("1")) {
        assertThat(label).isEqualTo((int) answers.labels()[index]);
      }
    }
  }

  @Test
  void predictScalesImagesOfAnotherSizeAndSaysSo() throws IOException {
    Path large = folder.resolve("large, wide.png");
    Files.write(large, TinyFolders.png(64, 80, new int[64 * 80]));
    Ran table = Ran.command("predict", study, large.toString());
    Ran csv = Ran.command("predict", study, large.toString(), "--format", "csv", "--top", "1");
    Ran json = Ran.command("predict", study, large.toString(), "--format", "json", "--top", "1");

    assertThat(table.status()).isZero();
    assertThat(table.err()).isEqualTo(large + " is scaled from 64x80 to 32x32 (height x width)\n");
    assertThat(table.out().lines()).hasSize(3).first().asString().startsWith(large.toString());
    assertThat(csv.out()).contains("\n\"%s\",1,".formatted(large));
    assertThat(json.out())
        .startsWith("{\"image\":\"%s\",\"rank\":1,\"label\":".formatted(large))
        .endsWith("}\n");
  }

  @Test
  void predictAnswersForTheOthersWhereAFileIsNoImage() throws IOException {
    Path none = folder.resolve("none.png");
    Path text = Files.writeString(folder.resolve("text.png"), "text");
    Ran mixed =
        Ran.command(
            "predict", study, none.toString(), text.toString(), image(1).toString(), "--top", "1");

    assertThat(mixed.status()).isEqualTo(1);
    assertThat(mixed.problems())
        .containsExactly(
            "clr-search: %s: file not found; name PNG or JPEG files after the study"
                .formatted(none),
            "clr-search: %s is not a PNG or JPEG (it starts with the bytes 74657874): replace it with an intact PNG or JPEG, or remove it"
                .formatted(text));
    assertThat(mixed.out().lines()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          export HERE/study --members most        | 1 | HERE/study has no test of the members 'most': the members are single, all, last-2, greedy, swa, last-1
          export HERE/study --members last-1 --training 0 | 1 | HERE/study has no test of the members 'last-1': the members are single, all, last-2, greedy, swa
          export HERE/study --training 5          | 1 | HERE/study has no tested training 5: the trainings are 0, 1
          export HERE/none                        | 1 | no study found in HERE/none: it has no study.json
          export HERE/untrained | 1 | HERE/untrained has no final network: train one with 'train STUDY.conf', and add --best-of HERE/untrained to use the best setting of this study
          export HERE/study --out HERE/none/a.onnx | 1 | HERE/none/a.onnx cannot be written: folder not found: HERE/none; name a file in an existing folder with --out
          export HERE/study --out HERE            | 1 | HERE cannot be written: it is a folder; name a file in an existing folder with --out
          predict HERE/study a.png --top 0        | 2 | --top must be at least 1, but is 0
          """)
  void refusesInOneLine(String line, int status, String problem) {
    Ran refused = Ran.line(line.replace("HERE", folder.toString()));

    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.problems())
        .containsExactly("clr-search: " + problem.replace("HERE", folder.toString()));
  }
}
