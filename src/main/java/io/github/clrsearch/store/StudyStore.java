package io.github.clrsearch.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.clrsearch.search.trial.Trial;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/**
 * A study's folder: {@code study.json}, a frozen space per stage in {@code stages/}, one immutable
 * file per ended trial in {@code trials/} and per final test in {@code tests/}, and {@code
 * views.sql}. Only the driver writes, but for the states of trials on their way in {@code states/}.
 */
public final class StudyStore {
  private static final Logger LOG = System.getLogger(StudyStore.class.getName());
  static final String HEADER = "study.json";
  static final String TRIALS = "trials";

  /** The folder below for TensorBoard. */
  public static final String TENSORBOARD = "tensorboard";

  private static final String STAGES = "stages";
  private static final String PICTURES = "pictures";
  private static final String PAGE = "report.html";
  private static final String PLAN = "plan.json";
  private static final String VIEWS = "views.sql";

  /** What Hadoop takes for a pattern in a path. */
  private static final Pattern PATTERN = Pattern.compile("[\\\\{}\\[\\]*?]");

  private final AtomicFolder folder;
  private final JsonFiles files;
  private final StudyHeader header;
  private final Runnable check;

  private StudyStore(AtomicFolder folder, StudyHeader header, Runnable check) {
    this.folder = folder;
    this.files = new JsonFiles(folder);
    this.header = header;
    this.check = check;
  }

  /**
   * The same store, which keeps trials only while the lease on its folder is held. Where the folder
   * fails for a while, because a server restarts or the disk is full, it waits until it is back.
   *
   * @param patience for how long at most; zero: it does not wait
   * @param tell is given a line when the folder fails and when it is back, on any thread
   */
  public StudyStore under(StudyLease lease, Duration patience, Consumer<String> tell) {
    Retries retries = new Retries(patience, lease::isStillOurs, tell);
    return new StudyStore(folder.with(retries), header, lease::check);
  }

  /**
   * Begins a study in an empty folder, or goes on with it where it was begun before.
   *
   * @param location a local folder or a URI that Hadoop knows
   * @throws StoreException if another study lies there; the message names every difference
   */
  public static StudyStore begin(String location, StudyHeader header, Configuration configuration) {
    AtomicFolder folder = new AtomicFolder(location, configuration);
    Optional<StudyHeader> before = readHeader(folder);
    if (before.isPresent()) {
      List<String> differences = before.get().differences(header);
      if (!differences.isEmpty()) {
        throw new StoreException(
            "%s holds another study: %s. Undo the change, or give the new study a folder with --out or another study.name"
                .formatted(location, String.join("; ", differences)));
      }
    }
    folder.deletePartial(StateFolder.FOLDER);
    StudyStore store = new StudyStore(folder, header, () -> {});
    store.files.update(HEADER, header);
    folder.update(VIEWS, store.views());
    return store;
  }

  /** Whether there is a folder already, of a study or not. */
  public static boolean isThere(String location, Configuration configuration) {
    return new AtomicFolder(location, configuration).exists();
  }

  /**
   * Opens a study that was begun before. Where its folder has been moved or copied since, {@code
   * views.sql} is written anew, if that may be.
   *
   * @throws StoreException if none lies there
   */
  public static StudyStore open(String location, Configuration configuration) {
    AtomicFolder folder = new AtomicFolder(location, configuration);
    StudyHeader header =
        readHeader(folder)
            .orElseThrow(
                () ->
                    new StoreException(
                        "%s holds no study: it has no %s".formatted(location, HEADER)));
    StudyStore store = new StudyStore(folder, header, () -> {});
    store.renewViews();
    return store;
  }

  private byte[] views() {
    return StudyViews.script(this).getBytes(UTF_8);
  }

  /** The views name the folder's place, which is another where it was moved or copied. */
  private void renewViews() {
    try {
      if (folder.read(VIEWS).filter(kept -> !Arrays.equals(kept, views())).isPresent()) {
        folder.writeFromMany(VIEWS, views());
      }
    } catch (StoreException e) {
      LOG.log(Level.DEBUG, "{0} stays as it is: {1}", VIEWS, e.getMessage());
    }
  }

