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
    return FormatHints.in(DataFiles.of(place));
  }

  /** A name that ends with a slash is a folder's; several are separated by blanks. */
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
          cifar-10-binary.tar.gz.partial     | a download that broke off       | './submit.sh data fetch' again
          cifar-10-binary.tar                | CIFAR's archive under another name or in another form | unpack it
          cifar-10-binary(1).tar.gz README   | CIFAR's archive under another name or in another form | call it cifar-10-binary.tar.gz
          emnist-train-images-idx3-ubyte.gz  | an IDX file of another name     | call the four of them train-images-idx3-ubyte
          mnist.zip                          | an archive                      | unpack it
          mnist.npz                          | a file of NumPy                 | convert it
          train-0000.parquet README.md       | a table                         | convert it
          mnist_train.csv                    | a table                         | convert it
          cats.h5                            | data in another form            | convert it
          """)
  void namesWhatLiesThereAndTheWayOut(String names, String what, String wayOut) throws IOException {
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
                  .startsWith(folder + " holds ")
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
  void tellsHowImagesMustLie(String image, String what) throws IOException {
    TinyFolders.write(folder, image, new byte[1]);

    assertThat(line(folder))
        .hasValue(
            "%s holds %s, but images are read from train/CLASS and test/CLASS, each class a folder: lay or rename them so"
                .formatted(folder, what));
  }

  @Test
  void namesTheFolderInWhichTheDataLies() throws IOException {
    TinyIdx.write(folder.resolve("mnist"), 6, 3);

    assertThat(line(folder))
        .hasValue(
            "%1$s holds mnist, where IDX images lie: set data.path to %1$s/mnist"
                .formatted(folder));
  }

  @Test
  void looksIntoARenamedArchive() throws IOException {
    Path archive =
        Files.write(
            folder.resolve("c.tgz"),
            TinyCifar.archive("cifar-10-batches-py", Map.of("data_batch_1", new byte[3])));

    assertThat(line(archive))
        .hasValueSatisfying(text -> assertThat(text).contains("the Python version of CIFAR-10"));
  }

  @Test
  void knowsNothingOfOtherPlaces() throws IOException {
    assertThat(line(folder)).isEmpty();
    Files.write(folder.resolve("README.md"), new byte[1]);
    Files.createDirectories(folder.resolve("cats"));
    assertThat(line(folder)).isEmpty();
    assertThat(line(folder.resolve("none"))).isEmpty();
  }

  @Test
  void cifarSaysSoWhereItIsAskedFor() throws IOException {
    Files.createDirectories(folder.resolve("cifar-10-batches-py"));

    assertThatThrownBy(() -> CifarSource.require(DataFiles.of(folder), CifarLayout.ALL))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "%s holds cifar-10-batches-py, the Python version of CIFAR-10, which is not read: get the binary version with './submit.sh data fetch', or set data.path to it",
            folder);
  }
}
