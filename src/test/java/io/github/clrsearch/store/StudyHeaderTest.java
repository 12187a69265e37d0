package io.github.clrsearch.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.search.ConfirmingStage;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Uniform;
import io.github.clrsearch.search.trial.Metric;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StudyHeaderTest {
  private static StudyHeader header(Stage... stages) {
    Study study =
        new Study("s", 1, SearchSpace.empty().with("x", new Uniform(0, 1)), List.of(stages));
    return new StudyHeader(
        StudyHeader.LAYOUT,
        "s",
        1,
        study.definition(),
        Map.of("x", "DOUBLE", "derived", "DOUBLE"),
        Metric.accuracy(),
        Studies.PROVENANCE);
  }

  @Test
  void stagesAreInTheOrderOfTheStudy() {
    StudyHeader header =
        header(Stage.of("z", 2), Stage.of("a", 1).refining("x"), new ConfirmingStage("c", 2, 0, 3));

    assertThat(header.stageNames()).containsExactly("z", "a", "c");
    assertThat(header.stages())
        .extracting(StageDefinition::confirms)
        .containsExactly(false, false, true);
    assertThat(header.stages().get(1).values()).containsEntry("refine", "[x]");
  }

  @Test
  void stagesWhoseNamesBeginAlikeKeepTheirOwnValues() {
    StudyHeader header = header(Stage.of("a", 1), Stage.of("a.b", 1).refining("x"));

    assertThat(header.stages().get(0).values()).containsEntry("refine", "[]");
    assertThat(header.stages().get(1).values()).containsEntry("refine", "[x]");
  }

  @Test
  void derivedColumnsAreNotHyperparameters() {
    assertThat(header(Stage.of("a", 1)).hyperparameters()).containsExactly("x");
  }

  @Test
  void stagesMayBeAddedAtTheEndOnly() {
    StudyHeader before = header(Stage.of("a", 1));

    assertThat(before.differences(header(Stage.of("a", 1), Stage.of("a.b", 1)))).isEmpty();
    assertThat(before.differences(header(Stage.of("b", 1), Stage.of("a", 1))))
        .containsExactly("stages.a.position changed from 1 to 2");
    assertThat(before.differences(header(Stage.of("b", 1))))
        .contains("stages.a.position was removed (it was 1)");
  }
}
