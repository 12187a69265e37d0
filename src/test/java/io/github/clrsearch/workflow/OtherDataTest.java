package io.github.clrsearch.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.cli.Ran;
import io.github.clrsearch.config.StudyConfiguration;
import io.github.clrsearch.config.StudyTexts;
import io.github.clrsearch.data.DataException;
import io.github.clrsearch.data.DataSet;
import io.github.clrsearch.data.formats.TinyFolders;
import io.github.clrsearch.data.formats.TinyIdx;
import io.github.clrsearch.store.TestedRow.TestRow;
import io.github.clrsearch.workflow.FinalStudies.Printed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** IDX files and folders of images, from the configuration to the tested network. */
class OtherDataTest {
  @TempDir private Path folder;

  private String lay(String kind, int training, int test) throws IOException {
    Path data = folder.resolve("data");
    return (kind.equals("idx")
            ? TinyIdx.write(data, training, test)
            : TinyFolders.write(data, training, test))
        .toString();
  }

  /** The images are grey and not square, and have three classes. */
  @ParameterizedTest
  @CsvSource({
    "idx, '', IDX images, 0",
    "folders, '', image folders, first",
    "idx, file://, IDX images, 0",
    "folders, file://, image folders, first"
  })
  void trainsAndTestsOnThem(String kind, String scheme, String name, String first)
      throws Exception {
    String path = scheme + lay(kind, 240, 60);
    Printed ran =
        new FinalStudies(folder)
            .train(
                1,
                "data.path=" + path,
                "data.format=" + (scheme.isEmpty() ? "auto" : kind),
                "space.mirror=0.5",
                "space.shift=1",
                "space.eta_max=0.1");

    assertThat(ran.open().data().name()).isEqualTo(name);
    assertThat(ran.open().data().images().shape()).hasToString("1x4x6");
    assertThat(ran.open().data().images().classNames()).hasSize(3).startsWith(first);
    TestRow single = ran.open().store().results().tests().get(0).test("single", "none");
    assertThat(single.images()).isEqualTo(60);
    assertThat(single.accuracy()).isGreaterThan(0.5);
    assertThat(ran.open().store().results().network("train-00000-cycle-03").metadata())
        .containsEntry("image_shape", "1x4x6")
        .containsEntry("data", name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"idx", "folders"})
  void checkSaysWhatIsThere(String kind) throws IOException {
    Ran ran = Ran.command("data", "check", lay(kind, 9, 6));

    assertThat(ran.status()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out().lines())
        .hasSize(3)
        .first()
        .asString()
        .endsWith("%s/data: 1x4x6, 3 classes".formatted(folder));
  }

  @Test
  void checkListsAllDamagedImagesAndWhatIsNotRead() throws IOException {
    String data = lay("folders", 9, 6);
    Path notes = Files.writeString(Path.of(data, "train/first/notes.txt"), "text");
    Ran whole = Ran.command("data", "check", data);
    for (int i = 0; i < 5; i++) {
      Files.copy(notes, Path.of(data, "test/third/%d.png".formatted(i)));
    }
    Ran damaged = Ran.command("data", "check", data);

    assertThat(whole.status()).isZero();
    assertThat(whole.out().lines()).hasSize(4).last().isEqualTo("  ignored: 1 *.txt");
    assertThat(damaged.status()).isEqualTo(1);
    assertThat(damaged.out()).isEmpty();
    assertThat(damaged.problems())
        .hasSize(5)
        .allMatch(line -> line.startsWith("clr-search: " + data + "/test/third/"));
  }

  @Test
  void checkFailsInOneLineWhereSomethingIsMissing() throws IOException {
    Ran ran = Ran.command("data", "check", lay("folders", 9, 0));

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.problems())
        .containsExactly(
            "clr-search: %s/data has no folder test with images (test/CLASS/*.png): create one, or hold out images of train with data.test = N"
                .formatted(folder));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          idx     | 6 | class-names = [a, b, c]    | 1x4x6 | a,b,c             | 6
          folders | 6 | size = [2, 3]              | 1x2x3 | first,second,third | 6
          folders | 0 | size = [8, 1], test = 3    | 1x8x1 | first,second,third | 3
          """)
  void whatTheFilesDoNotSayIsConfigured(
      String kind, int laid, String keys, String shape, String names, int test) throws IOException {
    String path = lay(kind, 9, laid);
    StudyConfiguration study =
        new StudyTexts(folder).read("data { path = \"%s\", %s }".formatted(path, keys));

    DataSet data = DataSets.read(DataSets.find(study.data(), SparkSessions.hadoop()), study.data());

    assertThat(data.images().shape()).hasToString(shape);
    assertThat(String.join(",", data.images().classNames())).isEqualTo(names);
    assertThat(data.images().count()).isEqualTo(laid == 0 ? 6 : 9);
    assertThat(data.test().count()).isEqualTo(test);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          idx     | data.training=[a.bin]          | IDX images    | data.training
          idx     | data.validation=[a.bin]        | IDX images    | a list of files in data.validation
          idx     | data { size = [3, 3], test = 3 } | IDX images    | data.size, data.test
          folders | data { training = [a], class-names = [a, b] } | image folders | data.training, data.class-names
          """)
  void keysOfAnotherFormatAreRefusedTogether(String kind, String setting, String name, String keys)
      throws IOException {
    String path = lay(kind, 9, 6);
    StudyConfiguration study =
        new StudyTexts(folder).read("data.path = \"%s\"%n%s".formatted(path, setting));

    assertThatThrownBy(
            () -> DataSets.read(DataSets.find(study.data(), SparkSessions.hadoop()), study.data()))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "%s is read as %s, to which %s does not apply: remove that setting, or correct data.path or data.format",
            path, name, keys);
  }
}
