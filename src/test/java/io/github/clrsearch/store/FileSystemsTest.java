package io.github.clrsearch.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.store.FakeFileSystem.Failure;
import io.github.clrsearch.store.files.AtomicFolder;
import io.github.clrsearch.store.files.FileSystemContract;
import io.github.clrsearch.store.files.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of a study's folder on every kind of file system. */
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

  abstract class Contract extends FileSystemContract {
    private final String scheme;

    Contract(String scheme) {
      this.scheme = scheme;
    }

    @Override
    protected String location() {
      return scheme + ":" + files;
    }

    @Override
    protected Configuration hadoop() {
      return FakeFileSystem.in(new Configuration(), failure);
    }
  }

  @Nested
  class Local extends Contract {
    Local() {
      super("file");
    }
  }

  /** A file is renamed over another one only by Hadoop's FileContext. */
  @Nested
  class LikeHdfs extends Contract {
    LikeHdfs() {
      super("hdfslike");
    }
  }

  /** File systems that do not replace files atomically. */
  @ParameterizedTest
  @ValueSource(strings = {"plain", "s3"})
  void readsAndReplacesWhatItWroteAndLeavesNoOtherFile(String scheme) throws IOException {
    AtomicFolder folder = folder(scheme);
    folder.write("trials/coarse-00000.json", bytes("a long first version"));
    folder.write("trials/coarse-00000.json", bytes("second"));
    folder.writeFromMany("trials/coarse-00000.json", bytes("third"));

    assertThat(folder.create("trials/coarse-00000.json", bytes("fourth"))).isFalse();
    assertThat(text(folder.read("trials/coarse-00000.json"))).hasValue("third");
    assertThat(folder.update("trials/coarse-00000.json", bytes("fifth"))).isTrue();
    assertThat(text(folder.read("trials/coarse-00000.json"))).hasValue("fifth");
    assertThat(folder.create("trials/coarse-00001.json", bytes("first"))).isTrue();
    assertThat(folder.list("trials", "*"))
        .containsExactly("coarse-00000.json", "coarse-00001.json");
    try (Stream<Path> found = Files.walk(files).filter(Files::isRegularFile)) {
      assertThat(found).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hdfslike", "plain", "s3"})
  void rereadsAFileThatChangedWhileItWasRead(String scheme) throws IOException {
    AtomicFolder folder = folder(scheme);
    folder.write("file", bytes("new"));
    Files.writeString(failure, Failure.REPLACED.name());

    assertThat(text(folder.read("file"))).hasValue("new");
  }

  /** Ended trials must be saved even while the driver is interrupted. */
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
