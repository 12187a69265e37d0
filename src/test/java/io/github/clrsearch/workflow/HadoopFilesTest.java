package io.github.clrsearch.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.data.formats.DataFiles;
import io.github.clrsearch.data.formats.DataFiles.Entry;
import io.github.clrsearch.data.formats.DataFiles.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Local paths and URIs have the same contract. */
class HadoopFilesTest {
  private interface Opener {
    DataFiles open(Path place) throws IOException;
  }

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("b.bin"), "bb");
    Files.writeString(folder.resolve("a.bin"), "aaa");
    Files.createDirectory(folder.resolve("c"));
    Files.writeString(folder.resolve("c/d.bin"), "d");
  }

  static Stream<Opener> places() {
    return Stream.of(
        DataFiles::of,
        place -> new HadoopFiles(place.toString(), new Configuration()),
        place -> new HadoopFiles("file://" + place, new Configuration()));
  }

  @ParameterizedTest
  @MethodSource("places")
  void aFolderHasItsFilesAndThoseBelow(Opener opener) throws IOException {
    DataFiles files = opener.open(folder);

    assertThat(files.entries())
        .containsExactly(
            new Entry("a.bin", Kind.FILE),
            new Entry("b.bin", Kind.FILE),
            new Entry("c", Kind.FOLDER));
    assertThat(files.names()).isEqualTo(List.of("a.bin", "b.bin", "c"));
    assertThat(Stream.of("a.bin", "c/d.bin").allMatch(name -> exists(files, name))).isTrue();
    assertThat(Stream.of("c", "none", "c/none", "a.bin/x").anyMatch(name -> exists(files, name)))
        .isFalse();
    assertThat(files.length("a.bin")).isEqualTo(3);
    assertThat(text(files, "c/d.bin")).isEqualTo("d");
  }

  @ParameterizedTest
  @MethodSource("places")
  void aFileIsAPlaceThatHoldsItself(Opener opener) throws IOException {
    DataFiles files = opener.open(folder.resolve("a.bin"));

    assertThat(files.entries()).containsExactly(new Entry("a.bin", Kind.FILE));
    assertThat(exists(files, "a.bin")).isTrue();
    assertThat(Stream.of("b.bin", "c/d.bin", "x").anyMatch(name -> exists(files, name))).isFalse();
    assertThat(files.length("a.bin")).isEqualTo(3);
    assertThat(text(files, "a.bin")).isEqualTo("aaa");
  }

  @ParameterizedTest
  @MethodSource("places")
  void whatIsNotThereHoldsNothing(Opener opener) throws IOException {
    DataFiles files = opener.open(folder.resolve("none"));

    assertThat(files.names()).isEmpty();
    assertThat(exists(files, "a.bin")).isFalse();
    assertThat(files.location()).endsWith("/none");
  }

  private static boolean exists(DataFiles files, String name) {
    try {
      return files.exists(name);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(DataFiles files, String name) throws IOException {
    try (InputStream in = files.open(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
