package io.github.clrsearch.data.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.data.DataException;
import io.github.clrsearch.data.DataSet;
import io.github.clrsearch.data.ImageShape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderReaderTest {
  @TempDir private Path folder;

  private DataSet read() {
    return read(DataFiles.of(folder), null, 0);
  }

  private static DataSet read(DataFiles files, ImageSize size, int test) {
    return ImageFolderReader.read(files, Optional.ofNullable(size), test);
  }

  private void png(String name, int height, int width, int... greys) throws IOException {
    TinyFolders.write(folder, name, TinyFolders.png(height, width, greys));
  }

  /** Two classes with two training images and one test image each, of one pixel. */
  private void lay() throws IOException {
    png("train/cat/b.png", 1, 1, 2);
    png("train/cat/a.png", 1, 1, 1);
    png("train/ant/x.png", 1, 1, 3);
    png("train/ant/y.PNG", 1, 1, 4);
    png("test/cat/c.png", 1, 1, 5);
    png("test/ant/z.png", 1, 1, 6);
  }

  private void assertRefused(String message) {
    assertThatThrownBy(this::read)
        .isInstanceOf(DataException.class)
        .hasMessage(message.replace("HERE", folder.toString()));
  }

  @Test
  void readsClassesInTheOrderOfTheirNames() throws IOException {
    lay();
    Files.writeString(folder.resolve("train/labels.csv"), "ignored");
    Files.writeString(folder.resolve("train/cat/.DS_Store"), "ignored");
    Files.writeString(folder.resolve("train/cat/notes.txt"), "ignored");
    Files.createDirectories(folder.resolve("train/.cache"));
    DataSet data = read();

    assertThat(ImageFolderReader.isThere(DataFiles.of(folder))).isTrue();
    assertThat(data.name()).isEqualTo("image folders");
    assertThat(data.images().shape()).isEqualTo(new ImageShape(1, 1, 1));
    assertThat(data.images().classNames()).containsExactly("ant", "cat");
    assertThat(data.images().pixels()).containsExactlyInAnyOrder(1, 2, 3, 4);
    for (int i = 0; i < 4; i++) {
      assertThat(data.images().label(i)).isEqualTo(data.images().pixels()[i] < 3 ? 1 : 0);
    }
    assertThat(data.test().pixels()).containsExactly(6, 5);
    assertThat(data.test().labels()).containsExactly(0, 1);
  }

  @Test
  void theOrderOfTheListingChangesNothing() throws IOException {
    TinyFolders.write(folder, 30, 6);
    DataFiles files = DataFiles.of(folder);

    DataSet data = read(files, null, 0);

    assertThat(data.checksum()).isEqualTo(read(files, null, 0).checksum());
    // The first images of a split are measured, so they must be of all classes.
    assertThat(java.util.Arrays.copyOf(data.images().labels(), 10)).contains(0, 1, 2);
  }

  @Test
  void oneImageInColourMakesAllOfThemColour() throws IOException {
    lay();
    BufferedImage red = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
    red.setRGB(0, 0, 0xFF0000);
    TinyFolders.write(folder, "test/cat/red.png", TinyFolders.encoded(red, "png"));
    DataSet data = read();

    assertThat(data.images().shape()).isEqualTo(new ImageShape(3, 1, 1));
    assertThat(data.test().pixels()).containsExactly(6, 6, 6, 5, 5, 5, 255, 0, 0);
  }

  @Test
  void imagesOfSeveralSizesAreScaledWhereASizeIsGiven() throws IOException {
    lay();
    png("train/cat/c.png", 2, 2, 10, 20, 30, 40);

    assertRefused(
        "HERE/train/cat/c.png is 2x2 (height x width), but the first image is 1x1: scale all images, for example with data.size = [1, 1]");
    assertThat(read(DataFiles.of(folder), new ImageSize(1, 1), 0).images().pixels())
        .containsExactlyInAnyOrder(1, 2, 3, 4, 25);
    assertThat(read(DataFiles.of(folder), new ImageSize(3, 2), 0).images().shape())
        .isEqualTo(new ImageShape(1, 3, 2));
  }

  @Test
  void withoutATestFolderImagesAreHeldOutClassByClassAlwaysTheSame() throws IOException {
    TinyFolders.write(folder, 30, 0);

    assertRefused(
        "HERE has no folder test with images (test/CLASS/*.png): create one, or hold out images of train with data.test = N");
    DataSet data = read(DataFiles.of(folder), null, 6);
    assertThat(data.images().count()).isEqualTo(24);
    assertThat(data.test().labels()).hasSize(6).containsOnly(0, 1, 2);
    for (int label = 0; label < 3; label++) {
      byte each = (byte) label;
      List<Byte> labels = new ArrayList<>();
      for (byte found : data.test().labels()) {
        labels.add(found);
      }
      assertThat(labels).filteredOn(found -> found == each).hasSize(2);
    }
    assertThat(read(DataFiles.of(folder), null, 6).checksum()).isEqualTo(data.checksum());
    assertThatThrownBy(() -> read(DataFiles.of(folder), null, 30))
        .hasMessage(
            "data.test must leave training images: expected 1 .. 29 of 30 images, but got 30");
  }

  @Test
  void holdsNoneOutWhereThereIsATestFolder() throws IOException {
    lay();
    assertThatThrownBy(() -> read(DataFiles.of(folder), null, 2))
        .hasMessage(
            "data.test holds out 2 test images, but %s has a folder test: remove one of them",
            folder);
  }

  @Test
  void refusesOtherClassesEmptyFoldersAndTooFewClasses() throws IOException {
    assertRefused(
        "HERE/train must contain 2 .. 256 folders, one per class with its images (HERE/train/CLASS/*.png), but contains 0: move the images, or set data.path");
    assertThat(ImageFolderReader.isThere(DataFiles.of(folder))).isFalse();
    lay();
    png("test/dog/a.png", 1, 1, 1);
    assertRefused(
        "HERE/test/dog is not a class of the training images: create the same folder there, or remove it");
    png("train/dog/a.txt", 1, 1, 1);
    assertRefused(
        "HERE/train/dog must contain images of its class (*.png, *.jpg, *.jpeg), but contains none: add some, or remove the folder");
  }

  @Test
  void readsImagesOfFoldersInAClassAsThatClass() throws IOException {
    lay();
    png("train/ant/sub/deeper/s.png", 1, 1, 30);
    png("train/ant/_DSC1.JPG.png", 1, 1, 31);
    png("test/cat/more/t.PNG", 1, 1, 7);
    DataSet data = read();

    assertThat(data.images().pixels()).containsExactlyInAnyOrder(1, 2, 3, 4, 30, 31);
    for (int i = 0; i < data.images().count(); i++) {
      int pixel = data.images().pixels()[i];
      assertThat(data.images().label(i)).isEqualTo(pixel < 3 ? 1 : 0);
    }
    assertThat(data.test().pixels()).containsExactly(6, 5, 7);
    assertThat(data.ignored()).isEmpty();
  }

  @Test
  void countsInOneLineWhatIsNotRead() throws IOException {
    lay();
    for (String name :
        List.of(
            "train/labels.csv",
            "train/cat/a.txt",
            "train/cat/sub/b.txt",
            "train/cat/c.webp",
            "test/cat/README")) {
      TinyFolders.write(folder, name, new byte[1]);
    }
    png("train/cat/.hidden.png", 1, 1, 1);
    png("train/.ipynb_checkpoints/h.png", 1, 1, 1);
    png("train/cat/_temporary/h.png", 1, 1, 1);
    png("train/loose.png", 1, 1, 1);
    png("loose.png", 1, 1, 1);
    png("validation/cat/v.png", 1, 1, 1);
    Files.createSymbolicLink(folder.resolve("train/cat/gone.png"), Path.of("none.png"));
    DataSet data = read();

    assertThat(data.images().count()).isEqualTo(4);
    assertThat(data.ignored())
        .hasValue(
            "ignored: 3 hidden, 2 *.txt, 2 outside class folders, 1 *.csv, 1 *.webp, 1 folder validation, 2 others");
    assertThat(data.contents().lines()).last().isEqualTo("  " + data.ignored().orElseThrow());
  }

  @Test
  void followsLinksToFoldersAndRefusesThoseInACircle() throws IOException {
    lay();
    png("elsewhere/l.png", 1, 1, 40);
    Files.createSymbolicLink(folder.resolve("train/ant/linked"), folder.resolve("elsewhere"));
    assertThat(read().images().pixels()).contains(40).hasSize(5);

    for (String up : List.of(".", "..", "../..")) {
      Path circle = folder.resolve("train/ant/circle");
      Files.createSymbolicLink(circle, Path.of(up));
      assertThatThrownBy(this::read)
          .isInstanceOf(DataException.class)
          .message()
          .startsWith(folder.resolve("train/ant").toString())
          .endsWith(
              " is nested more than 10 folders deep: remove the link that forms a loop, or move the images up");
      Files.delete(circle);
    }
  }

  @Test
  void tellsThreeDamagedImagesAndTheNumberAndKeepsAllOfThem() throws IOException {
    lay();
    for (int i = 0; i < 5; i++) {
      TinyFolders.write(folder, "train/ant/%d.jpg".formatted(i), new byte[] {1, 2, 3});
    }
    String damaged =
        " is not a PNG or JPEG (it starts with the bytes 01020300): replace it with an intact PNG or JPEG, or remove it";
    assertRefused(
        "HERE/train/ant/0.jpg%1$s\nHERE/train/ant/1.jpg%1$s\nHERE/train/ant/2.jpg%1$s\n2 more of 5 such problems are not shown: 'data check' lists all"
            .formatted(damaged));
    assertThatThrownBy(this::read)
        .isInstanceOfSatisfying(
            DataException.class,
            e ->
                assertThat(e.withAllProblems().getMessage().lines())
                    .hasSize(5)
                    .last()
                    .isEqualTo(folder + "/train/ant/4.jpg" + damaged));
    png("train/ant/big.png", 2, 2, 1, 2, 3, 4);
    for (int i = 0; i < 3; i++) {
      Files.delete(folder.resolve("train/ant/%d.jpg".formatted(i)));
    }
    assertRefused("HERE/train/ant/3.jpg%1$s\nHERE/train/ant/4.jpg%1$s".formatted(damaged));
  }

  @Test
  void countsTheImagesOfAnotherSize() throws IOException {
    lay();
    png("train/ant/z1.png", 2, 1, 1, 2);
    png("train/cat/z2.png", 2, 2, 1, 2, 3, 4);
    assertRefused(
        "HERE/train/ant/z1.png is 2x1 (height x width), but the first image is 1x1, and 1 more have another size: scale all images, for example with data.size = [1, 1]");
  }

  @Test
  void aNameWithALineBreakStaysInOneLineOfAMessage() throws IOException {
    lay();
    TinyFolders.write(folder, "train/ant/a\nb.png", new byte[] {1, 2, 3});
    assertRefused(
        "HERE/train/ant/a\\u000ab.png is not a PNG or JPEG (it starts with the bytes 01020300): replace it with an intact PNG or JPEG, or remove it");
  }
}
