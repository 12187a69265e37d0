package io.github.clrsearch.store;

import static io.github.clrsearch.store.Studies.completed;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.LocalSpark;
import io.github.clrsearch.SavedFolder;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.store.TestedRow.TestRow;
import io.github.clrsearch.store.files.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged files, and files of others in a study's folder, for every reader. */
class DamagedFilesTest {
  private static final SearchSpace SPACE =
      SearchSpace.empty().with("lambda", new LogUniform(1e-5, 0.1)).with("m", new Constant(50));

  @TempDir private Path folder;

  private static SavedFolder saved;
  private StudyStore store;

  @BeforeEach
  void study() {
    if (saved == null) {
      write();
      saved = new SavedFolder(folder);
    } else {
      saved.copyTo(folder);
      store = Studies.open(folder);
    }
  }

  /** Writes files that all views read; the names of the stages contain digits and dashes. */
  private void write() {
    Study study =
        new Study("s", 1, SPACE, List.of(Stage.of("a", 2), Stage.of("a-1", 2), Stage.of("c.d", 2)));
    store = Studies.begin(folder, study);
    store.append(completed("s", "a", 0, 0.25, 0.5));
    store.append(completed("s", "a", 1, 0.5));
    store.append(completed("s", "a-1", 0, 0.75));
    TestRow test = new TestRow("single", "none", "0/1", 4, 0.75, 0.3, 0.95, 1.25, 0.5, List.of());
    store
        .results()
        .keep(
            new TestedRow(
                "s",
                "a-1",
                0,
                1,
                2,
                "2026-11-24T08:00:00Z",
                Studies.PROVENANCE,
                List.of("cat", "dog"),
                List.of(test)));
    store
        .results()
        .keepTable1(
            List.of(
                new Table1Row(
                    "s",
                    1,
                    "a",
                    2,
                    0.1,
                    980L,
                    1,
                    0.8,
                    50,
                    "",
                    "network",
                    "synthetic",
                    0,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    0.5,
                    null)));
    store
        .findings()
        .keepConfirmed(
            "c.d",
            List.of(
                new ConfirmedRow(
                    "s",
                    "c.d",
                    1,
                    "a/0",
                    2,
                    Map.of("lambda", 0.1),
                    2,
                    0.5,
                    0.1,
                    0.4,
                    0.6,
                    0.6,
                    0.1,
                    Map.of(),
                    Map.of())),
            List.of(
                new ComparisonRow(
                    "s", "c.d", "a/0", "a/1", 2, null, 0.1, 0.0, 0.2, 0.04, 0.04, "better")));
    store.findings().keepImportance(List.of(new ImportanceRow("s", "all", "lambda", 0.5, 3)));
    store
        .results()
        .keepRangeTest(
            List.of(new RangeTestRow("s", "lr-range", 0, "valley", 0.001, 0.1, "yes", null)));
  }

  private static SparkSession byScript(Path folder) throws IOException {
    SparkSession session = LocalSpark.freshSession();
    for (String statement : Files.readString(folder.resolve("views.sql")).split(";\n")) {
      if (!statement.isBlank()) {
        session.sql(statement.strip());
      }
    }
    return session;
  }

  private static final Map<String, String> VIEWS =
      Map.of(
          "trials/a-00000.json", "trials",
          "tests/a-1-00000-cycle-02.json", "tests",
          "confirmed/c.d.json", "confirmed",
          "comparisons/c.d.json", "comparisons",
          "importance/importance.json", "importance",
          "lr_range/lr_range.json", "lr_range",
          "table1/table1.json", "table1");

