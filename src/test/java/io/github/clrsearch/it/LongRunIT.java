package io.github.clrsearch.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A long search in small: many trials of milliseconds, of which one in a hundred diverges and one
 * in a hundred fails. All executors are killed five times, and the driver twice. {@code
 * src/it/long-run.sh} runs more trials.
 */
@Tag("cluster")
class LongRunIT {
  private static final int TRIALS = Integer.getInteger("clrsearch.it.trials", 200);
  private static final int EXECUTORS_KILLED = 5;
  private static final int POLL_MS = 100;

  /** The file of all trials, when they have ended. */
  private static final String ALL = "night.jsonl";

  private static final long MEBIBYTE = 1 << 20;
  private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");
  private static final Pattern USED = Pattern.compile("used (\\d+)K");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Batches of more than the 100 images fail; the highest learning rate diverges. */
  private static final String CONFIGURATION =
      """
      study { name = night, seed = 5 }
      data { format = synthetic, validation = 100, synthetic { training = 200, test = 10 } }
      space {
        lambda = { log-uniform = [1e-5, 1e-1] }
        batch_size = { integer = [1, 101] }
        eta_max = { choice = [%s, 1e30] }
        k = 1, n_cycles = 1, m = 1
      }
      measure { per-cycle = 1, subset = 10 }
      stages = [{ name = night, trials = %d }]
      """
          .formatted(
              IntStream.range(1, 100)
                  .mapToObj("0.%03d"::formatted)
                  .collect(Collectors.joining(", ")),
              TRIALS);

  @TempDir private Path folder;

  /** The driver's resources after a number of trials. */
  private record Held(long trials, long files, long heap) {}

  private SparkProcess search(StandaloneCluster cluster) throws Exception {
    Path file = Files.writeString(folder.resolve("night.conf"), CONFIGURATION);
    return SparkProcess.submit(
        folder,
        List.of("--master", cluster.master()),
        "search",
        file.toString(),
        "--out",
        folder.resolve("study").toString());
  }

  /** The trials have files of their own until all of them have ended. */
  private long ended() throws IOException {
    Path trials = folder.resolve("study/trials");
    if (!Files.isDirectory(trials)) {
      return 0;
    }
    if (Files.exists(trials.resolve(ALL))) {
      return TRIALS;
    }
    try (Stream<Path> files = Files.list(trials)) {
      return files.filter(file -> !file.getFileName().toString().startsWith(".")).count();
    }
  }

  private void await(long trials, SparkProcess search) throws Exception {
    while (ended() < trials) {
      if (!search.isAlive()) {
        throw new IllegalStateException("it has ended:\n" + search.printed());
      }
      Thread.sleep(POLL_MS);
    }
  }

  /** Open files, and the heap in use after a collection, in bytes. */
  private Held held(SparkProcess driver) throws Exception {
    long files;
    try (Stream<Path> open = Files.list(Path.of("/proc/%d/fd".formatted(driver.pid())))) {
      files = open.count();
    }
    jcmd(driver, "GC.run");
    Matcher used = USED.matcher(jcmd(driver, "GC.heap_info"));
    long heap = 0;
    while (used.find()) {
      heap += Long.parseLong(used.group(1)) * 1024;
    }
    return new Held(ended(), files, heap);
  }

  private static String jcmd(SparkProcess driver, String command) throws Exception {
    Process process =
        new ProcessBuilder(JCMD.toString(), Long.toString(driver.pid()), command)
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return printed;
  }

  @Test
  void endsCompleteAndTheDriverHoldsNoMoreAtTheEnd() throws Exception {
    List<Held> held = new ArrayList<>();
    StandaloneCluster cluster = StandaloneCluster.shared();
    for (int life = 1; life <= 2; life++) {
      try (SparkProcess search = search(cluster)) {
        await(TRIALS * life / 10, search);
        search.kill();
      }
    }
    try (SparkProcess search = search(cluster)) {
      Deque<Long> kills = new ArrayDeque<>();
      for (int i = 0; i < EXECUTORS_KILLED; i++) {
        kills.add(TRIALS * 3L / 10 + TRIALS * 6L * i / (10 * EXECUTORS_KILLED));
      }
      for (long at : kills) {
        await(at, search);
        // Without executors the driver is idle, so its resources can be compared.
        cluster.executors().forEach(ProcessHandle::destroyForcibly);
        held.add(held(search));
      }
      while (search.isAlive()) {
        search.awaitEnd(POLL_MS);
      }
      SparkProcess.Ended ended = search.ended();
      assertThat(ended.status()).as(ended.toString()).isZero();
    }

    System.out.println("driver: " + held);
    Map<String, Long> outcomes = outcomes();
    System.out.println("outcomes: " + outcomes);
    assertThat(outcomes.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(TRIALS);
    assertThat(outcomes.get("completed")).isGreaterThan(TRIALS * 9L / 10);
    Held first = held.get(0);
    Held last = held.get(EXECUTORS_KILLED - 1);
    assertThat(held).allSatisfy(sample -> assertThat(sample.heap()).isPositive());
    assertThat(last.files()).as("open files").isLessThan(first.files() + 30);
    assertThat(last.heap()).as("heap in use").isLessThan(first.heap() + 64 * MEBIBYTE);
  }

  private Map<String, Long> outcomes() throws IOException {
    Map<String, Long> outcomes = new TreeMap<>();
    for (String row : Files.readAllLines(folder.resolve("study/trials").resolve(ALL))) {
      outcomes.merge(JSON.readTree(row).get("outcome").asText(), 1L, Long::sum);
    }
    return outcomes;
  }
}
