package io.github.clrsearch.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.RandomCases;
import io.github.clrsearch.RandomValues;
import io.github.clrsearch.data.Standardizer;
import io.github.clrsearch.network.Network;
import io.github.clrsearch.store.files.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Random bytes in place of a study's files are read correctly or refused in one line. */
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

  /** A header of the right length precedes the bytes, so that more than the length is checked. */
  private static byte[] headed(byte[] bytes, int header) {
    int length = Math.min(header, bytes.length);
    return ByteBuffer.allocate(8 + bytes.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(length)
        .put(bytes)
        .array();
  }

  /** A copy in which one to four bytes in a row are random. */
  private static byte[] changed(byte[] file, RandomValues random) {
    byte[] changed = file.clone();
    int place = random.below(file.length);
    byte[] bytes = random.bytes(1 + random.below(4));
    for (int i = 0; i < bytes.length; i++) {
      changed[(place + i) % file.length] = bytes[i];
    }
    return changed;
  }

  @RandomCases
  void randomBytesAreNotANetwork(RandomValues random) {
    byte[] bytes = random.bytes();
    int header = random.below(201);
    assertReadOrRefused(() -> NetworkFile.read("n", bytes));
    assertReadOrRefused(() -> NetworkFile.read("n", headed(bytes, header)));
  }

  @RandomCases
  void randomChangesOfANetworkAreRejected(RandomValues random) {
    byte[] changed = changed(NETWORK, random);
    assertReadOrRefused(() -> NetworkFile.read("n", changed));
  }

  @RandomCases
  void randomBytesAreNotAState(RandomValues random) {
    byte[] headed = headed(random.bytes(), random.below(201));
    assertReadOrRefused(() -> StateFile.read("s", headed, TrialStates.OF));
  }

  @RandomCases
  void randomChangesOfAStateAreRejected(RandomValues random) {
    byte[] changed = changed(STATE, random);
    assertReadOrRefused(() -> StateFile.read("s", changed, TrialStates.OF));
  }

  @RandomCases(60)
  void randomBytesInAnyFileOfAStudyAreReported(RandomValues random, @TempDir Path folder)
      throws IOException {
    Files.copy(
        Path.of("src/test/resources/studies/layout-1/study.json"), folder.resolve("study.json"));
    Files.createDirectories(folder.resolve("trials"));
    Files.createDirectories(folder.resolve("stages"));
    StudyStore store = Studies.open(folder);
    for (byte[] content : List.of(random.bytes(), random.text().getBytes(StandardCharsets.UTF_8))) {
      Files.write(folder.resolve("trials/coarse-00000.json"), content);
      Files.write(folder.resolve("stages/coarse.json"), content);
      assertReadOrRefused(store::trials);
      assertReadOrRefused(() -> store.trials("coarse"));
      assertReadOrRefused(() -> store.stages().frozen("coarse"));
      Files.write(folder.resolve("study.json"), content);
      assertReadOrRefused(() -> Studies.open(folder));
    }
  }
}
