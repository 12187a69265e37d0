package io.github.clrsearch.data.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatHintsTest {
  @TempDir private Path folder;

  private static Optional<String> line(Path place) throws IOException {
    return FormatHints.explain(DataFiles.of(place));
  }

  /** Names ending with a slash are folders; blanks separate names. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          cifar-10-python.tar.gz             | the Python version of CIFAR-10  | './submit.sh data fetch'
          cifar-10-batches-py/               | the Python version of CIFAR-10  | './submit.sh data fetch'
          data_batch_1 test_batch            | the Python version of CIFAR-10  | './submit.sh data fetch'
          cifar-10-matlab.tar.gz             | the Matlab version of CIFAR-10  | './submit.sh data fetch'
          cifar-10-batches-mat/              | the Matlab version of CIFAR-10  | './submit.sh data fetch'
          data_batch_1.mat                   | the Matlab version of CIFAR-10  | './submit.sh data fetch'
          cifar-100-python.tar.gz            | the Python version of CIFAR-100 | './submit.sh data fetch cifar-100'
          cifar-100-python/                  | the Python version of CIFAR-100 | './submit.sh data fetch cifar-100'
          train test meta file.txt~          | the Python version of CIFAR-100 | './submit.sh data fetch cifar-100'
          cifar-100-matlab.tar.gz            | the Matlab version of CIFAR-100 | './submit.sh data fetch cifar-100'
          cifar-100-matlab/                  | the Matlab version of CIFAR-100 | './submit.sh data fetch cifar-100'
          train.mat test.mat                 | the Matlab version of CIFAR-100 | './submit.sh data fetch cifar-100'
          cifar-10-binary.tar.gz.partial     | an incomplete download          | './submit.sh data fetch' again
          cifar-10-binary.tar                | a CIFAR archive with another name or format | unpack it
          cifar-10-binary(1).tar.gz README   | a CIFAR archive with another name or format | rename it to cifar-10-binary.tar.gz
          emnist-train-images-idx3-ubyte.gz  | an IDX file with another name     | rename the four files to train-images-idx3-ubyte
          mnist.zip                          | an archive                      | unpack it
          mnist.npz                          | a file in a format that is not supported | convert it
          train-0000.parquet README.md       | a file in a format that is not supported | convert it
          mnist_train.csv                    | a file in a format that is not supported | convert it
          cats.h5                            | a file in a format that is not supported | convert it
          """)
  void namesUnsupportedDataAndWhatToDo(String names, String what, String wayOut)
      throws IOException {
    for (String name : names.split(" ")) {
      if (name.endsWith("/")) {
        Files.createDirectories(folder.resolve(name));
      } else {
        Files.write(folder.resolve(name), new byte[1]);
      }
    }
    assertThat(line(folder))
        .hasValueSatisfying(
            text -> {
              assertThat(text.lines()).hasSize(1);
              assertThat(text)
                  .startsWith(folder + " contains ")
                  .contains(", " + what)
                  .contains(wayOut);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cats/1.png          | cats, a folder of images
          training/cat/1.JPG  | training/cat, a folder of images
          1.png               | images
          train/1.png         | train, a folder of images
          """)
  void explainsWhereImagesMustBe(String image, String what) throws IOException {
    TinyFolders.write(folder, image, new byte[1]);

    assertThat(line(folder))
        .hasValue(
            "%s contains %s, but images must be in train/CLASS and test/CLASS, one folder per class: move or rename them"
                .formatted(folder, what));
  }

  @Test
  void namesTheFolderThatContainsTheData() throws IOException {
    TinyIdx.write(folder.resolve("mnist"), 6, 3);

    assertThat(line(folder))
        .hasValue(
            "%1$s contains mnist, which contains IDX images: set data.path to %1$s/mnist"
                .formatted(folder));
  }

  @Test
  void recognizesTheContentOfARenamedArchive() throws IOException {
    Path archive =
        Files.write(
            folder.resolve("c.tgz"),
            TinyCifar.archive("cifar-10-batches-py", Map.of("data_batch_1", new byte[3])));

    assertThat(line(archive))
        .hasValueSatisfying(text -> assertThat(text).contains("the Python version of CIFAR-10"));
  }

  @Test
  void isEmptyForUnknownNames() throws IOException {
    assertThat(line(folder)).isEmpty();
    Files.write(folder.resolve("README.md"), new byte[1]);
    Files.createDirectories(folder.resolve("cats"));
    assertThat(line(folder)).isEmpty();
    assertThat(line(folder.resolve("none"))).isEmpty();
  }

  @Test
  void explainsAMissingCifarDataSet() throws IOException {
    Files.createDirectories(folder.resolve("cifar-10-batches-py"));

    assertThatThrownBy(() -> CifarSource.require(DataFiles.of(folder), CifarLayout.CIFAR_10))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "%s contains cifar-10-batches-py, the Python version of CIFAR-10, which is not supported: download the binary version with './submit.sh data fetch', or set data.path to it",
            folder);
  }
}
