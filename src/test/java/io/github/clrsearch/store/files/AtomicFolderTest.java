package io.github.clrsearch.store.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AtomicFolderTest {
  private static final Configuration HADOOP = new Configuration();

  @TempDir private Path place;

  private AtomicFolder folder() {
    return new AtomicFolder(place.toString(), HADOOP);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static Optional<String> text(Optional<byte[]> content) {
    return content.map(read -> new String(read, UTF_8));
  }

  @Test
  void readsWhatItWroteAndLeavesNoOtherFile() throws IOException {
    folder().write("trials/coarse-00000.json", bytes("{}\n"));

    assertThat(text(folder().read("trials/coarse-00000.json"))).hasValue("{}\n");
    try (Stream<Path> files = Files.walk(place).filter(Files::isRegularFile)) {
      assertThat(files).containsExactly(place.resolve("trials/coarse-00000.json"));
    }
  }

  @Test
  void replacesAFile() {
    folder().write("study.json", bytes("a long first version"));
    folder().write("study.json", bytes("second"));

    assertThat(text(folder().read("study.json"))).hasValue("second");
  }

  @Test
  void readersSeeOneWholeVersion() {
    AtomicFolder folder = folder();
    byte[] content = new byte[1 << 18];
    folder.write("file", content);
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              for (int version = 1; version <= 60; version++) {
                byte[] next = new byte[1 << 18];
                Arrays.fill(next, (byte) version);
                folder.write("file", next);
              }
            });

    int seen = 0;
    do {
      byte[] read = folder.read("file").orElseThrow();
      byte[] whole = new byte[1 << 18];
      Arrays.fill(whole, read[0]);
      assertThat(Arrays.equals(read, whole)).isTrue();
      seen++;
    } while (!writer.isDone());
    writer.join();
    assertThat(seen).isPositive();
  }

  @Test
  void listsCompleteFilesSortedByName() throws IOException {
    AtomicFolder folder = folder();
    folder.write("trials/fine-00001.json", bytes("1"));
    folder.write("trials/fine-00000.json", bytes("0"));
    Files.writeString(place.resolve("trials/.fine-00002.json.partial"), "half of it");
    Files.writeString(place.resolve("trials/_SUCCESS"), "");
    Files.createDirectory(place.resolve("trials/old"));

    assertThat(folder.list("trials", "*")).containsExactly("fine-00000.json", "fine-00001.json");
  }

  @Test
  void missingFoldersAndFilesAreEmpty() {
    assertThat(folder().list("trials", "*")).isEmpty();
    assertThat(folder().read("trials/coarse-00000.json")).isEmpty();
  }

  @Test
  void replacesPartialFilesOfKilledDrivers() throws IOException {
    Files.writeString(place.resolve(".study.json.partial"), "half of a longer file than the next");
    folder().write("study.json", bytes("whole"));

    assertThat(text(folder().read("study.json"))).hasValue("whole");
    assertThat(place.resolve(".study.json.partial")).doesNotExist();
  }

  @Test
  void uriAndPathNameTheSameFolder() {
    folder().write("study.json", bytes("x"));
    AtomicFolder byUri = new AtomicFolder(place.toUri().toString(), HADOOP);

    assertThat(text(byUri.read("study.json"))).hasValue("x");
    assertThat(byUri.root().toUri().getPath()).isEqualTo(place.toString());
  }

  /** Ended trials must be saved even while the driver is interrupted. */
  @Test
  void writesOnAnInterruptedThread() {
    AtomicFolder folder = folder();
    Thread.currentThread().interrupt();
    folder.write("study.json", bytes("x"));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(text(folder.read("study.json"))).hasValue("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "colon:folder", "nosuch://host/folder", "hdfs://[/folder"})
  void rejectsLocationsThatHadoopDoesNotSupport(String location) {
    assertThatThrownBy(() -> new AtomicFolder(location, HADOOP))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("the folder %s cannot be opened (".formatted(location))
        .hasMessageEndingWith("): give a local folder or a URI that Hadoop supports");
  }

  @Test
  void messageNamesAFileThatCannotBeWritten() throws IOException {
    Path file = Files.writeString(place.resolve("file"), "in the way");
    AtomicFolder folder = new AtomicFolder(file.toString(), HADOOP);

    assertThatThrownBy(() -> folder.write("study.json", bytes("x")))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("file:%s/study.json cannot be written (".formatted(file))
        .hasMessageEndingWith("free space or repair the folder, then run the same command again");
  }

  /** A file that exists but cannot be opened must not be treated as missing. */
  @Test
  void messageNamesAFileThatCannotBeRead() throws IOException {
    Files.createDirectory(place.resolve("study.json"));

    assertThatThrownBy(() -> folder().read("study.json"))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("file:%s/study.json cannot be read: ".formatted(place));
  }
}
