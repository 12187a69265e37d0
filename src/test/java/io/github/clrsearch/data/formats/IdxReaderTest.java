package io.github.clrsearch.data.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.data.DataException;
import io.github.clrsearch.data.DataSet;
import io.github.clrsearch.data.ImageShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdxReaderTest {
  private static final String IMAGES = "train-images-idx3-ubyte";
  private static final String LABELS = "train-labels-idx1-ubyte";

  @TempDir private Path folder;

  @BeforeEach
  void lay() throws IOException {
    TinyIdx.write(folder, 12, 6);
  }

  private DataSet read(String... classNames) {
    return IdxReader.read(DataFiles.of(folder), List.of(classNames));
  }

  private void write(String name, byte[] content) throws IOException {
    Files.write(folder.resolve(name), content);
  }

  private void assertRefused(String message) {
    assertThatThrownBy(this::read)
        .isInstanceOf(DataException.class)
        .hasMessage(message.replace("HERE", folder.toString()));
  }

  @Test
  void readsFilesAsTheyAreAndGzippedInTheirOrder() throws IOException {
    DataSet data = read();

    assertThat(data.name()).isEqualTo("IDX images");
    assertThat(data.origin()).isEqualTo(folder.toString());
    assertThat(data.images().shape()).isEqualTo(new ImageShape(1, 4, 6));
    assertThat(data.images().labels()).containsExactly(0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2);
    assertThat(data.images().classNames()).containsExactly("0", "1", "2");
    byte[] file = Files.readAllBytes(folder.resolve(IMAGES));
    assertThat(data.images().pixels()).hasSize(12 * 24).endsWith(file[file.length - 1]);
    assertThat(data.images().pixels()[0]).isEqualTo(file[16]);
    assertThat(data.test().count()).isEqualTo(6);
    assertThat(data.givenValidation()).isZero();
    assertThat(data.contents())
        .isEqualTo(
            "IDX images in %s: 1x4x6, 3 classes%n  training and validation: 12 images (0 4, 1 4, 2 4)%n  test: 6 images (0 2, 1 2, 2 2)%n",
            folder);
  }

  @Test
  void takesAGzippedFileForWhatItIsWhateverItsName() throws IOException {
    DataSet plain = read();
    write(IMAGES, TinyIdx.zipped(Files.readAllBytes(folder.resolve(IMAGES))));

    assertThat(read().checksum()).isEqualTo(plain.checksum());
  }

  @Test
  void readsImagesInColour() throws IOException {
    for (String part : List.of("train", "t10k")) {
      for (String ending : List.of("", ".gz")) {
        Files.deleteIfExists(folder.resolve(part + "-images-idx3-ubyte" + ending));
      }
      int count = part.equals("train") ? 12 : 6;
      write(part + "-images-idx4-ubyte", TinyIdx.file(new byte[count * 30], count, 3, 2, 5));
    }

    assertThat(read().images().shape()).isEqualTo(new ImageShape(3, 2, 5));
  }

  @Test
  void namesClassesByTheFileBesideThemAndByWhatIsGivenOverIt() throws IOException {
    Files.writeString(folder.resolve("classes.txt"), "shirt\r\n bag \n\nboot\n");

    assertThat(read().images().classNames()).containsExactly("shirt", "bag", "boot");
    assertThat(read("a", "b", "c", "d").test().classNames()).containsExactly("a", "b", "c", "d");
  }

  @Test
  void refusesTooFewNames() throws IOException {
    assertThatThrownBy(() -> read("a", "b"))
        .hasMessage(
            "data.class-names must have 3 .. 256 class names, because the greatest label is 2, but has 2: correct it, or remove it to use the labels as names");
    Files.writeString(folder.resolve("classes.txt"), "one\n");
    assertRefused(
        "HERE/classes.txt must have 3 .. 256 class names, because the greatest label is 2, but has 1: correct it, or remove it to use the labels as names");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".gz"})
  void readsFilesWithADotInTheirNames(String ending) throws IOException {
    String checksum = IdxReader.read(DataFiles.of(folder), List.of()).checksum();
    for (String name : DataFiles.of(folder).names()) {
      Path file = folder.resolve(name);
      String dotted = name.replace(".gz", "").replace("-idx", ".idx") + ending;
      Files.move(file, folder.resolve(dotted));
    }

    assertThat(IdxReader.isThere(DataFiles.of(folder))).isTrue();
    assertThat(IdxReader.read(DataFiles.of(folder), List.of()).checksum()).isEqualTo(checksum);
  }

  @Test
  void isThereWhereAnyFileIsAndNamesThoseThatAreMissing() throws IOException {
    Files.delete(folder.resolve(IMAGES));
    Files.delete(folder.resolve("t10k-labels-idx1-ubyte.gz"));

    assertThat(IdxReader.isThere(DataFiles.of(folder))).isTrue();
    assertThat(IdxReader.isThere(DataFiles.of(folder.resolve("none")))).isFalse();
    assertRefused(
        "HERE does not contain train-images-idx3-ubyte, t10k-labels-idx1-ubyte (or the same with .gz): put all four IDX files there, or set data.path");
  }

  @Test
  void refusesWhatDoesNotFitTogether() throws IOException {
    byte[] images = Files.readAllBytes(folder.resolve(IMAGES));
    write(LABELS, TinyIdx.file(new byte[11], 11));
    assertRefused(
        "HERE/train-labels-idx1-ubyte must have one label for each of the 12 images, but has 11: download both files again");
    write(LABELS, TinyIdx.file(new byte[12], 12));
    write(IMAGES, TinyIdx.file(new byte[12 * 20], 12, 5, 4));
    assertRefused(
        "HERE/t10k-images-idx3-ubyte.gz has images of 1x4x6, but HERE/train-images-idx3-ubyte of 1x5x4: both must have the same shape, download them again");
    write(IMAGES, TinyIdx.file(new byte[24], 12, 2));
    assertRefused(
        "HERE/train-images-idx3-ubyte must be images x height x width, or images x channels x height x width, but is 12 x 2: download it again");
    write(IMAGES, images);
    write("t10k-labels-idx1-ubyte.gz", TinyIdx.file(new byte[6], 6));
    assertRefused(
        "HERE/train-labels-idx1-ubyte must have labels of at least 2 classes, but all labels are 0: use other files");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                          | starts with the bytes (none), but an IDX file of unsigned bytes starts with 00 00 08 and the number of dimensions, 1 .. 4
          3c68746d6c3e                | starts with the bytes 3c 68 74 6d, but an IDX file of unsigned bytes starts with 00 00 08 and the number of dimensions, 1 .. 4
          00000d0300000001            | starts with the bytes 00 00 0d 03, but an IDX file of unsigned bytes starts with 00 00 08 and the number of dimensions, 1 .. 4
          0000080300000001000000      | is truncated inside its header
          00000803000000000000000200000002 | declares 0 x 2 x 2 bytes in its header, but must contain 1 .. 2147483639
          00000803ffffffff0000000200000002 | declares 4294967295 x 2 x 2 bytes in its header, but must contain 1 .. 2147483639
          000008037fffffff7fffffff7fffffff | declares 2147483647 x 2147483647 x 2147483647 bytes in its header, but must contain 1 .. 2147483639
          00000803000100000000100000000007 | must contain 65536 x 4096 x 7 = 1879048192 bytes after its header, but contains 0
          000008030000000100000001000000010203 | must contain 1 x 1 x 1 = 1 bytes after its header, but contains more
          1f8b0800                    | is truncated inside the compressed data
          1f8b07000000000000ff        | is corrupt: the compressed data cannot be unpacked (Unsupported compression method)
          """)
  void refusesADamagedFileInOneLine(String hex, String problem) throws IOException {
    write(IMAGES, java.util.HexFormat.of().parseHex(hex));

    assertRefused("HERE/train-images-idx3-ubyte " + problem + ": download it again");
  }
}