  private static Optional<StudyHeader> readHeader(AtomicFolder folder) {
    // Alone at first: the rest of another layout's header may have any form.
    new JsonFiles(folder)
        .read(HEADER, Layout.class)
        .filter(found -> found.layout() != StudyHeader.LAYOUT)
        .ifPresent(
            found -> {
              throw new StoreException(
                  "%s has layout %d, and this version reads layout %d: use the version that wrote it (%s)"
                      .formatted(
                          folder.root(),
                          found.layout(),
                          StudyHeader.LAYOUT,
                          found.provenance().version()));
            });
    return new JsonFiles(folder).read(HEADER, StudyHeader.class);
  }

  private record Layout(int layout, Writer provenance) {}

  private record Writer(String version) {}

  /** What the folder says of the study. */
  public StudyHeader header() {
    return header;
  }

  /** Where the folder is: a path on this machine, or a URI. */
  public String location() {
    URI uri = folder.root().toUri();
    return "file".equals(uri.getScheme()) ? uri.getPath() : uri.toString();
  }

  /**
   * The path under which Spark SQL reads a kind of rows; empty where there are none yet.
   *
   * @param kind the folder's name
   */
  Optional<String> sparkLocation(String kind) {
    return Optional.of(kind).filter(folder::exists).map(below -> sparkRoot() + "/" + below);
  }

  /**
   * The same for a script, which must find something there also where there are no rows yet: to
   * Spark SQL a path that is not there is an error.
   */
  String sparkLocationInScript(String kind) {
    return "%s/{%s,%s}".formatted(sparkRoot(), VIEWS, kind);
  }

  /** To Spark SQL a bracket is a pattern. */
  private String sparkRoot() {
    return PATTERN.matcher(folder.root().toString()).replaceAll("\\\\$0");
  }

  /**
   * Reads every row that the views have.
   *
   * @throws StoreException which names the file that is damaged
   */
  void checkRows() {
    trials();
    results().tests();
    results().table1();
    findings().importance();
    for (String stage : header.stages()) {
      findings().confirmed(stage);
      findings().comparisons(stage);
    }
  }

  /**
   * Keeps an ended trial. One that is there already stays as it is.
   *
   * @throws StoreException if it cannot be written, or another driver has taken the study over
   */
  public void append(EndedTrial ended) {
    checkFolder();
    String name = fileName(ended.trial());
    if (folder.read(name).isEmpty()) {
      files.write(name, TrialRows.toRow(ended));
    }
  }

  /**
   * Keeps a trial that has gone on, or of which more is known now, in place of its row before:
   * whoever reads finds one or the other.
   *
   * @throws StoreException if it cannot be written, or another driver has taken the study over
   */
  public void replace(EndedTrial ended) {
    checkFolder();
    files.write(fileName(ended.trial()), TrialRows.toRow(ended));
  }

  private void checkFolder() {
    check.run();
    if (!folder.exists(HEADER)) {
      // Writing on would make a folder that looks like a study and is none.
      throw new StoreException(
          "%s has no %s now: the folder was moved or removed under the search. Put it back and run the same command again"
              .formatted(location(), HEADER));
    }
  }

  /** Removes what a trial has kept on its way, once its row is there. */
  public void removeState(Trial trial) {
    folder.delete(StateFolder.fileName(trial));
  }

  /** Removes the folder of the states where none is left, once no trial runs any more. */
  public void removeEmptyStates() {
    try {
      if (folder.isEmpty(StateFolder.FOLDER)) {
        folder.delete(StateFolder.FOLDER);
      }
    } catch (StoreException e) {
      LOG.log(Level.DEBUG, "{0} stays: {1}", StateFolder.FOLDER, e.getMessage());
    }
  }

  /** All ended trials. */
  public List<EndedTrial> trials() {
    return trials(header.stages());
  }

  /** The ended trials of a stage by number. */
  public Map<Integer, EndedTrial> trials(String stage) {
    Map<Integer, EndedTrial> trials = new LinkedHashMap<>();
    trials(List.of(stage)).forEach(ended -> trials.put(ended.trial().number(), ended));
    return trials;
  }

  private List<EndedTrial> trials(List<String> stages) {
    List<String> names = hyperparameters(List.copyOf(header.columns().keySet()));
    return folder.list(TRIALS, FileNames.trials(stages)).stream()
        .map(file -> trial(file, names))
        .toList();
  }