  private static Stream<Arguments> damage() {
    Map<String, UnaryOperator<String>> kinds =
        Map.ofEntries(
            Map.entry("truncated", text -> text.substring(0, text.length() / 2)),
            Map.entry("empty", text -> ""),
            Map.entry("blank", text -> "\n\n"),
            Map.entry("null", text -> "null"),
            Map.entry("a number", text -> "5"),
            Map.entry("a list of a number", text -> "[5]"),
            Map.entry("an empty object", text -> "{}"),
            Map.entry("a list of an empty object", text -> "[{}]"),
            Map.entry("a list of nothing", text -> "[null]"),
            Map.entry("binary", text -> "\u0000\u0001\u00ff\u00fe\u0010"),
            Map.entry("more behind", text -> text + "{}"),
            Map.entry("twice", text -> text + text),
            Map.entry(
                "text for a text's number", text -> text.replace("\"study\":\"s\"", "\"study\":5")),
            Map.entry("null for a text", text -> text.replace("\"study\":\"s\"", "\"study\":null")),
            Map.entry("missing text", text -> text.replace("\"study\":\"s\",", "")),
            Map.entry("text for a number", text -> text.replaceFirst(":(\\d+\\.\\d+)", ":\"$1\"")),
            Map.entry("an object for a number", text -> text.replaceFirst(":\\d+\\.\\d+", ":{}")));
    return VIEWS.keySet().stream()
        .flatMap(
            file ->
                kinds.entrySet().stream()
                    .map(kind -> Arguments.of(file, kind.getKey(), kind.getValue())));
  }

  private void damage(String file, UnaryOperator<String> damage) throws IOException {
    Path path = folder.resolve(file);
    String before = Files.readString(path);
    String after = damage.apply(before);
    assertThat(after).isNotEqualTo(before);
    Files.writeString(path, after, ISO_8859_1);
  }

