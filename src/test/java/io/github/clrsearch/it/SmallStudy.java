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

/** A study of ten trials of some tenths of a second on 500 synthetic images. */
public final class SmallStudy {
  public static final int TRIALS = 10;
  public static final int CYCLES = 15;

  private static final String TRIALS_FOLDER = "trials";
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

  /** Three trials of some seconds, which save their state at the end of every cycle. */
  private static final List<String> LONG =
      List.of(
          "stages.coarse.trials=2",
          "stages.fine.trials=1",
          "space.k=4",
          "space.m=20",
          "search.keep-state-after=0s");

  /** A second stage whose trials learn from each other, two at a time. */
  private static final List<String> LEARNING =
      List.of("stages.fine.refine=[]", "stages.fine.sampler=gp", "stages.fine.lag=2");

  /** Columns that may differ between two executions of a trial. */
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
  private final StudyPlace place;
  private final List<String> settings;
  private final Map<String, String> sparkSettings = new TreeMap<>();

  /** A study in its own folder. */
  public SmallStudy(Path folder) {
    this(folder, new StudyPlace.Local(folder.resolve("study")), List.of());
  }

  /**
   * A study elsewhere.
   *
   * @param folder of this machine, for its configuration
   */
  public SmallStudy(Path folder, StudyPlace place) {
    this(folder, place, List.of());
  }

  private SmallStudy(Path folder, StudyPlace place, List<String> settings) {
    this.folder = folder;
    this.place = place;
    this.settings = settings;
  }

  /** A study of three trials of some seconds. */
  public static SmallStudy ofLongTrials(Path folder) {
    return new SmallStudy(folder).ofLongTrials();
  }

  /** A study whose second stage learns from its own trials. */
  public static SmallStudy ofLearningTrials(Path folder) {
    return new SmallStudy(folder).set(LEARNING);
  }

  /** The same study with three trials, each of some seconds. */
  public SmallStudy ofLongTrials() {
    return set(LONG);
  }

  /** The same study with other values in its configuration. */
  public SmallStudy set(List<String> values) {
    return new SmallStudy(folder, place, values).with(sparkSettings);
  }

  /** The study's folder, if it is on this machine. */
  Path out() {
    return folder.resolve("study");
  }

  /** Begins or resumes the search. */
  public SparkProcess search(String master, String... options)
      throws IOException, InterruptedException {
    return search(SparkProcess.Launch.in(folder), master, options);
  }

  /** The same, started in another way. */
  public SparkProcess search(SparkProcess.Launch launch, String master, String... options)
      throws IOException, InterruptedException {
    return SparkProcess.submit(
        launch.withOptions("--master", master).withSettings(sparkSettings),
        command(configuration().toString(), options).toArray(String[]::new));
  }

  /** The study's configuration file, which is written now. */
  public Path configuration() throws IOException {
    Files.createDirectories(folder);
    return Files.writeString(folder.resolve("small.conf"), CONFIGURATION);
  }

  /**
   * The words that search this study.
   *
   * @param configuration the name of its file, as the driver sees it
   */
  public List<String> command(String configuration, String... options) {
    List<String> command = new ArrayList<>(List.of("search", configuration));
    command.addAll(List.of("--out", place.location()));
    command.addAll(List.of("--set", "data.synthetic.training=500"));
    command.addAll(List.of("--set", "data.synthetic.test=100"));
    settings.forEach(setting -> command.addAll(List.of("--set", setting)));
    command.addAll(List.of(options));
    return command;
  }

  /** Adds Spark settings. */
  public SmallStudy with(Map<String, String> more) {
    sparkSettings.putAll(more);
    return this;
  }

  /** Searches to the end. */
  public SparkProcess.Ended searched(String master) throws IOException, InterruptedException {
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

  /** Waits until the given number of trials have ended. */
  public void awaitTrials(int count, SparkProcess search) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
    while (complete(TRIALS_FOLDER).size() < count) {
      if (!search.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("no %d trials end:%n%s".formatted(count, search.printed()));
      }
      Thread.sleep(POLL_MS);
    }
  }

  /** One key of every trial, by the file's name. */
  public Map<String, JsonNode> values(String key) throws IOException {
    Map<String, JsonNode> values = new TreeMap<>();
    for (String trial : complete(TRIALS_FOLDER)) {
      values.put(trial, row(trial).get(key));
    }
    return values;
  }

  private ObjectNode row(String trial) throws IOException {
    return (ObjectNode) JSON.readTree(place.read(TRIALS_FOLDER + "/" + trial));
  }

  /** The names of the complete files in a subfolder, sorted. */
  private List<String> complete(String subfolder) throws IOException {
    return place.names(subfolder).stream().filter(name -> !name.startsWith(".")).sorted().toList();
  }

  /** The cycles of every trial, which are always the same. */
  public Map<String, JsonNode> cycles() throws IOException {
    return values("cycles");
  }

  /** The row of every trial without the columns that may differ. */
  public Map<String, JsonNode> rows() throws IOException {
    Map<String, JsonNode> rows = new TreeMap<>();
    for (String trial : complete(TRIALS_FOLDER)) {
      ObjectNode row = row(trial);
      ((ObjectNode) row.get("provenance")).remove("blas");
      rows.put(trial, row.remove(EXECUTION));
    }
    return rows;
  }

  /** The names of the states of running trials. */
  public List<String> states() throws IOException {
    return complete("states");
  }

  /** The files that nobody has completed. */
  public List<String> partial() throws IOException {
    List<String> names = new ArrayList<>();
    for (String subfolder : List.of("", "stages", "states", TRIALS_FOLDER)) {
      place.names(subfolder).stream().filter(name -> name.endsWith(".partial")).forEach(names::add);
    }
    return names;
  }

  /** Waits until the given number of running trials have saved a state. */
  public void awaitStates(int count, SparkProcess search) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
    while (states().size() < count) {
      if (!search.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("no %d states:%n%s".formatted(count, search.printed()));
      }
      Thread.sleep(POLL_MS);
    }
  }

  /**
   * The study after an undisturbed search on one slot, shared by all tests. Unlike the other
   * searches, it uses the optimizing compiler.
   */
  public static SmallStudy undisturbed() throws IOException, InterruptedException {
    return undisturbed(List.of());
  }

  /** The same for the study of long trials. */
  public static SmallStudy undisturbedOfLongTrials() throws IOException, InterruptedException {
    return undisturbed(LONG);
  }

  /** The same for the study whose second stage learns. */
  public static SmallStudy undisturbedOfLearningTrials() throws IOException, InterruptedException {
    return undisturbed(LEARNING);
  }

  /** The same of the study with other values in its configuration. */
  public static synchronized SmallStudy undisturbed(List<String> settings)
      throws IOException, InterruptedException {
    SmallStudy study = UNDISTURBED.get(settings);
    if (study == null) {
      Path target = Path.of("target").toAbsolutePath();
      Path folder = Files.createTempDirectory(target, "undisturbed");
      StudyPlace place = new StudyPlace.Local(folder.resolve("study"));
      new SmallStudy(folder, place, settings).with(SparkProcess.OPTIMIZED).searched("local[1]");
      study = new SmallStudy(folder, place, settings);
      UNDISTURBED.put(settings, study);
    }
    return study;
  }
}
