package io.github.clrsearch.store.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.search.trial.CycleResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFileTest {
  private static final Map<String, String> OF = Map.of("seed", "7");
  private static final List<CycleResult> CYCLES =
      List.of(
          CycleResult.of(1, 1, Map.of("loss", 0.5, "other", 7.0)),
          CycleResult.of(3, 3, Map.of("loss", 0.25)));

  @TempDir private Path folder;
  private Path from;
  private Path to;

  @BeforeEach
  void create() throws IOException {
    from = Files.createDirectories(folder.resolve("from"));
    to = Files.createDirectories(folder.resolve("to"));
  }

  private byte[] archive() throws IOException {
    Files.createDirectories(from.resolve("epoch 3"));
    Files.write(from.resolve("epoch 3/w\u00e4ights.bin"), new byte[] {0, -1, 2});
    Files.writeString(from.resolve("empty"), "");
    return CheckpointFile.write(OF, CYCLES, from).orElseThrow();
  }

  @Test
  void filesAndCyclesAreRestored() throws IOException {
    byte[] archive = archive();
    assertThat(CheckpointFile.read(archive, OF, Optional.empty())).isEqualTo(CYCLES);
    assertThat(to).isEmptyDirectory();
    assertThat(CheckpointFile.read(archive, OF, Optional.of(to))).isEqualTo(CYCLES);
    assertThat(to.resolve("epoch 3/w\u00e4ights.bin")).hasBinaryContent(new byte[] {0, -1, 2});
    assertThat(to.resolve("empty")).isEmptyFile();
  }

  @Test
  void aFolderWithoutFilesIsNotKept() throws IOException {
    Files.createDirectories(from.resolve("inner"));
    Files.createSymbolicLink(from.resolve("link"), folder);
    assertThat(CheckpointFile.write(OF, CYCLES, from)).isEmpty();
  }

  @Test
  void everyTruncationIsNoticed() throws IOException {
    byte[] archive = archive();
    // What follows the last entry is the directory, which is not read.
    int directory = new String(archive, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
    for (int length = 0; length < directory; length++) {
      byte[] part = Arrays.copyOf(archive, length);
      Path each = Files.createDirectory(to.resolve(Integer.toString(length)));
      assertThatThrownBy(() -> CheckpointFile.read(part, OF, Optional.of(each)))
          .as("%d bytes", length)
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void thatOfAnotherTrialIsRefused() throws IOException {
    byte[] archive = archive();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CheckpointFile.read(archive, Map.of("seed", "8"), Optional.of(to)))
        .withMessage("it belongs to {seed=7}, not to {seed=8}");
    assertThat(to).isEmptyDirectory();
  }

  @Test
  void noFileIsWrittenOutsideTheFolder() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.putNextEntry(new ZipEntry("clr-search.json"));
      out.write("{\"of\":{\"seed\":\"7\"},\"cycles\":[]}".getBytes(StandardCharsets.UTF_8));
      out.putNextEntry(new ZipEntry("checkpoint/../../outside"));
    }
    assertThatThrownBy(() -> CheckpointFile.read(bytes.toByteArray(), OF, Optional.of(to)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("outside its folder");
    assertThat(folder.resolve("outside")).doesNotExist();
  }
}
