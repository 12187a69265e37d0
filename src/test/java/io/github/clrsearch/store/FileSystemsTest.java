package io.github.clrsearch.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.store.FakeFileSystem.Failure;
import io.github.clrsearch.store.files.AtomicFolder;
import io.github.clrsearch.store.files.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a study's folder promises on every kind of file system. */
class FileSystemsTest {
  @TempDir private Path place;
  private Path files;
  private Path failure;

  @BeforeEach
  void place() throws IOException {
    files = Files.createDirectory(place.resolve("files"));
    failure = place.resolve("failure");
  }

  private AtomicFolder folder(String scheme) {
    return new AtomicFolder(scheme + ":" + files, FakeFileSystem.in(new Configuration(), failure));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static Optional<String> text(Optional<byte[]> content) {
    return content.map(read -> new String(read, UTF_8));
  }

  private Object identity(String name) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(files.resolve(name), BasicFileAttributes.class);
    return attributes.fileKey() + " " + attributes.lastModifiedTime();
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "hdfslike", "plain", "s3"})
  void readsAndReplacesWhatItWroteAndLeavesNoOtherFile(String scheme) throws IOException {
    AtomicFolder folder = folder(scheme);
    folder.write("trials/coarse-00000.json", bytes("a long first version"));
    folder.write("trials/coarse-00000.json", bytes("second"));
    folder.writeFromMany("trials/coarse-00000.json", bytes("third"));

    assertThat(text(folder.read("trials/coarse-00000.json"))).hasValue("third");
    assertThat(folder.list("trials", "*")).containsExactly("coarse-00000.json");
    try (Stream<Path> found = Files.walk(files).filter(Files::isRegularFile)) {
      assertThat(found).containsExactly(files.resolve("trials/coarse-00000.json"));
    }
    folder.delete("trials/coarse-00000.json");
    folder.delete("trials/coarse-00000.json");
    assertThat(folder.read("trials/coarse-00000.json")).isEmpty();
    assertThat(folder.exists("trials/coarse-00000.json")).isFalse();
    assertThat(folder.list("nothing", "*")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "hdfslike", "plain", "s3"})
  void doesNotRewriteAFileWithTheSameContent(String scheme) throws IOException {
    AtomicFolder folder = folder(scheme);
    folder.update("study.json", bytes("first"));
    Object before = identity("study.json");
    folder.update("study.json", bytes("first"));

    assertThat(identity("study.json")).isEqualTo(before);
    folder.update("study.json", bytes("other"));
    assertThat(text(folder.read("study.json"))).hasValue("other");
  }

  /** A file that is replaced is never missing, and never a part of one. */
  @ParameterizedTest
  @ValueSource(strings = {"file", "hdfslike"})
  void readersSeeOneWholeVersion(String scheme) {
    AtomicFolder folder = folder(scheme);
    folder.write("file", new byte[1 << 12]);
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              for (int version = 1; version <= 60; version++) {
                byte[] next = new byte[1 << 12];
                Arrays.fill(next, (byte) version);
                folder.write("file", next);
              }
            });

    do {
      byte[] read = folder.read("file").orElseThrow();
      byte[] whole = new byte[1 << 12];
      Arrays.fill(whole, read[0]);
      assertThat(read).isEqualTo(whole);
    } while (!writer.isDone());
    writer.join();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hdfslike", "plain", "s3"})
  void rereadsAFileThatChangedWhileItWasRead(String scheme) throws IOException {
    AtomicFolder folder = folder(scheme);
    folder.write("file", bytes("new"));
    Files.writeString(failure, Failure.REPLACED.name());

    assertThat(text(folder.read("file"))).hasValue("new");
  }

  /** What has ended must be kept, even where the driver is being interrupted. */
  @ParameterizedTest
  @ValueSource(strings = {"file", "hdfslike", "plain", "s3"})
  void writesOnAnInterruptedThread(String scheme) {
    AtomicFolder folder = folder(scheme);
    Thread.currentThread().interrupt();
    folder.write("file", bytes("x"));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(text(folder.read("file"))).hasValue("x");
  }

  @Test
  void partialObjectsAreNotVisible() {
    AtomicFolder folder = folder("s3");

    assertThatThrownBy(() -> folder.write("file", bytes("half of it and the other half")))
        .isInstanceOf(StoreException.class);
    assertThat(folder.exists("file")).isFalse();
  }
}
