package io.github.clrsearch.store;

import io.github.clrsearch.store.files.StoreException;
import io.github.clrsearch.store.json.JsonFiles;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Results of final networks in a study's folder: the networks in {@code networks/}, one file per
 * test in {@code tests/}, the report's table in {@code table1/}, and the suggestions of a range
 * test in {@code lr_range/}.
 */
public final class FinalResults {
  static final String TESTS = "tests";
  static final String TABLE1 = "table1";
  static final String RANGE_TEST = "lr_range";
  private static final String NETWORKS = "networks";
  private static final String TABLE1_FILE = TABLE1 + "/" + FileNames.single(TABLE1);
  private static final String RANGE_TEST_FILE = RANGE_TEST + "/" + FileNames.single(RANGE_TEST);

  private final JsonFiles files;
  private final String location;
  private final List<String> stages;

  /**
   * The results in a folder.
   *
   * @param location of the folder, for messages
   * @param stages of the study
   */
  FinalResults(JsonFiles files, String location, List<String> stages) {
    this.files = files;
    this.location = location;
    this.stages = stages;
  }

  /** Saves a network in {@code networks/}; returns the path of its file. */
  public String keep(String name, NetworkFile.Kept network) {
    String file = networkFile(name);
    files.folder().write(file, NetworkFile.write(network));
    return location + "/" + file;
  }

  /** The names of the saved networks, sorted. */
  public List<String> networkNames() {
    return files.folder().list(NETWORKS, FileNames.networks(stages)).stream()
        .map(file -> file.substring(0, file.lastIndexOf('.')))
        .toList();
  }

  /**
   * A saved network.
   *
   * @throws StoreException if it does not exist, or its file is damaged
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
                        "file not found: %s/%s. Restore it, or remove the file of its trial in %s/ and run the same command to retrain it"
                            .formatted(location, file, TrialFiles.FOLDER)));
    return NetworkFile.read(location + "/" + file, content);
  }

  private static String networkFile(String name) {
    return NETWORKS + "/" + FileNames.network(name);
  }

  /** Saves a final test. A test that was saved before is not changed. */
  public void keep(TestedRow tested) {
    files.create(TESTS + "/" + FileNames.test(tested), tested);
  }

  /**
   * All final tests, sorted by the names of their files.
   *
   * @throws StoreException if a file is damaged, or its content does not match its name
   */
  public List<TestedRow> tests() {
    return files.folder().list(TESTS, FileNames.tests(stages)).stream()
        .map(
            file ->
                files
                    .readOwn(TESTS, file, TestedRow.class, FileNames::test, Function.identity())
                    .orElseThrow())
        .toList();
  }

  /** Saves rows of the report's table, replacing those of the same test cases. */
  public void keepTable1(List<Table1Row> rows) {
    Map<Integer, Table1Row> all = new TreeMap<>();
    table1().forEach(row -> all.put(row.testCase(), row));
    rows.forEach(row -> all.put(row.testCase(), row));
    files.update(TABLE1_FILE, all.values());
  }

  /** Saves the rows of a range test, replacing earlier ones. */
  public void keepRangeTest(List<RangeTestRow> rows) {
    files.update(RANGE_TEST_FILE, rows);
  }

  /** The rows of the range test; none in other studies. */
  public List<RangeTestRow> rangeTest() {
    return files.read(RANGE_TEST_FILE, RangeTestRow[].class).map(List::of).orElse(List.of());
  }

  /** The rows of the report's table by test case; none in other studies. */
  public List<Table1Row> table1() {
    return files.read(TABLE1_FILE, Table1Row[].class).map(List::of).orElse(List.of());
  }
}
