package io.github.clrsearch.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.config.DataConfiguration;
import io.github.clrsearch.config.DataConfiguration.Format;
import io.github.clrsearch.config.DataConfiguration.Missing;
import io.github.clrsearch.config.DataConfiguration.Synthetic;
import io.github.clrsearch.data.DataException;
import io.github.clrsearch.data.DataSet;
import io.github.clrsearch.data.formats.CifarSelection;
import io.github.clrsearch.data.formats.DataOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataSetsTest {
  private static final DataOptions OPTIONS =
      new DataOptions(
          new CifarSelection(List.of("data_batch_1.bin"), List.of("data_batch_3.bin")),
          List.of(),
          Optional.empty(),
          0);
  private static final List<String> FILES =
      List.of("data_batch_1.bin", "data_batch_3.bin", "test_batch.bin");
  private static final Synthetic SYNTHETIC = new Synthetic(3, 30, 6, 1);

  @TempDir private static Path there;
  @TempDir private Path empty;

  @BeforeAll
  static void write() throws IOException {
    CifarZeros.folder(there.resolve("a folder"), FILES);
    CifarZeros.archive(there.resolve("any name.tar.gz"), FILES);
  }

  private static DataSet load(String path, Format format) {
    return load(path, Missing.REFUSED, format);
  }

  private static DataSet load(String path, Missing missing, Format format) {
    DataConfiguration data = new DataConfiguration(path, missing, format, OPTIONS, 0, 0, SYNTHETIC);
    return DataSets.read(DataSets.find(data, new Configuration()), data);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a folder", "any name.tar.gz"})
  void readsAFolderOrAnArchiveByItsPath(String name) {
    for (Format format : List.of(Format.AUTO, Format.CIFAR_10)) {
      assertIsThere(load(there.resolve(name).toString(), format));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a folder", "any name.tar.gz"})
  void readsAFolderOrAnArchiveByItsUri(String name) {
    for (Format format : List.of(Format.AUTO, Format.CIFAR_10)) {
      assertIsThere(load("file://" + there + "/" + name, format));
    }
  }

  private static void assertIsThere(DataSet data) {
    assertThat(data.name()).isEqualTo("CIFAR-10");
    assertThat(data.images().count()).isEqualTo(20_000);
    assertThat(data.givenValidation()).isEqualTo(10_000);
    assertThat(data.test().count()).isEqualTo(10_000);
    assertThat(data.images().labels()[0]).isEqualTo((byte) 0);
    assertThat(data.images().labels()[10_000]).isEqualTo((byte) 1);
    assertThat(data.test().labels()[0]).isEqualTo((byte) 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "%s/nothing", "file://%s", "file://%s/nothing"})
  void generatesImagesWhereNothingLiesAtAPathThatNobodyHasNamed(String place) {
    assertIsSynthetic(load(place.formatted(empty), Missing.GENERATED, Format.AUTO));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "%s/nothing", "file://%s", "file://%s/nothing", "/dev/null"})
  void refusesANamedPathWhereNothingLies(String place) {
    String path = place.formatted(empty);

    assertThatThrownBy(() -> load(path, Format.AUTO))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "data.path is %s, which is empty or does not exist: correct it, or set data.format = synthetic to train on generated images",
            path);
  }

  @Test
  void offersADownloadOrGeneratedImagesWhereNobodyHasNamedAPath() {
    assertThatThrownBy(() -> load("no/such", Missing.OFFERED, Format.AUTO))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "data.path is not set, and its default no/such is empty or does not exist (absolute path: %s): download CIFAR-10 (170 MB) with './submit.sh data fetch', set data.path, or set data.format = synthetic to train on generated images",
            Path.of("no/such").toAbsolutePath());
  }

  @Test
  void tellsWhereARelativePathLeads() {
    assertThatThrownBy(() -> load("no/such", Format.AUTO))
        .hasMessageStartingWith(
            "data.path is no/such, which is empty or does not exist (absolute path: %s): correct it",
            Path.of("no/such").toAbsolutePath());
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "file:%s"})
  void refusesOtherFilesWhereTheFormatIsAuto(String place) throws IOException {
    Files.createDirectories(empty.resolve("cats"));
    Files.createDirectories(empty.resolve("dogs"));
    String path = place.formatted(empty);

    assertThatThrownBy(() -> load(path, Format.AUTO))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "%s contains cats, dogs, but expected CIFAR-10 (data_batch_1.bin .. or the archive), CIFAR-100 (train.bin .. or the archive), IDX files (train-images-idx3-ubyte ..) or folders of images (train/CLASS/*.png ..): set data.path, or download CIFAR with 'data fetch'",
            path);
  }

  @Test
  void generatesImagesWhereThatIsTheFormatWhateverLiesThere() {
    assertIsSynthetic(load(there.resolve("a folder").toString(), Format.SYNTHETIC));
  }

  private static void assertIsSynthetic(DataSet data) {
    assertThat(data.name()).isEqualTo("synthetic");
    assertThat(data.images().count()).isEqualTo(30);
    assertThat(data.images().classes()).isEqualTo(3);
    assertThat(data.test().count()).isEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cifar-10", "cifar-100"})
  void refusesAPlaceWithoutTheFormatThatIsAskedFor(String key) {
    Format format = new Format(key);
    String expected =
        format.equals(Format.CIFAR_10)
            ? "CIFAR-10 (data_batch_1.bin .. or the archive)"
            : "CIFAR-100 (train.bin .. or the archive)";
    for (String place : List.of(empty.toString(), "file:" + empty, "file:" + empty + "/none")) {
      assertThatThrownBy(() -> load(place, format))
          .isInstanceOf(DataException.class)
          .hasMessage(
              "%s is empty or does not exist, but expected %s: set data.path, or download CIFAR with 'data fetch'",
              place, expected);
    }
  }

  @Test
  void refusesAnotherFormatThanLiesThere() {
    String place = there.resolve("a folder").toString();

    assertThatThrownBy(() -> load(place, new Format("cifar-100")))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "%s contains data_batch_1.bin, data_batch_3.bin, test_batch.bin, but expected CIFAR-100 (train.bin .. or the archive): set data.path, or download CIFAR with 'data fetch'",
            place);
  }

  @Test
  void refusesAUriThatHadoopDoesNotKnow() {
    assertThatThrownBy(() -> load("none://host/data", Format.AUTO))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "none://host/data cannot be opened (No FileSystem for scheme \"none\"): set data.path to a folder, an archive or a URI that Hadoop supports");
  }
}