  private static void assertRefused(ThrowingCallable reading, Path file) {
    assertThatThrownBy(reading)
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("file:%s is damaged (".formatted(file))
        .hasMessageEndingWith("): remove it, and run the same command to compute it again")
        .hasMessageNotContaining("\n")
        .hasMessageNotContaining("DeserializationConfig");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("damage")
  void damagedFilesAreRejectedByName(String file, String kind, UnaryOperator<String> damage)
      throws IOException {
    damage(file, damage);

    Path path = folder.resolve(file);
    assertRefused(() -> StudyViews.checkRows(store), path);
    if (file.startsWith("trials")) {
      assertRefused(store::trials, path);
      assertRefused(() -> store.trials("a"), path);
    }
  }

  @Test
  void viewsAreNotRegisteredIfAFileIsDamaged() throws IOException {
    damage("tests/a-1-00000-cycle-02.json", text -> "");

    assertThatThrownBy(() -> StudyViews.register(LocalSpark.freshSession(), List.of(store)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("tests/a-1-00000-cycle-02.json is damaged (");
  }

  /** The kinds of damage that a view detects; it does not detect an empty file or list. */
  @ParameterizedTest
  @ValueSource(
      strings = {"truncated", "a number", "an empty object", "binary", "text for a number"})
  void viewsOfTheScriptFailOnDamagedFiles(String kind) throws IOException {
    SparkSession session = byScript(folder);
    for (Arguments each : damage().toList()) {
      if (each.get()[1].equals(kind)) {
        @SuppressWarnings("unchecked")
        UnaryOperator<String> damage = (UnaryOperator<String>) each.get()[2];
        damage((String) each.get()[0], damage);
      }
    }

    VIEWS.forEach(
        (file, view) ->
            assertThatThrownBy(() -> session.sql("SELECT * FROM " + view).collectAsList())
                .as(view)
                .hasMessageContaining(file));
  }

  @Test
  void copiesUnderTheNameOfAnotherTrialAreRejected() throws IOException {
    Files.copy(folder.resolve("trials/a-00000.json"), folder.resolve("trials/a-00007.json"));
    Files.copy(
        folder.resolve("tests/a-1-00000-cycle-02.json"),
        folder.resolve("tests/a-00003-cycle-01.json"));
    Files.copy(folder.resolve("confirmed/c.d.json"), folder.resolve("confirmed/a.json"));

    assertRefused(store::trials, folder.resolve("trials/a-00007.json"));
    assertThatThrownBy(store::trials)
        .hasMessageContaining("(it contains what belongs in a-00000.json)");
    assertRefused(() -> store.results().tests(), folder.resolve("tests/a-00003-cycle-01.json"));
    assertRefused(() -> store.findings().confirmed("a"), folder.resolve("confirmed/a.json"));
    SparkSession session = byScript(folder);
    assertThatThrownBy(() -> session.sql("SELECT count(*) FROM trials").collectAsList())
        .hasMessageContaining("trials/a-00007.json is damaged");
  }

  @Test
  void filesOfOtherProgramsAreIgnored() throws IOException {
    for (String file : VIEWS.keySet()) {
      Path path = folder.resolve(file);
      String name = path.getFileName().toString();
      String base = name.substring(0, name.length() - ".json".length());
      for (String other :
          List.of(
              name + "~",
              base + " (1).json",
              base + ".sync-conflict-20261126-101112-ABCDEFG.json",
              base + " (conflicted copy 2026-11-26 101112).json",
              base + "-DESKTOP-12345.json",
              "Copy of " + name,
              "._" + name,
              ".#" + name,
              "#" + name + "#",
              "." + name + ".swp",
              name + ".bak",
              "0" + name,
              "b-00000.json",
              "b.json")) {
        Files.copy(path, path.resolveSibling(other));
      }
      Files.createDirectory(path.resolveSibling("copy"));
      Files.copy(path, path.resolveSibling("copy").resolve(name));
      Files.createDirectory(path.resolveSibling("c.d-00000.json"));
    }
    SparkSession session = LocalSpark.freshSession();
    StudyViews.register(session, List.of(store));
    SparkSession other = byScript(folder);

    assertThat(store.trials())
        .extracting(ended -> ended.trial().toString())
        .containsExactlyInAnyOrder("a/0", "a/1", "a-1/0");
    assertThat(store.trials("a")).containsOnlyKeys(0, 1);
    assertThat(store.results().tests()).hasSize(1);
    VIEWS
        .values()
        .forEach(
            view -> {
              long rows = view.equals("trials") ? 3 : 1;
              assertThat(session.table(view).count()).as(view).isEqualTo(rows);
              assertThat(other.table(view).count()).as(view).isEqualTo(rows);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"copy", "o'brien's \"copy\"; and %20", "{a,b} [c] *? back\\slash"})
  void aCopiedStudyIsReadFromItsNewFolder(String name, @TempDir Path elsewhere) throws IOException {
    Path copy = elsewhere.resolve(name);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(folder.relativize(file).toString()));
      }
    }
    Files.delete(copy.resolve("trials/a-00001.json"));

    StudyStore moved = Studies.open(copy);
    SparkSession session = LocalSpark.freshSession();
    StudyViews.register(session, List.of(moved));
    assertThat(session.table("trials").count()).isEqualTo(2);
    assertThat(byScript(copy).table("trials").count()).isEqualTo(2);
    assertThat(byScript(folder).table("trials").count()).isEqualTo(3);
  }

  @Test
  void onlyViewsContainThePathOfTheFolder() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file).contains(folder.toString()))
            .as(file.toString())
            .isEqualTo(file.endsWith("views.sql"));
      }
    }
  }

  @Test
  void viewsReadSubfoldersThatAreCreatedLater(@TempDir Path elsewhere) throws IOException {
    Study study = new Study("s", 1, SPACE, List.of(Stage.of("a", 2)));
    StudyStore empty = Studies.begin(elsewhere, study);
    assertThat(elsewhere).isDirectoryNotContaining(Files::isDirectory);
    assertThat(byScript(elsewhere).table("trials").count()).isZero();

    empty.append(completed("s", "a", 0, 0.25));
    assertThat(byScript(elsewhere).table("trials").count()).isOne();
  }
}
