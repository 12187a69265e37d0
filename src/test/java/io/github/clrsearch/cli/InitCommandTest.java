package io.github.clrsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.config.DataConfiguration.Format;
import io.github.clrsearch.config.StudyConfiguration;
import io.github.clrsearch.config.StudyReader;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.workflow.CifarZeros;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Writes a study file for the data that it finds; the search command accepts the file unchanged.
 */
class InitCommandTest {
  private static final List<String> CIFAR =
      List.of(
          "data_batch_1.bin",
          "data_batch_2.bin",
          "data_batch_3.bin",
          "data_batch_4.bin",
          "data_batch_5.bin",
          "test_batch.bin");

  @TempDir private Path folder;

  private Ran init(String name, Path data) {
    return Ran.command("init", folder.resolve(name).toString(), "--data", data.toString());
  }

  private StudyConfiguration written(String file) {
    return StudyReader.read(folder.resolve(file), List.of());
  }

  @Test
  void writesAStudyOfTheDataInAFolder() throws IOException {
    Path data = CifarZeros.folder(folder.resolve("some \"data\""), CIFAR);
    Ran ran = init("clothes", data);

    assertThat(ran.err()).isEmpty();
    assertThat(ran.status()).isZero();
    Path file = folder.resolve("clothes.conf");
    assertThat(ran.out().lines())
        .containsExactly(
            file + ": a study of CIFAR-10",
            "check it and estimate its time: ./submit.sh search %s --plan".formatted(file),
            "run it: ./submit.sh search %s".formatted(file));
    StudyConfiguration study = written("clothes.conf");
    assertThat(study.study().name()).isEqualTo("clothes");
    assertThat(study.study().stages())
        .extracting(Stage::name)
        .containsExactly("coarse", "fine", "confirm");
    assertThat(study.data().path()).isEqualTo(data.toString());
    assertThat(study.data().validation()).isEqualTo(5000);
    assertThat(Files.readString(file))
        .contains("# CIFAR-10 (", "50000 training and validation images")
        .doesNotContain("@");
  }

  @Test
  void fitsTheSplitToFewImages() throws IOException {
    for (String part : List.of("train", "test")) {
      for (String label : List.of("cats", "dogs")) {
        Path images = Files.createDirectories(folder.resolve("pets").resolve(part).resolve(label));
        for (int i = 0; i < 10; i++) {
          ImageIO.write(
              new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB),
              "png",
              images.resolve(i + ".png").toFile());
        }
      }
    }
    assertThat(init("pets.conf", folder.resolve("pets")).status()).isZero();
    assertThat(written("pets.conf").data().validation()).isEqualTo(2);
    assertThat(written("pets.conf").study().space().distribution("batch_size").range().max())
        .isEqualTo(1);
  }

  @Test
  void writesTheFileEvenIfTheDataNeedsAnotherKey() throws IOException {
    Path images = Files.createDirectories(folder.resolve("pets/train/cats"));
    ImageIO.write(
        new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB),
        "png",
        images.resolve("a.png").toFile());
    Ran ran = init("pets", folder.resolve("pets"));

    assertThat(ran.status()).isZero();
    assertThat(ran.out()).contains("the data cannot be read yet: ");
    assertThat(Files.readString(folder.resolve("pets.conf")))
        .contains("# The data cannot be read yet: ");
    assertThat(written("pets.conf").data().path()).isEqualTo(folder.resolve("pets").toString());
  }

  @Test
  void generatesImagesIfThereIsNoData() {
    Ran ran = Ran.command("init", folder.resolve("first").toString());

    assertThat(ran.status()).isZero();
    if (Files.isDirectory(Path.of("data/cifar-10-batches-bin"))) {
      assertThat(written("first.conf").data().path()).isEqualTo("data/cifar-10-batches-bin");
    } else {
      assertThat(ran.out()).contains("first.conf: a study of generated images");
      assertThat(written("first.conf").data().format()).isEqualTo(Format.SYNTHETIC);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          init %s/taken                   | 1 | %s/taken.conf already exists: choose another name, or remove it
          init %s/none/study              | 1 | %s/none/study.conf cannot be written (NoSuchFileException: %s/none/study.conf): name a file in an existing folder
          init -- %s/-x                   | 2 | the name of a study must begin with a letter or digit and continue with letters, digits, '.', '_' or '-', but got '-x': rename it
          init %s/new --data %s/empty     | 1 | %s/empty is empty or does not exist, but expected CIFAR-10
          init one two                    | 2 | Unmatched argument at index 2: 'two'
          """)
  void refusesWhatItCannotWrite(String line, int status, String problem) throws IOException {
    Files.writeString(folder.resolve("taken.conf"), "mine");
    Ran ran = Ran.line(line.replace("%s", folder.toString()));

    assertThat(ran.status()).isEqualTo(status);
    assertThat(ran.problems().get(0))
        .startsWith("clr-search: " + problem.replace("%s", folder.toString()));
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("taken.conf"));
    }
    assertThat(folder.resolve("taken.conf")).hasContent("mine");
  }
}
