package io.github.clrsearch.data.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.RandomCases;
import io.github.clrsearch.RandomValues;
import io.github.clrsearch.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** IDX files that are truncated or have changed bytes are read or refused in one line. */
class DamagedIdxTest {
  private static final List<String> NAMES =
      List.of(
          "train-images-idx3-ubyte",
          "train-labels-idx1-ubyte",
          "t10k-images-idx3-ubyte.gz",
          "t10k-labels-idx1-ubyte.gz");

  @TempDir private static Path folder;

  @BeforeEach
  void write() throws IOException {
    TinyIdx.write(folder, 4, 3);
  }

  private interface Fault {
    byte[] apply(byte[] whole, int place);
  }

  /** Damages one of the files at a random position. Returns whether it can still be read. */
  private static boolean isRead(RandomValues random, Fault fault) throws IOException {
    Path file = folder.resolve(random.oneOf(NAMES));
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, fault.apply(whole, random.below(whole.length)));
    try {
      IdxReader.read(DataFiles.of(folder), List.of());
      return true;
    } catch (DataException e) {
      assertThat(e.getMessage().lines()).hasSize(1);
      assertThat(e).message().startsWith(folder.toString()).contains(": ");
      return false;
    }
  }

  @RandomCases(300)
  void aFileThatBreaksOffAnywhereIsRefused(RandomValues random) throws IOException {
    assertThat(isRead(random, Arrays::copyOf)).isFalse();
  }

  @RandomCases(300)
  void anotherByteAnywhereIsReadOrRefused(RandomValues random) throws IOException {
    isRead(
        random,
        (whole, place) -> {
          whole[place] = random.anyByte();
          return whole;
        });
  }
}
