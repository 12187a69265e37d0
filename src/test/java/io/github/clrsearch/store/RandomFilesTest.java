package io.github.clrsearch.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.data.Standardizer;
import io.github.clrsearch.network.Network;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.hadoop.conf.Configuration;

/** Random bytes in place of a study's files are read as what they are, or refused in one line. */
class RandomFilesTest {
  private static final byte[] NETWORK =
      NetworkFile.write(
          new NetworkFile.Kept(
              Network.random(6, 3, 2, 7),
              Standardizer.of(new float[] {1}, new float[] {0}),
              Map.of("study", "s")));
  private static final byte[] STATE = StateFile.write(TrialStates.OF, TrialStates.after(2));

  private static void assertReadOrRefused(Runnable reading) {
    try {
      reading.run();
    } catch (StoreException e) {
      assertThat(e.getMessage().lines()).hasSize(1);
    }
  }

  /** A header of the right length before the bytes, so that more than the length is looked at. */
  private static byte[] headed(byte[] bytes, int header) {
    int length = Math.min(header, bytes.length);
    return ByteBuffer.allocate(8 + bytes.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(length)
        .put(bytes)
        .array();
  }

  private static byte[] changed(byte[] file, int place, byte[] bytes) {
    byte[] changed = file.clone();
    for (int i = 0; i < bytes.length; i++) {
      changed[(place + i) % file.length] = bytes[i];
    }
    return changed;
  }

  @Property
  void asANetwork(@ForAll byte[] bytes, @ForAll @IntRange(max = 200) int header) {
    assertReadOrRefused(() -> NetworkFile.read("n", bytes));
    assertReadOrRefused(() -> NetworkFile.read("n", headed(bytes, header)));
  }

  @Property
  void aNetworkInWhichSomethingHasChanged(
      @ForAll @IntRange(max = 5000) int place, @ForAll @Size(min = 1, max = 4) byte[] bytes) {
    assertReadOrRefused(() -> NetworkFile.read("n", changed(NETWORK, place, bytes)));
  }

  @Property
  void asAState(@ForAll byte[] bytes, @ForAll @IntRange(max = 200) int header) {
    assertReadOrRefused(() -> StateFile.read("s", headed(bytes, header), TrialStates.OF));
  }

  @Property
  void aStateInWhichSomethingHasChanged(
      @ForAll @IntRange(max = 5000) int place, @ForAll @Size(min = 1, max = 4) byte[] bytes) {
    assertReadOrRefused(() -> StateFile.read("s", changed(STATE, place, bytes), TrialStates.OF));
  }

  @Property(tries = 60)
  void asAnyFileOfAStudy(@ForAll byte[] bytes, @ForAll String text) throws IOException {
    Path folder = Files.createTempDirectory("random-study");
    try {
      Files.copy(
          Path.of("src/test/resources/studies/layout-1/study.json"), folder.resolve("study.json"));
      Files.createDirectories(folder.resolve("trials"));
      Files.createDirectories(folder.resolve("stages"));
      StudyStore store = StudyStore.open(folder.toString(), new Configuration());
      for (byte[] content : new byte[][] {bytes, text.getBytes(StandardCharsets.UTF_8)}) {
        Files.write(folder.resolve("trials/coarse-00000.json"), content);
        Files.write(folder.resolve("stages/coarse.json"), content);
        assertReadOrRefused(store::trials);
        assertReadOrRefused(() -> store.trials("coarse"));
        assertReadOrRefused(() -> store.stage("coarse"));
        Files.write(folder.resolve("study.json"), content);
        assertReadOrRefused(() -> StudyStore.open(folder.toString(), new Configuration()));
      }
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
