package clrsearch.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import clrsearch.search.Distribution;
import clrsearch.search.DistributionForm;
import clrsearch.search.SearchSpace;
import clrsearch.search.Trial;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;

/**
 * A study's folder: {@code study.json}, a frozen space per stage in {@code stages/}, one immutable
 * file per ended trial in {@code trials/} and per final test in {@code tests/}, and {@code
 * views.sql}. Only the driver writes, but for the states of trials on their way in {@code states/}.
 */
public final class StudyStore {
  static final String HEADER = "study.json";
  private static final String TRIALS = "trials";
  private static final String STAGES = "stages";
  private static final String NETWORKS = "networks";
  private static final String PICTURES = "pictures";
  private static final String SAFETENSORS = ".safetensors";
  private static final String TESTS = "tests";
  private static final String TABLE1 = "table1";
  private static final String TABLE1_FILE = TABLE1 + "/table1.json";

  /** What Hadoop takes for a pattern in a path. */
  private static final Pattern PATTERN = Pattern.compile("[\\\\{}\\[\\]*?]");

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private final AtomicFolder folder;
  private final StudyHeader header;
  private final Runnable check;

  private StudyStore(AtomicFolder folder, StudyHeader header, Runnable check) {
    this.folder = folder;
    this.header = header;
    this.check = check;
  }

  /** The same store, which keeps trials only while the lease on its folder is held. */
  public StudyStore under(StudyLease lease) {
    return new StudyStore(folder, header, lease::check);
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
    folder.make(TRIALS);
    folder.make(STAGES);
    folder.deletePartial(StateFolder.FOLDER);
    folder.make(TESTS);
    StudyStore store = new StudyStore(folder, header, () -> {});
    store.writeJson(HEADER, header);
    store.writeViews();
    return store;
  }

  private void writeViews() {
    folder.write("views.sql", StudyViews.script(this).getBytes(UTF_8));
  }

  /**
   * Opens a study that was begun before.
   *
   * @throws StoreException if none lies there
   */
  public static StudyStore open(String location, Configuration configuration) {
    AtomicFolder folder = new AtomicFolder(location, configuration);
    return new StudyStore(
        folder,
        readHeader(folder)
            .orElseThrow(
                () ->
                    new StoreException(
                        "%s holds no study: it has no %s".formatted(location, HEADER))),
        () -> {});
  }

  private static Optional<StudyHeader> readHeader(AtomicFolder folder) {
    // Alone at first: the rest of another layout's header may have any form.
    read(folder, HEADER, Layout.class)
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
    return read(folder, HEADER, StudyHeader.class);
  }

  private record Layout(int layout, Provenance provenance) {}

  /** What the folder says of the study. */
  public StudyHeader header() {
    return header;
  }

  /** Where the folder is: a path on this machine, or a URI. */
  public String location() {
    URI uri = folder.root().toUri();
    return "file".equals(uri.getScheme()) ? uri.getPath() : uri.toString();
  }

  /** The path under which Spark SQL reads the trials. */
  String trialsLocation() {
    return sparkLocation(TRIALS);
  }

  /** The path under which Spark SQL reads the final tests; empty in a folder that has no such. */
  Optional<String> testsLocation() {
    return Optional.of(TESTS).filter(folder::exists).map(this::sparkLocation);
  }

  /** The path under which Spark SQL reads the report's table; empty in all but its own study. */
  Optional<String> table1Location() {
    return Optional.of(TABLE1).filter(folder::exists).map(this::sparkLocation);
  }

  /** To Spark SQL a bracket is a pattern. */
  private String sparkLocation(String below) {
    return PATTERN.matcher(folder.root().toString()).replaceAll("\\\\$0") + "/" + below;
  }

  /**
   * Keeps an ended trial. One that is there already stays as it is.
   *
   * @throws StoreException if it cannot be written, or another driver has taken the study over
   */
  public void append(EndedTrial ended) {
    check.run();
    if (!folder.exists(HEADER)) {
      // Writing on would make a folder that looks like a study and is none.
      throw new StoreException(
          "%s has no %s now: the folder was moved or removed under the search. Put it back and run the same command again"
              .formatted(location(), HEADER));
    }
    String name = fileName(ended.trial());
    if (folder.read(name).isEmpty()) {
      writeJson(name, TrialRows.toRow(ended));
    }
  }

  /** Removes what a trial has kept on its way, once its row is there. */
  public void removeState(Trial trial) {
    folder.delete(StateFolder.fileName(trial));
  }

  /** All ended trials. */
  public List<EndedTrial> trials() {
    List<String> names = hyperparameters(List.copyOf(header.columns().keySet()));
    return folder.list(TRIALS).stream()
        .map(file -> read(folder, TRIALS + "/" + file, TrialRow.class).orElseThrow())
        .map(row -> TrialRows.toTrial(row, names))
        .toList();
  }

