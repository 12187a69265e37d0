package io.github.clrsearch.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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
  private static final int PATIENCE_SECONDS = 200;

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

  /** Three trials of some seconds, which keep their state at every cycle's end. */
  private static final List<String> LONG =
      List.of(
          "stages.coarse.trials=2",
          "stages.fine.trials=1",
          "space.k=4",
          "space.m=100",
          "search.keep-state-after=0s");

  /** What may differ from one computation of a trial to the next. */
  private static final List<String> EXECUTION =
      List.of(
          "seconds",
          "started",
          "ended",
          "executor",
          "host",
          "attempt",
          "resumed_at",
          "side_by_side");

  private static final Map<List<String>, SmallStudy> UNDISTURBED = new HashMap<>();

  private final Path folder;
  private final List<String> settings;
  private final Map<String, String> sparkSettings = new TreeMap<>();

  /** A study that begins in a folder of its own. */
  SmallStudy(Path folder) {
    this(folder, List.of());
  }

  private SmallStudy(Path folder, List<String> settings) {
    this.folder = folder;
    this.settings = settings;
  }

  /** One of three trials, each of some seconds. */
  static SmallStudy ofLongTrials(Path folder) {
    return new SmallStudy(folder, LONG);
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
    settings.forEach(setting -> command.addAll(List.of("--set", setting)));
    command.addAll(List.of(options));
    List<String> spark = new ArrayList<>(List.of("--master", master));
    sparkSettings.forEach((key, value) -> spark.addAll(List.of("--conf", key + "=" + value)));
    return SparkProcess.submit(folder, spark, command.toArray(String[]::new));
  }

  /** Tells Spark more. */
  SmallStudy with(Map<String, String> more) {
    sparkSettings.putAll(more);
    return this;
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

  /** All of every trial that must always be the same: its row but for times and places. */
  Map<String, JsonNode> rows() throws IOException {
    Map<String, JsonNode> rows = new TreeMap<>();
    for (Map.Entry<String, Path> trial : trials().entrySet()) {
      ObjectNode row = (ObjectNode) JSON.readTree(trial.getValue().toFile());
      rows.put(trial.getKey(), row.remove(EXECUTION));
    }
    return rows;
  }

  /** The names of the states that trials on their way have kept. */
  List<String> states() throws IOException {
    if (!Files.isDirectory(out().resolve("states"))) {
      return List.of();
    }
    try (Stream<Path> list = Files.list(out().resolve("states"))) {
      return list.map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    }
  }

  /** Waits until so many trials have kept a state that have not ended. */
  void awaitStates(int count, SparkProcess search) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
    while (states().size() < count) {
      if (!search.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("no %d states:%n%s".formatted(count, search.printed()));
      }
      Thread.sleep(POLL_MS);
    }
  }

  /** The study on one slot with nothing in its way, searched once for all tests. */
  static SmallStudy undisturbed() throws IOException, InterruptedException {
    return undisturbed(List.of());
  }

  /** The same of the study of long trials. */
  static SmallStudy undisturbedOfLongTrials() throws IOException, InterruptedException {
    return undisturbed(LONG);
  }

  private static synchronized SmallStudy undisturbed(List<String> settings)
      throws IOException, InterruptedException {
    SmallStudy study = UNDISTURBED.get(settings);
    if (study == null) {
      Path target = Path.of("target").toAbsolutePath();
      study = new SmallStudy(Files.createTempDirectory(target, "undisturbed"), settings);
      study.searched("local[1]");
      UNDISTURBED.put(settings, study);
    }
    return study;
  }
}
