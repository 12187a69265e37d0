package io.github.clrsearch.store;

import static io.github.clrsearch.store.Studies.completed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.space.Choice;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Observation;
import io.github.clrsearch.store.files.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StudyStoreTest {
  private static final StudyHeader HEADER = Studies.header(Studies.study(Stage.of("coarse", 2)));

  @TempDir private Path runs;

  private Path folder;

  @BeforeEach
  void name() {
    folder = runs.resolve("study");
  }

  private StudyStore begin(StudyHeader header) {
    return StudyStore.begin(folder.toString(), header, Studies.HADOOP);
  }

  private StudyStore open() {
    return Studies.open(folder);
  }

  private void corrupt(String file, String content) throws IOException {
    Files.writeString(folder.resolve(file), content);
  }

  @Test
  void aNewStudyHasAHeaderAndViewsButNoTrials() {
    StudyStore store = begin(HEADER);

    assertThat(folder.resolve("study.json")).isRegularFile();
    assertThat(folder.resolve("views.sql")).isRegularFile();
    assertThat(folder).isDirectoryNotContaining(Files::isDirectory);
    assertThat(store.trials("coarse")).isEmpty();
    assertThat(store.location()).isEqualTo(folder.toString());
    assertThat(open().header()).isEqualTo(HEADER);
  }

  @Test
  void aResumedStudyHasTheSavedTrials() {
    EndedTrial first = completed("s", "coarse", 0, 0.25, 0.5);
    EndedTrial second = completed("s", "coarse", 1, 0.125);
    StudyStore store = begin(HEADER);
    store.append(second);
    store.append(first);

    assertThat(begin(HEADER).trials("coarse")).isEqualTo(Map.of(0, first, 1, second));
  }

  @Test
  void theFirstOfTwoResultsOfATrialIsKept() {
    StudyStore store = begin(HEADER);
    store.append(completed("s", "coarse", 0, 0.25));
    store.append(completed("s", "coarse", 0, 0.75));

    assertThat(store.trials("coarse").get(0)).isEqualTo(completed("s", "coarse", 0, 0.25));
  }

  @Test
  void distinguishesStagesWhoseNamesBeginAlike() {
    StudyStore store = begin(Studies.header(Studies.study(Stage.of("a", 1), Stage.of("a-b", 2))));
    store.append(completed("s", "a", 0, 0.1));
    store.append(completed("s", "a-b", 0, 0.2));
    store.append(completed("s", "a-b", 123_456, 0.3));

    assertThat(store.trials("a")).containsOnlyKeys(0);
    assertThat(store.trials("a-b")).containsOnlyKeys(0, 123_456);
    assertThat(store.trials("b")).isEmpty();
  }

  @Test
  void savesAFrozenStageWithItsSpace() {
    FrozenStage frozen =
        new FrozenStage(
            "fine",
            Studies.study(Stage.of("coarse", 2)).firstSpace().with("m", Choice.of(50, 100)),
            List.of("lambda: narrower"),
            Map.of("coarse", 2),
            List.of(
                new Observation("coarse/0", 2, new Setting(Map.of("lambda", 0.1)), 0.25),
                new Observation("coarse/1", 0, new Setting(Map.of("lambda", 9.0)), Double.NaN)));
    StudyStore store = begin(HEADER);
    store.stages().freeze(frozen);

    assertThat(open().stages().frozen("fine")).hasValue(frozen);
    assertThat(open().stages().frozen("coarse")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      quoteCharacter = '^',
      value = {
        "{\"study\":\"s\",\"sta",
        "^^",
        "{}",
        "null",
        "[]",
        "{\"study\":\"s\",\"stage\":\"coarse\",\"number\":0,\"outcome\":\"odd\"}"
      })
  void messageNamesADamagedTrialAndWhatToDo(String content) throws IOException {
    StudyStore store = begin(HEADER);
    store.append(completed("s", "coarse", 0, 0.25));
    corrupt("trials/coarse-00000.json", content);

    assertThatThrownBy(() -> store.trials("coarse"))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("file:%s/trials/coarse-00000.json is damaged (".formatted(folder))
        .hasMessageEndingWith("): remove it, and run the same command to compute it again")
        .hasMessageNotContaining("\n");
  }

  @Test
  void messageNamesADamagedHeader() throws IOException {
    begin(HEADER);
    corrupt("study.json", "{\"layout\": 1, ");

    assertThatThrownBy(() -> begin(HEADER))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("file:%s/study.json is damaged (".formatted(folder));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"layout\":3,\"provenance\":{\"version\":\"9.0\"},\"definition\":{},\"columns\":{}}",
        "{\"layout\":3,\"provenance\":{\"version\":\"9.0\"},\"definition\":[\"a new form\"]}"
      })
  void rejectsANewerLayout(String header) throws IOException {
    begin(HEADER);
    corrupt("study.json", header);

    assertThatThrownBy(() -> begin(HEADER))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "file:%s has layout 3, and this version reads layouts up to 2: use the version that wrote it (9.0)",
            folder);
  }

  @Test
  void ignoresKeysOfALaterVersionOfTheSameLayout() throws IOException {
    begin(HEADER);
    String content = Files.readString(folder.resolve("study.json"));
    corrupt("study.json", content.replaceFirst("\\{", "{\"added_later\":1,"));

    assertThat(open().header()).isEqualTo(HEADER);
  }

  @Test
  void messageSaysThatThereIsNoStudy() {
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessage("no study found in " + folder + ": it has no study.json");
  }
}
