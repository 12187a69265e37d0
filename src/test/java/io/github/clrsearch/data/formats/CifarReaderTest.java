package io.github.clrsearch.data.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.data.DataException;
import io.github.clrsearch.data.DataSet;
import io.github.clrsearch.data.Images;
import io.github.clrsearch.data.Split;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CifarReaderTest {
  private static final CifarLayout TEN = TinyCifar.TEN;

  @TempDir Path folder;

  /** The forms in which the same data can be stored. */
  enum Lying {
    FILES,
    FOLDER_OF_FILES,
    FOLDER_WITH_ARCHIVE,
    ARCHIVE,
    RENAMED_ARCHIVE;

    Path lay(Path folder, CifarLayout layout) throws IOException {
      return switch (this) {
        case FILES -> TinyCifar.write(folder.resolve("any"), TinyCifar.files(layout));
        case FOLDER_OF_FILES ->
            TinyCifar.write(folder.resolve(layout.folder()), TinyCifar.files(layout)).getParent();
        case FOLDER_WITH_ARCHIVE ->
            Files.write(folder.resolve(layout.archive()), TinyCifar.archive(layout)).getParent();
        case ARCHIVE -> Files.write(folder.resolve(layout.archive()), TinyCifar.archive(layout));
        case RENAMED_ARCHIVE -> Files.write(folder.resolve("c.tgz"), TinyCifar.archive(layout));
      };
    }
  }

  private static DataSet read(Path path, CifarSelection selection) {
    return read(path, TEN, selection);
  }

  private static DataSet read(Path path, CifarLayout layout, CifarSelection selection) {
    return CifarReader.read(CifarSource.require(DataFiles.of(path), layout), selection);
  }

  private static void assertFileAt(CifarLayout layout, Images images, int first, String file) {
    int size = layout.shape().size();
    for (int r = 0; r < layout.records(file); r++) {
      assertThat(images.label(first + r)).isEqualTo(TinyCifar.label(layout, file, r));
      for (int p = 0; p < size; p++) {
        assertThat(images.pixels()[(first + r) * size + p])
            .isEqualTo(TinyCifar.pixel(layout, file, r, p));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void readsEveryFileIntoItsPlaceWhereverTheDataLies(Lying lying) throws IOException {
    DataSet data = read(lying.lay(folder, TEN), CifarSelection.ALL);
    assertThat(data.name()).isEqualTo("tiny-10");
    assertThat(data.origin()).startsWith(folder.toString());
    assertThat(data.images().count()).isEqualTo(60);
    assertThat(data.givenValidation()).isZero();
    assertFileAt(TEN, data.images(), 0, "batch_1.bin");
    assertFileAt(TEN, data.images(), 20, "batch_2.bin");
    assertFileAt(TEN, data.images(), 40, "batch_3.bin");
    assertFileAt(TEN, data.test(), 0, "test.bin");
    assertThat(data.images().classNames()).hasSize(10).startsWith("name 0", "name 1");
  }

  @ParameterizedTest
  @EnumSource
  void countsTheFineLabelWhereThereIsACoarseOneBeforeIt(Lying lying) throws IOException {
    DataSet data =
        read(lying.lay(folder, TinyCifar.HUNDRED), TinyCifar.HUNDRED, CifarSelection.ALL);
    assertThat(data.name()).isEqualTo("tiny-100");
    assertFileAt(TinyCifar.HUNDRED, data.images(), 0, "fine_train.bin");
    assertFileAt(TinyCifar.HUNDRED, data.test(), 0, "fine_test.bin");
    assertThat(data.images().classes()).isEqualTo(100);
  }

  @ParameterizedTest
  @EnumSource
  void putsTheGivenValidationFilesLast(Lying lying) throws IOException {
    CifarSelection selection = new CifarSelection(List.of("batch_3.bin"), List.of("batch_1.bin"));
    DataSet data = read(lying.lay(folder, TEN), selection);
    assertThat(data.images().count()).isEqualTo(40);
    assertThat(data.givenValidation()).isEqualTo(20);
    assertFileAt(TEN, data.images(), 0, "batch_3.bin");
    assertFileAt(TEN, data.images(), 20, "batch_1.bin");
    assertThat(Split.of(data, 5, 1).validation()).startsWith(20).endsWith(39).hasSize(20);
  }

  @Test
  void trainsOnWhatDoesNotValidateWhereOnlyValidationIsNamed() throws IOException {
    DataSet data =
        read(Lying.FILES.lay(folder, TEN), new CifarSelection(List.of(), List.of("batch_2.bin")));
    assertFileAt(TEN, data.images(), 0, "batch_1.bin");
    assertFileAt(TEN, data.images(), 20, "batch_3.bin");
    assertFileAt(TEN, data.images(), 40, "batch_2.bin");
  }

  @Test
  void needsOnlyTheFilesThatAreNamed() throws IOException {
    Path path = Lying.FILES.lay(folder, TEN);
    Files.delete(path.resolve("batch_1.bin"));
    DataSet data = read(path, new CifarSelection(List.of("batch_2.bin"), List.of()));
    assertFileAt(TEN, data.images(), 0, "batch_2.bin");
  }

  @ParameterizedTest
  @EnumSource(names = {"FILES", "ARCHIVE"})
  void usesTheBuiltInNamesWhereTheirFileIsMissing(Lying lying) throws IOException {
    Map<String, byte[]> files = TinyCifar.files(TEN);
    files.remove("names.txt");
    Path path =
        lying == Lying.FILES
            ? TinyCifar.write(folder, files)
            : Files.write(folder.resolve("tiny.tar.gz"), TinyCifar.archive("x", files));
    assertThat(read(path, CifarSelection.ALL).images().classNames())
        .containsExactly(
            "airplane",
            "automobile",
            "bird",
            "cat",
            "deer",
            "dog",
            "frog",
            "horse",
            "ship",
            "truck");
  }

  @Test
  void prefersACompleteFolderToAnArchiveAndAnArchiveToAnIncompleteFolder() throws IOException {
    Lying.FOLDER_WITH_ARCHIVE.lay(folder, TEN);
    Path files = Lying.FOLDER_OF_FILES.lay(folder, TEN).resolve(TEN.folder());
    assertThat(read(folder, CifarSelection.ALL).origin()).isEqualTo(files.toString());
    Files.delete(files.resolve("batch_3.bin"));
    assertThat(read(folder, CifarSelection.ALL).origin())
        .isEqualTo(folder.resolve("tiny.tar.gz").toString());
  }

  @Test
  void namesAllMissingFilesInOneLine() throws IOException {
    Path path = Lying.FILES.lay(folder, TEN);
    Files.delete(path.resolve("batch_1.bin"));
    Files.delete(path.resolve("test.bin"));
    assertThatThrownBy(() -> read(path, CifarSelection.ALL))
        .isInstanceOf(DataException.class)
        .hasMessage(
            path
                + " does not contain batch_1.bin, test.bin of tiny-10: get it with 'data fetch', or list the existing files in data.training and data.validation");
  }

  @Test
  void namesAllFilesMissingFromAnArchive() throws IOException {
    Map<String, byte[]> files = TinyCifar.files(TEN);
    files.keySet().retainAll(List.of("batch_2.bin"));
    Path path = Files.write(folder.resolve("tiny.tar.gz"), TinyCifar.archive("x", files));
    assertThatThrownBy(() -> read(path, CifarSelection.ALL))
        .hasMessageStartingWith(
            path + " does not contain batch_1.bin, batch_3.bin, test.bin of tiny-10: ");
  }

  @ParameterizedTest
  @EnumSource(names = {"FILES", "ARCHIVE"})
  void tellsATruncatedFileByItsSize(Lying lying) throws IOException {
    assertFault(
        lying,
        bytes -> Arrays.copyOf(bytes, 250),
        "batch_2.bin must have 260 bytes (20 records of 13 bytes), but has 250, 10 too few: it ends inside record 19, which starts at byte 247: download it again");
  }

  @ParameterizedTest
  @EnumSource(names = {"FILES", "ARCHIVE"})
  void tellsAFileThatIsTooLong(Lying lying) throws IOException {
    assertFault(
        lying,
        bytes -> Arrays.copyOf(bytes, 273),
        "batch_2.bin must have 260 bytes (20 records of 13 bytes), but has 273, 13 too many: it contains 21 complete records: download it again");
  }

  @ParameterizedTest
  @EnumSource(names = {"FILES", "ARCHIVE"})
  void tellsWhereALabelIsOutOfRange(Lying lying) throws IOException {
    assertFault(
        lying,
        bytes -> {
          bytes[3 * 13] = (byte) 200;
          return bytes;
        },
        "batch_2.bin has label 200 in record 3, at byte 39, but labels of tiny-10 are 0 .. 9: the file is damaged or belongs to another data set, download it again");
  }

  private interface Fault {
    byte[] apply(byte[] bytes);
  }

  private void assertFault(Lying lying, Fault fault, String message) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>(TinyCifar.files(TEN));
    files.compute("batch_2.bin", (name, bytes) -> fault.apply(bytes));
    Path path =
        lying == Lying.FILES
            ? TinyCifar.write(folder, files)
            : Files.write(folder.resolve("tiny.tar.gz"), TinyCifar.archive("b", files));
    assertThatThrownBy(() -> read(path, CifarSelection.ALL))
        .isInstanceOf(DataException.class)
        .hasMessage(path + (lying == Lying.FILES ? "/" : "!b/") + message);
  }

  @Test
  void tellsAWrongNumberOfClassNames() throws IOException {
    Path path = Lying.FILES.lay(folder, TEN);
    Files.writeString(path.resolve("names.txt"), "one\ntwo\n");
    assertThatThrownBy(() -> read(path, CifarSelection.ALL))
        .hasMessageContaining(
            "names.txt must contain 10 class names for tiny-10, one per line, but contains 2");
  }

  @Test
  void tellsATruncatedArchive() throws IOException {
    byte[] archive = TinyCifar.archive(TEN);
    Path path =
        Files.write(folder.resolve("tiny.tar.gz"), Arrays.copyOf(archive, archive.length - 30));
    assertThatThrownBy(() -> read(path, CifarSelection.ALL))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "%s is truncated after %d bytes, inside the compressed data: download it again"
                .formatted(path, archive.length - 30));
  }

  @Test
  void tellsAnArchiveWithADamagedChecksum() throws IOException {
    byte[] archive = TinyCifar.archive(TEN);
    archive[archive.length - 6] ^= 1;
    Path path = Files.write(folder.resolve("tiny.tar.gz"), archive);
    assertThatThrownBy(() -> read(path, CifarSelection.ALL))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("tiny.tar.gz is corrupt: the compressed data cannot be unpacked");
  }

  @Test
  void tellsAWebPageInsteadOfAnArchive() throws IOException {
    Path path = folder.resolve("tiny.tar.gz");
    Files.writeString(path, "\n<!DOCTYPE html><title>moved</title>", StandardCharsets.UTF_8);
    assertThatThrownBy(() -> read(path, CifarSelection.ALL))
        .hasMessage(
            path
                + " is a web page, expected a gzipped tar (1f 8b): download it from another address");
  }

  @Test
  void tellsOtherBytesAndAnEmptyFileInsteadOfAnArchive() throws IOException {
    Path path = Files.write(folder.resolve("tiny.tar.gz"), new byte[] {'P', 'K', 3, 4});
    assertThatThrownBy(() -> read(path, CifarSelection.ALL))
        .hasMessageContaining("starts with the bytes 50 4b, expected a gzipped tar");
    Files.write(path, new byte[0]);
    assertThatThrownBy(() -> read(path, CifarSelection.ALL))
        .hasMessage(path + " is empty, expected a gzipped tar: download it again");
  }

  @Test
  void saysWhatItFoundWhereNothingIsRecognized() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "");
    assertThatThrownBy(() -> read(folder, CifarSelection.ALL))
        .isInstanceOf(DataException.class)
        .hasMessage(
            folder
                + " contains notes.txt, but expected tiny-10 (batch_1.bin .. or the archive): set data.path, or download CIFAR with 'data fetch'");
    assertThatThrownBy(() -> read(folder.resolve("nowhere"), CifarSelection.ALL))
        .hasMessageContaining(
            "nowhere is empty or does not exist, but expected tiny-10 (batch_1.bin");
    assertThat(CifarSource.find(DataFiles.of(folder), TEN)).isEmpty();
  }

  @Test
  void refusesNamesThatAreNotTrainingFilesOrAreThereTwice() throws IOException {
    Path path = Lying.FILES.lay(folder, TEN);
    assertThatThrownBy(() -> read(path, new CifarSelection(List.of("batch_9.bin"), List.of())))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "data.training lists batch_9.bin, which is not a file of tiny-10: choose from batch_1.bin, batch_2.bin, batch_3.bin");
    assertThatThrownBy(() -> read(path, new CifarSelection(List.of(), List.of("test.bin"))))
        .hasMessage(
            "data.validation lists test.bin, which is the test file of tiny-10: choose from batch_1.bin, batch_2.bin, batch_3.bin");
    assertThatThrownBy(
            () -> read(path, new CifarSelection(List.of("batch_1.bin"), List.of("batch_1.bin"))))
        .hasMessage(
            "data.validation lists batch_1.bin, which is already listed: use each file once, for training or validation");
    assertThatThrownBy(() -> read(path, new CifarSelection(List.of(), TEN.trainingFiles())))
        .hasMessageContaining("which leaves none to train on: remove some");
  }
}
