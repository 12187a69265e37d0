package clrsearch.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A study of ten trials of some tenths of a second on a thousand synthetic images. */
final class SmallStudy {
  static final int TRIALS = 10;
  static final int CYCLES = 15;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int POLL_MS = 5;
  private static final int PATIENCE_SECONDS = 60;

  private static final String CONFIGURATION =
      """
      study { name = small, seed = 3 }
      data { format = synthetic, validation = 200 }
      space {
        lambda = { log-uniform = [1e-5, 1e-1] }
        p_h = 0.8
        n_cycles = %d
        m = 10
      }
      measure { per-cycle = 2, subset = 100 }
      stages = [
        { name = coarse, trials = 6 }
        { name = fine, trials = 4, refine = [lambda] }
      ]
      """
          .formatted(SmallStudy.CYCLES);

  private static SmallStudy undisturbed;

  private final Path folder;

  /** A study that begins in a folder of its own. */
  SmallStudy(Path folder) {
    this.folder = folder;
  }

  Path out() {
    return folder.resolve("study");
  }

  /** Begins the search or goes on with it. */
  SparkProcess search(String master, String... options) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path configuration = Files.writeString(folder.resolve("small.conf"), CONFIGURATION);
    List<String> command = new ArrayList<>(List.of("search", configuration.toString()));
    command.addAll(List.of("--out", out().toString()));
    command.addAll(List.of("--set", "data.synthetic.training=1000"));
    command.addAll(List.of("--set", "data.synthetic.test=200"));
    command.addAll(List.of(options));
    return SparkProcess.submit(folder, List.of("--master", master), command.toArray(String[]::new));
  }

  /** Searches to the end. */
  SparkProcess.Ended searched(String master) throws IOException, InterruptedException {
    try (SparkProcess search = search(master)) {
      SparkProcess.Ended ended = search.ended();
      assertThat(ended.status()).as(ended.toString()).isZero();
      return ended;
    }
  }

  /** The files of the trials that have ended, by name. */
  Map<String, Path> trials() throws IOException {
    Map<String, Path> files = new TreeMap<>();
    if (Files.isDirectory(out().resolve("trials"))) {
      try (Stream<Path> list = Files.list(out().resolve("trials"))) {
        list.filter(file -> !file.getFileName().toString().startsWith("."))
            .forEach(file -> files.put(file.getFileName().toString(), file));
      }
    }
    return files;
  }

  /** Waits until so many trials have ended. */
  void awaitTrials(int count, SparkProcess search) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
    while (trials().size() < count) {
      if (!search.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("no %d trials end:%n%s".formatted(count, search.printed()));
      }
      Thread.sleep(POLL_MS);
    }
  }

  /** One key of every trial, by the file's name. */
  Map<String, JsonNode> values(String key) throws IOException {
    Map<String, JsonNode> values = new TreeMap<>();
    for (Map.Entry<String, Path> trial : trials().entrySet()) {
      values.put(trial.getKey(), JSON.readTree(trial.getValue().toFile()).get(key));
    }
    return values;
  }

  /** The cycles of every trial: all that a trial's result must always be the same in. */
  Map<String, JsonNode> cycles() throws IOException {
    return values("cycles");
  }

  /** The study on one slot with nothing in its way, searched once for all tests. */
  static synchronized SmallStudy undisturbed() throws IOException, InterruptedException {
    if (undisturbed == null) {
      Path target = Path.of("target").toAbsolutePath();
      SmallStudy study = new SmallStudy(Files.createTempDirectory(target, "undisturbed"));
      study.searched("local[1]");
      undisturbed = study;
    }
    return undisturbed;
  }
}
