package io.github.clrsearch.store;

import static io.github.clrsearch.store.Studies.completed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.LocalSpark;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.store.files.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompactionTest {
  private static final SearchSpace SPACE =
      SearchSpace.empty().with("lambda", new LogUniform(1e-5, 10)).with("m", new Constant(50));
  private static final int TRIALS = Compaction.FEWEST + 20;

  @TempDir private Path folder;

  private StudyStore begin(String location, Configuration configuration) {
    Study study = new Study("s", 1, SPACE, List.of(Stage.of("a", TRIALS), Stage.of("b-1", TRIALS)));
    return StudyStore.begin(location, Studies.header(study), configuration);
  }

  private StudyStore begin() {
    return begin(folder.toString(), new Configuration());
  }

  private static void append(StudyStore store, String stage, int from, int to) {
    IntStream.range(from, to).forEach(n -> store.append(completed("s", stage, n, 0.25, 0.5)));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("trials"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private List<String> lines(String file) throws IOException {
    return Files.readAllLines(folder.resolve("trials").resolve(file));
  }

  /** Everything that reads rows: this program, its views, and those of the script. */
  private static List<List<String>> readers(Path folder) throws IOException {
    StudyStore store = StudyStore.open(folder.toString(), new Configuration());
    List<List<String>> read = new ArrayList<>();
    read.add(store.trials().stream().map(CompactionTest::text).toList());
    SparkSession session = LocalSpark.freshSession();
    StudyViews.register(session, List.of(store));
    read.add(rows(session));
    SparkSession other = LocalSpark.freshSession();
    for (String statement : Files.readString(folder.resolve("views.sql")).split(";\n")) {
      if (!statement.isBlank()) {
        other.sql(statement.strip());
      }
    }
    read.add(rows(other));
    return read;
  }

  private static String text(EndedTrial ended) {
    int cycles = ended.result().cycles().size();
    return "%s %s %d"
        .formatted(
            ended.trial(), ended.result().cycles().get(cycles - 1).validationAccuracy(), cycles);
  }

  private static List<String> rows(SparkSession session) {
    return session
        .sql(
            "SELECT concat(stage, '/', number, ' ', last_validation_accuracy, ' ', cycles)"
                + " FROM trials JOIN (SELECT stage, number, count(*) AS cycles FROM cycles GROUP BY stage, number)"
                + " USING (stage, number) ORDER BY stage, number")
        .collectAsList()
        .stream()
        .map((Row row) -> row.getString(0))
        .toList();
  }

  @Test
  void theRowsOfAStageMoveIntoOneFile() throws IOException {
    StudyStore store = begin();
    append(store, "a", 0, TRIALS);
    append(store, "b-1", 0, 3);
    List<List<String>> before = readers(folder);
    String line = lines("a-00007.json").get(0);

    store.compact("a");

    assertThat(files())
        .containsExactly("a.jsonl", "b-1-00000.json", "b-1-00001.json", "b-1-00002.json");
    assertThat(lines("a.jsonl")).hasSize(TRIALS).element(7).isEqualTo(line);
    assertThat(lines("a.jsonl").get(0))
        .startsWith("{\"study\":\"s\",\"stage\":\"a\",\"number\":0,")
        .endsWith(",\"rows\":%d}".formatted(TRIALS));
    assertThat(readers(folder)).isEqualTo(before).allMatch(rows -> rows.size() == TRIALS + 3);
    assertThat(store.trials("a")).hasSize(TRIALS);
  }

  @Test
  void fewFilesAreLeftAsTheyAre() throws IOException {
    StudyStore store = begin();
    append(store, "a", 0, Compaction.FEWEST - 1);

    store.compact("a");
    store.compact("b-1");

    assertThat(files()).hasSize(Compaction.FEWEST - 1).contains("a-00000.json");
  }

  @Test
  void aTrialThatContinuesReplacesItsRow() throws IOException {
    StudyStore store = begin();
    append(store, "a", 0, TRIALS);
    store.compact("a");

    store.replace(completed("s", "a", 3, 0.25, 0.5, 0.75));
    List<List<String>> read = readers(folder);

    assertThat(read)
        .allSatisfy(rows -> assertThat(rows).hasSize(TRIALS).element(3).isEqualTo("a/3 0.75 3"));
    assertThat(store.trials("a").get(3).result().cycles()).hasSize(3);
  }

  /** More trials, and continued ones, before and after those of the earlier file. */
  @Test
  void anExtendedStageIsCompactedAgain() throws IOException {
    StudyStore store = begin();
    append(store, "a", 5, 5 + TRIALS);
    store.compact("a");
    append(store, "a", 0, 5);
    append(store, "a", 5 + TRIALS, 300);
    store.replace(completed("s", "a", 5, 0.25, 0.5, 0.75));
    store.replace(completed("s", "a", 77, 0.25, 0.5, 0.125));
    List<List<String>> before = readers(folder);

    store.compact("a");

    assertThat(files()).containsExactly("a.jsonl");
    assertThat(lines("a.jsonl")).hasSize(300).filteredOn(line -> line.contains("rows")).hasSize(1);
    assertThat(readers(folder))
        .isEqualTo(before)
        .allSatisfy(
            rows ->
                assertThat(rows).hasSize(300).contains("a/5 0.75 3", "a/77 0.125 3", "a/4 0.5 2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hdfslike", "s3"})
  void itMayBeKilledAtAnyMoment(String scheme, @TempDir Path elsewhere) throws IOException {
    Path failure = elsewhere.resolve("failure");
    Configuration configuration = FakeFileSystem.in(new Configuration(), failure);
    StudyStore store = begin(scheme + ":" + folder, configuration);
    append(store, "a", 0, TRIALS);
    store.compact("a");
    append(store, "a", TRIALS, 2 * TRIALS);
    store.replace(completed("s", "a", 0, 0.25, 0.5, 0.75));
    List<String> before = store.trials().stream().map(CompactionTest::text).toList();

    int kills = 0;
    for (int writes = 0; !files().equals(List.of("a.jsonl")); writes += 1 + writes / 2) {
      Files.writeString(failure, FakeFileSystem.Failure.KILLED + " " + writes);
      try {
        store.compact("a");
      } catch (FakeFileSystem.Killed e) {
        kills++;
      }
      Files.delete(failure);
      assertThat(store.trials().stream().map(CompactionTest::text)).isEqualTo(before);
    }
    assertThat(kills).isGreaterThan(5);
    assertThat(readers(folder)).allMatch(before::equals);
  }

  @Test
  void aFileThatWouldBeMissingForAMomentIsNotReplaced(@TempDir Path elsewhere) throws IOException {
    Configuration configuration =
        FakeFileSystem.in(new Configuration(), elsewhere.resolve("failure"));
    StudyStore store = begin("plain:" + folder, configuration);
    append(store, "a", 0, TRIALS);
    store.compact("a");
    append(store, "a", TRIALS, 2 * TRIALS);

    store.compact("a");

    assertThat(lines("a.jsonl")).hasSize(TRIALS);
    assertThat(files()).hasSize(1 + TRIALS);
    assertThat(store.trials("a")).hasSize(2 * TRIALS);
  }

  @Test
  void whoeverReadsMeanwhileFindsEveryTrialOnce() throws Exception {
    StudyStore store = begin();
    append(store, "a", 0, TRIALS);
    CompletableFuture<Void> driver =
        CompletableFuture.runAsync(
            () -> {
              for (int round = 2; round < 8; round++) {
                double[] accuracies = new double[round];
                IntStream.range(0, TRIALS)
                    .forEach(n -> store.replace(completed("s", "a", n, accuracies)));
                store.compact("a");
              }
            });
    SparkSession session = LocalSpark.freshSession();
    int outdated = 0;
    do {
      assertThat(store.trials("a")).hasSize(TRIALS);
      StudyViews.register(session, List.of(store));
      try {
        Row row = session.sql("SELECT count(*), count(DISTINCT number) FROM trials").first();
        assertThat(row.getLong(0)).isEqualTo(TRIALS);
        assertThat(row.getLong(1)).isEqualTo(TRIALS);
      } catch (Exception e) {
        assertThat(e).hasMessageMatching("(?s).*(FILE_NOT_EXIST|was replaced meanwhile).*");
        outdated++;
      }
    } while (!driver.isDone());
    driver.join();
    assertThat(store.trials("a").values()).allMatch(ended -> ended.result().cycles().size() == 7);
    assertThat(outdated).isLessThan(7);
  }

  /** Spark reads as many bytes as the file had when the view was created. */
  @Test
  void aViewOfAStageThatHasGrownFails() {
    StudyStore store = begin();
    append(store, "a", 0, TRIALS);
    store.compact("a");
    SparkSession session = LocalSpark.freshSession();
    StudyViews.register(session, List.of(store));
    IntStream.range(0, TRIALS)
        .forEach(n -> store.replace(completed("s", "a", n, 0.25, 0.5, 0.75, 1)));
    store.compact("a");

    assertThatThrownBy(() -> session.sql("SELECT count(*) FROM trials").first())
        .hasMessageContaining("/trials/a: only ")
        .hasMessageContaining(" rows of its file were read: it was replaced meanwhile");
  }

  @Test
  void aDriverThatHasLostTheStudyDeletesNothing() throws IOException {
    StudyStore store = begin();
    append(store, "a", 0, TRIALS);
    List<String> before = files();
    TrialFiles trials = store.trialFiles();

    assertThatThrownBy(
            () ->
                new Compaction(
                        trials,
                        "a",
                        () -> {
                          throw new StoreException("another driver has taken over");
                        })
                    .run())
        .hasMessage("another driver has taken over");
    assertThat(files()).containsAll(before).doesNotContain("a.jsonl");
  }

  @Test
  void aDamagedTrialIsNotMoved() throws IOException {
    StudyStore store = begin();
    append(store, "a", 0, TRIALS);
    List<String> before = files();
    Files.writeString(folder.resolve("trials/a-00099.json"), "{}");

    store.compact("a");

    assertThat(files()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "line 8: | a damaged line",
        "line 8: | a line of another stage",
        "line 9: 7 follows 7 | a line twice",
        "it has 119 lines instead of 120 | without its last line",
        "it has 119 lines instead of 120 | without a line",
        "line 119: | truncated",
        "line 1: rows is missing | without its first line",
        "it has 0 lines | empty",
        "line 1: | binary"
      })
  void aDamagedFileIsRefusedByName(String message, String damage) throws IOException {
    StudyStore store = begin();
    append(store, "a", 0, TRIALS);
    store.compact("a");
    Path file = folder.resolve("trials/a.jsonl");
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    UnaryOperator<String> text = UnaryOperator.identity();
    switch (damage) {
      case "a damaged line" -> lines.set(7, lines.get(7).replace("\"seed\":", "\"sead\":"));
      case "a line of another stage" ->
          lines.set(7, lines.get(7).replace("\"stage\":\"a\"", "\"stage\":\"b-1\""));
      case "a line twice" -> lines.add(8, lines.get(7));
      case "without its last line" -> lines.remove(TRIALS - 1);
      case "without a line" -> lines.remove(50);
      case "without its first line" -> lines.remove(0);
      case "truncated" -> text = all -> all.substring(0, all.length() - 2000);
      case "empty" -> text = all -> "";
      case "binary" -> text = all -> "\u0000\u0001" + all;
      default -> throw new IllegalArgumentException(damage);
    }
    Files.writeString(file, text.apply(String.join("\n", lines) + "\n"));

    assertThatThrownBy(store::trials)
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("file:%s is damaged (%s".formatted(file, message))
        .hasMessageContaining("): restore it; or delete its damaged lines, correct \"rows\"")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> StudyViews.checkRows(store)).isInstanceOf(StoreException.class);
  }

  /** The way out that the message names. */
  @Test
  void aFileIsRepairedByDeletingLines() throws IOException {
    StudyStore store = begin();
    append(store, "a", 0, TRIALS);
    store.compact("a");
    Path file = folder.resolve("trials/a.jsonl");
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.remove(7);
    lines.set(0, lines.get(0).replace("\"rows\":120", "\"rows\":119"));
    Files.write(file, lines);

    assertThat(store.trials("a")).hasSize(TRIALS - 1).doesNotContainKey(7);
  }
}