  private EndedTrial trial(String file, List<String> names) {
    return files
        .readOwn(
            TRIALS,
            file,
            TrialRow.class,
            row -> FileNames.trial(row.stage(), row.number()),
            row -> TrialRows.toTrial(row, names))
        .orElseThrow();
  }

  /** The numbers of a stage's trials that have ended, without reading them. */
  public Set<Integer> numbers(String stage) {
    return folder.list(TRIALS, FileNames.trials(List.of(stage))).stream()
        .map(FileNames::number)
        .collect(Collectors.toSet());
  }

  /**
   * Where trials on their way keep their state.
   *
   * @param hadoop what Hadoop is told on executors besides its own files, by key
   */
  public StateFolder states(Map<String, String> hadoop) {
    byte[] content =
        folder
            .read(HEADER)
            .orElseThrow(
                () -> new StoreException("%s has no %s now".formatted(location(), HEADER)));
    return new StateFolder(
        folder.root().toString(),
        SafeTensors.sha256(content, 0),
        hadoop,
        !folder.list(StateFolder.FOLDER, StateFolder.NAMES).isEmpty());
  }

  /**
   * Keeps how many trials stages have in all, in place of what was kept of them before.
   *
   * @throws StoreException if it cannot be written, or another driver has taken the study over
   */
  public void plan(Map<String, Integer> trials) {
    checkFolder();
    Map<String, Integer> all = new LinkedHashMap<>(planned());
    all.putAll(trials);
    if (!all.equals(planned())) {
      files.write(PLAN, new Plan(all));
    }
  }

  /** How many trials stages have in all, by name; nothing of stages of an earlier version. */
  public Map<String, Integer> planned() {
    return files.read(PLAN, Plan.class).map(Plan::trials).orElse(Map.of());
  }

  private record Plan(Map<String, Integer> trials) {}

  /** What final networks have left here. */
  public FinalResults results() {
    return new FinalResults(files, location(), header.stages());
  }

  /** What the search has found out from its trials. */
  public Findings findings() {
    return new Findings(files);
  }

  /** Keeps a picture, in {@code pictures/}, in place of one of that name; the URI of its file. */
  public String keepPicture(String name, byte[] content) {
    String file = PICTURES + "/" + name;
    folder.update(file, content);
    return location() + "/" + file;
  }

  /**
   * Keeps the study's page in place of the one before; the path of its file.
   *
   * @throws StoreException if it cannot be written, or another driver has taken the study over
   */
  public String keepPage(byte[] html) {
    checkFolder();
    folder.write(PAGE, html);
    return location() + "/" + PAGE;
  }

  /**
   * Who works on the study now, in words; empty where nobody does. Of a driver on another machine
   * it is not known whether it still lives.
   */
  public Optional<String> worker() {
    return StudyLease.worker(folder);
  }

  /**
   * Keeps a file for TensorBoard, in {@code tensorboard/}. One of the same bytes stays as it is,
   * and others are written in their place: TensorBoard takes any file beside for another one's
   * events.
   */
  public void keepForTensorBoard(String name, byte[] content) {
    checkFolder();
    String file = TENSORBOARD + "/" + name;
    if (folder.read(file).filter(kept -> Arrays.equals(kept, content)).isEmpty()) {
      folder.overwrite(file, content);
    }
  }

  /** Names of the setting's own columns: those that no other follows from. */
  private List<String> hyperparameters(List<String> names) {
    return names.stream().filter(name -> header.definition().containsKey("space." + name)).toList();
  }

  /** The stage as it was frozen when its first trial began, if it has begun. */
  public Optional<FrozenStage> stage(String name) {
    return files.readOwn(
        STAGES,
        FileNames.single(name),
        StageFile.class,
        stage -> FileNames.single(stage.stage()),
        StageFile::toStage);
  }

  /** Freezes a stage. */
  public void freeze(FrozenStage stage) {
    files.write(stageFile(stage.stage()), StageFile.of(stage));
  }

  private static String stageFile(String stage) {
    return STAGES + "/" + FileNames.single(stage);
  }

  private static String fileName(Trial trial) {
    return TRIALS + "/" + FileNames.trial(trial.stage(), trial.number());
  }
}
