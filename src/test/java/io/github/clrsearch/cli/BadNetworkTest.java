package io.github.clrsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.clrsearch.data.Standardizer;
import io.github.clrsearch.network.Network;
import io.github.clrsearch.store.NetworkFile;
import io.github.clrsearch.store.Studies;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.store.files.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A saved network that is damaged or foreign is refused in one line, and is not changed. */
@Timeout(60)
class BadNetworkTest {
  @TempDir private Path folder;

  /** Kinds of damage. */
  enum Damage {
    EMPTY(whole -> new byte[0]),
    TRUNCATED(whole -> Arrays.copyOf(whole, whole.length - 7)),
    A_FLIPPED_BIT(whole -> changed(whole, whole.length - 9, whole[whole.length - 9] ^ 1)),
    ANOTHER_VERSION(whole -> replaced(whole, "\"version\":\"1\"", "\"version\":\"7\"")),
    ANOTHER_PROGRAM(whole -> replaced(whole, "clr-search network", "some-other network")),
    A_HEADER_BEYOND_THE_FILE(whole -> changed(whole, 5, 1)),
    NO_HEADER(whole -> new byte[8]),
    A_TENSOR_LESS(whole -> replaced(whole, "\"w1\"", "\"x1\"")),
    NOISE(whole -> noise(whole.length));

    private final UnaryOperator<byte[]> of;

    Damage(UnaryOperator<byte[]> of) {
      this.of = of;
    }
  }

  private static byte[] changed(byte[] content, int index, int value) {
    byte[] changed = content.clone();
    changed[index] = (byte) value;
    return changed;
  }

  private static byte[] replaced(byte[] content, String before, String after) {
    return new String(content, StandardCharsets.ISO_8859_1)
        .replace(before, after)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] noise(int length) {
    byte[] noise = new byte[length];
    new Random(1).nextBytes(noise);
    return noise;
  }

  @ParameterizedTest
  @EnumSource
  void isRefusedInOneLine(Damage damage) throws IOException {
    Path old = Path.of("src/test/resources/studies/layout-1/study.json");
    Files.copy(old, folder.resolve("study.json"));
    StudyStore store = Studies.open(folder);
    store
        .results()
        .keep(
            "cycle-01",
            new NetworkFile.Kept(
                Network.random(12, 5, 3, 7),
                Standardizer.of(new float[] {1, 2}, new float[] {3, 4}),
                Map.of("study", "s")));
    Path file = folder.resolve("networks/cycle-01.safetensors");
    byte[] bad = damage.of.apply(Files.readAllBytes(file));
    Files.write(file, bad);
    Throwable refused = catchThrowable(() -> store.results().network("cycle-01"));

    assertThat(refused).isInstanceOf(StoreException.class);
    assertThat(refused.getMessage().lines()).hasSize(1);
    assertThat(refused)
        .message()
        .contains("networks/cycle-01.safetensors")
        .endsWith("retrain the network, or choose another file");
    assertThat(file).hasBinaryContent(bad);
  }
}
