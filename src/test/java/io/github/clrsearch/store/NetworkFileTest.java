package io.github.clrsearch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.data.Standardizer;
import io.github.clrsearch.network.Network;
import io.github.clrsearch.store.NetworkFile.Kept;
import io.github.clrsearch.store.files.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkFileTest {
  private static final String NAME = "networks/cycle-03.safetensors";

  private final Kept kept =
      new Kept(
          Network.random(12, 5, 3, 7),
          Standardizer.of(new float[] {1, 2}, new float[] {3, -0.5f}),
          Map.of("study", "final", "class_names", "a\nb\nc"));

  @Test
  void readsTheSameBitsThatWereWritten() {
    Kept read = NetworkFile.read(NAME, NetworkFile.write(kept));

    assertThat(read.network().w1().data).containsExactly(kept.network().w1().data);
    assertThat(read.network().b1().data).containsExactly(kept.network().b1().data);
    assertThat(read.network().w2().data).containsExactly(kept.network().w2().data);
    assertThat(read.network().b2().data).containsExactly(kept.network().b2().data);
    assertThat(read.standardizer().scale()).containsExactly(1, 2);
    assertThat(read.standardizer().shift()).containsExactly(3, -0.5f);
    assertThat(read.metadata()).containsEntry("study", "final").containsEntry("version", "1");
  }

  @Test
  void isASafetensorsFile() {
    byte[] file = NetworkFile.write(kept);
    int length = (file[0] & 0xFF) | (file[1] & 0xFF) << 8;
    String header = new String(file, 8, length, StandardCharsets.UTF_8);

    assertThat(header)
        .startsWith("{\"__metadata__\":{")
        .contains("\"w1\":{\"dtype\":\"F32\",\"shape\":[5,12],\"data_offsets\":[0,240]}");
  }

  @Test
  void rejectsTruncatedFiles() {
    byte[] file = NetworkFile.write(kept);

    for (int length = 0; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> NetworkFile.read(NAME, cut))
          .isInstanceOf(StoreException.class)
          .hasMessageStartingWith(NAME)
          .hasMessageEndingWith("retrain the network, or choose another file");
    }
  }

  @Test
  void rejectsFlippedBitsInTensors() {
    byte[] file = NetworkFile.write(kept);
    file[file.length - 3] ^= 4;

    assertThatThrownBy(() -> NetworkFile.read(NAME, file))
        .hasMessageContaining("is damaged or truncated: its numbers have SHA-256 ");
  }

  @Test
  void messageNamesAnUnknownVersion() {
    byte[] file = replaced("\"version\":\"1\"", "\"version\":\"2\"");

    assertThatThrownBy(() -> NetworkFile.read(NAME, file))
        .hasMessageContaining("has version 2, and this version of clr-search reads version 1");
  }

  @Test
  void rejectsTensorsOfOtherPrograms() {
    byte[] file = replaced("clr-search network", "someone's  network");

    assertThatThrownBy(() -> NetworkFile.read(NAME, file))
        .hasMessageContaining("does not contain a network of clr-search");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void rejectsNoiseInOneLine(long seed) {
    byte[] noise = new byte[200];
    new Random(seed).nextBytes(noise);
    noise[1] = noise[2] = noise[3] = noise[4] = noise[5] = noise[6] = noise[7] = 0;
    noise[0] = (byte) (noise[0] & 0x7F);

    assertThatThrownBy(() -> NetworkFile.read(NAME, noise))
        .isInstanceOf(StoreException.class)
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
  }

  private byte[] replaced(String part, String other) {
    String text = new String(NetworkFile.write(kept), StandardCharsets.ISO_8859_1);
    return text.replace(part, other).getBytes(StandardCharsets.ISO_8859_1);
  }
}
