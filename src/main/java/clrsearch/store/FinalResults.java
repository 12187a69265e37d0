package clrsearch.store;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What final networks leave in a study's folder: the networks in {@code networks/}, a file a test
 * in {@code tests/}, and the report's table in {@code table1/}.
 */
public final class FinalResults {
  static final String TESTS = "tests";
  static final String TABLE1 = "table1";
  private static final String NETWORKS = "networks";
  private static final String SAFETENSORS = ".safetensors";
  private static final String TABLE1_FILE = TABLE1 + "/table1.json";

  private final JsonFiles files;
  private final String location;
  private final Runnable onNewView;

  /**
   * The results in a folder.
   *
   * @param location of the folder, for messages
   * @param onNewView is run when there is something that no view had before
   */
  FinalResults(JsonFiles files, String location, Runnable onNewView) {
    this.files = files;
    this.location = location;
    this.onNewView = onNewView;
  }

  /** Keeps a network, in {@code networks/}; the URI of its file. */
  public String keep(String name, NetworkFile.Kept network) {
    String file = networkFile(name);
    files.folder().write(file, NetworkFile.write(network));
    return location + "/" + file;
  }

  /** The names of the networks that were kept, in order. */
  public List<String> networkNames() {
    return files.folder().list(NETWORKS).stream()
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
        files
            .folder()
            .read(file)
            .orElseThrow(
                () ->
                    new StoreException(
                        "%s/%s is not there: put it back, or remove the file of its trial in %s/, and the same command trains it again"
                            .formatted(location, file, StudyStore.TRIALS)));
    return NetworkFile.read(location + "/" + file, content);
  }

  private static String networkFile(String name) {
    return NETWORKS + "/" + name + SAFETENSORS;
  }

  /** Keeps a final test. One that is there already stays as it is. */
  public void keep(TestedRow tested) {
    String name = testFile(tested);
    if (files.folder().read(name).isEmpty()) {
      files.write(name, tested);
    }
  }

  /** All final tests, in the order of their files' names. */
  public List<TestedRow> tests() {
    return files.folder().list(TESTS).stream()
        .map(file -> files.read(TESTS + "/" + file, TestedRow.class).orElseThrow())
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
    files.update(TABLE1_FILE, all.values());
    onNewView.run();
  }

  /** The rows of the report's table, by the test cases' numbers; none in other studies. */
  public List<Table1Row> table1() {
    return files.read(TABLE1_FILE, Table1Row[].class).map(List::of).orElse(List.of());
  }
}
