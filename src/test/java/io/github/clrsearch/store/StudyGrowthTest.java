package io.github.clrsearch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.search.Stage;
import io.github.clrsearch.store.files.StoreException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudyGrowthTest {
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

  @Test
  void messagesShowWholeNumbersAsConfigured() {
    begin(Studies.with(HEADER, Map.of("space.m", "30.0", "space.p_x", "0.5")));

    assertThatThrownBy(
            () -> begin(Studies.with(HEADER, Map.of("space.m", "31.0", "space.p_x", "1.0"))))
        .hasMessageContaining("space.m changed from 30 to 31; space.p_x changed from 0.5 to 1.");
  }

  @Test
  void oneMessageNamesAllDifferences() {
    begin(Studies.with(HEADER, Map.of("measure.subset", "1000", "space.k", "2")));
    StudyHeader other =
        Studies.with(HEADER, Map.of("study.seed", "2", "measure.subset", "10", "space.p_x", "1"));

    assertThatThrownBy(() -> begin(other))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            folder
                + " contains another study: measure.subset changed from 1000 to 10; space.k was"
                + " removed (it was 2); space.p_x was added with value 1; study.seed changed from 1"
                + " to 2. Undo the change, or give the new study a folder with --out or another"
                + " study.name");
    assertThat(open().header().definition()).containsEntry("study.seed", "1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fine", "coarse.2", "coarse-2"})
  void acceptsMoreTrialsAndAStageAtTheEnd(String added) {
    begin(HEADER);
    StudyHeader grown =
        Studies.header(
            Studies.study(Stage.of("coarse", 8), Stage.of(added, 3, List.of("lambda"), Map.of())));

    assertThat(begin(grown).header()).isEqualTo(grown);
    assertThat(open().header()).isEqualTo(grown);
  }

  @Test
  void acceptsAnAddedStageWhoseNameIsAPrefixOfAnother() {
    begin(Studies.header(Studies.study(Stage.of("a.b", 1))));
    StudyHeader grown = Studies.header(Studies.study(Stage.of("a.b", 1), Stage.of("a", 1)));

    assertThat(begin(grown).header()).isEqualTo(grown);
  }

  @Test
  void rejectsAStageBeforeAnExistingOne() {
    begin(HEADER);
    StudyHeader changed =
        Studies.header(Studies.study(Stage.of("first", 2), Stage.of("coarse", 2)));

    assertThatThrownBy(() -> begin(changed))
        .hasMessageContaining(
            "contains another study: stages.coarse.position changed from 1 to 2.");
  }

  @Test
  void rejectsTheRemovalOfAStage() {
    begin(Studies.header(Studies.study(Stage.of("coarse", 2), Stage.of("fine", 2))));

    assertThatThrownBy(() -> begin(HEADER))
        .hasMessageContaining("stages.fine.position was removed (it was 2); stages.fine.");
  }
}