  /** The ended trials of a stage by number. */
  public Map<Integer, EndedTrial> trials(String stage) {
    Map<Integer, EndedTrial> trials = new LinkedHashMap<>();
    List<String> names = List.copyOf(header.columns().keySet());
    for (String file : folder.list(TRIALS)) {
      if (file.startsWith(stage + "-")) {
        EndedTrial ended =
            read(
                    folder,
                    TRIALS + "/" + file,
                    TrialRow.class,
                    row -> TrialRows.toTrial(row, hyperparameters(names)))
                .orElseThrow();
        if (ended.trial().stage().equals(stage)) {
          trials.put(ended.trial().number(), ended);
        }
      }
    }
    return trials;
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
        !folder.list(StateFolder.FOLDER).isEmpty());
  }

  /** Keeps a network, in {@code networks/}; the URI of its file. */
  public String keep(String name, NetworkFile.Kept network) {
    String file = networkFile(name);
    folder.write(file, NetworkFile.write(network));
    return location() + "/" + file;
  }

  /** The names of the networks that were kept, in order. */
  public List<String> networkNames() {
    return folder.list(NETWORKS).stream()
        .filter(file -> file.endsWith(SAFETENSORS))
        .map(file -> file.substring(0, file.length() - SAFETENSORS.length()))
        .toList();
  }

  /**
   * A network that was kept.
   *
   * @throws StoreException if there is none of this name, or its file is damaged
   */
  public NetworkFile.Kept network(String name) {
    String file = networkFile(name);
    byte[] content =
        folder
            .read(file)
            .orElseThrow(
                () ->
                    new StoreException(
                        "%s/%s is not there: put it back, or remove the file of its trial in %s/, and the same command trains it again"
                            .formatted(location(), file, TRIALS)));
    return NetworkFile.read(location() + "/" + file, content);
  }

  private static String networkFile(String name) {
    return NETWORKS + "/" + name + SAFETENSORS;
  }

  /** Keeps a final test. One that is there already stays as it is. */
  public void keep(TestedRow tested) {
    String name = testFile(tested);
    if (folder.read(name).isEmpty()) {
      writeJson(name, tested);
    }
  }

  /** All final tests, in the order of their files' names. */
  public List<TestedRow> tests() {
    return folder.list(TESTS).stream()
        .map(file -> read(folder, TESTS + "/" + file, TestedRow.class).orElseThrow())
        .toList();
  }

  private static String testFile(TestedRow tested) {
    String who =
        tested.number() == null
            ? "%d-trainings".formatted(tested.trainings())
            : "%05d".formatted(tested.number());
    return "%s/%s-%s-cycle-%02d.json".formatted(TESTS, tested.stage(), who, tested.cycle());
  }

  /**
   * Keeps rows of the report's table in place of those of the same test cases, and makes its view.
   */
  public void keepTable1(List<Table1Row> rows) {
    Map<Integer, Table1Row> all = new TreeMap<>();
    table1().forEach(row -> all.put(row.testCase(), row));
    rows.forEach(row -> all.put(row.testCase(), row));
    writeJson(TABLE1_FILE, all.values());
    writeViews();
  }

  /** The rows of the report's table, by the test cases' numbers; none in other studies. */
  public List<Table1Row> table1() {
    return read(folder, TABLE1_FILE, Table1Row[].class).map(List::of).orElse(List.of());
  }

  /** Keeps a picture, in {@code pictures/}, in place of one of that name; the URI of its file. */
  public String keepPicture(String name, byte[] content) {
    String file = PICTURES + "/" + name;
    folder.write(file, content);
    return location() + "/" + file;
  }

  /** Names of the setting's own columns: those that no other follows from. */
  private List<String> hyperparameters(List<String> names) {
    return names.stream().filter(name -> header.definition().containsKey("space." + name)).toList();
  }

  /** The stage as it was frozen when its first trial began, if it has begun. */
  public Optional<FrozenStage> stage(String name) {
    return read(folder, stageFile(name), StageFile.class).map(StageFile::toStage);
  }

  /** Freezes a stage. */
  public void freeze(FrozenStage stage) {
    writeJson(stageFile(stage.stage()), StageFile.of(stage));
  }

  private record StageFile(
      String stage, Map<String, Object> space, List<String> lines, Map<String, Integer> after) {

    static StageFile of(FrozenStage stage) {
      Map<String, Object> forms = new LinkedHashMap<>();
      stage.space().distributions().forEach((name, values) -> forms.put(name, values.form()));
      return new StageFile(stage.stage(), forms, stage.lines(), stage.after());
    }

    FrozenStage toStage() {
      Map<String, Distribution> distributions = new LinkedHashMap<>();
      space.forEach((name, form) -> distributions.put(name, DistributionForm.parse(name, form)));
      return new FrozenStage(stage, new SearchSpace(distributions), lines, after);
    }
  }

  private static String stageFile(String stage) {
    return STAGES + "/" + stage + ".json";
  }

  private static String fileName(Trial trial) {
    return String.format(Locale.ROOT, "%s/%s-%05d.json", TRIALS, trial.stage(), trial.number());
  }

  private void writeJson(String name, Object value) {
    folder.write(name, (json(value) + "\n").getBytes(UTF_8));
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of numbers and strings is always JSON", e);
    }
  }

  private static <T> Optional<T> read(AtomicFolder folder, String name, Class<T> type) {
    return read(folder, name, type, Function.identity());
  }

  /** Reads a file; JSON that does not become what it should is as damaged as no JSON. */
  private static <T, R> Optional<R> read(
      AtomicFolder folder, String name, Class<T> type, Function<T, R> conversion) {
    return folder
        .read(name)
        .map(
            content -> {
              try {
                T row = JSON.readValue(content, type);
                return conversion.apply(Objects.requireNonNull(row, "it holds null"));
              } catch (IOException | RuntimeException e) {
                throw new StoreException(
                    "%s/%s is damaged (%s): remove it, and what it held is computed again"
                        .formatted(folder.root(), name, firstLine(e)),
                    e);
              }
            });
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
  }
}
