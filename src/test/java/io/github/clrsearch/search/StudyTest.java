package io.github.clrsearch.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.Distribution;
import io.github.clrsearch.search.space.IntegerUniform;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.SearchSpace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class StudyTest {
  private static final SearchSpace SPACE =
      SearchSpace.empty().with("lambda", new LogUniform(1e-5, 0.1)).with("k", new Constant(2));
  private static final Stage COARSE = Stage.of("coarse", 10);

  private static Study study(Stage... stages) {
    return new Study("s", 1, SPACE, List.of(stages));
  }

  private static Stage fine(List<String> refine, Map<String, Distribution> space) {
    return Stage.of("fine", 10, refine, space);
  }

  @Test
  void firstStageOverridesStudySpace() {
    Stage first = Stage.of("coarse", 10, List.of(), Map.of("k", new Constant(3)));
    assertThat(study(first).firstSpace())
        .hasToString("lambda: log-uniform [1e-5, 0.1], k: constant 3");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", ".hidden", "a/b", "two words", "-x", "é"})
  void rejectsNamesThatAreNotFolderNames(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Stage.of(name, 1))
        .withMessage(
            "the name of a stage must begin with a letter or digit and continue with letters, "
                + "digits, '.', '_' or '-', but got '"
                + name
                + "': rename it");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Study(name, 1, SPACE, List.of(COARSE)))
        .withMessageContaining("the name of a study");
  }

  @Test
  void rejectsAStageWithoutTrials() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Stage.of("coarse", 0))
        .withMessage(
            "stage coarse: trials must be at least 1, but got 0: raise it or remove the stage");
  }

  @Test
  void rejectsToRefineADimensionTwice() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fine(List.of("k", "k"), Map.of()))
        .withMessage(
            "stage fine: refine must name each dimension once, but got [k, k]: "
                + "remove the repetition");
  }

  @Test
  void rejectsAStudyWithoutStages() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> study())
        .withMessage("a study must have at least one stage, but has none: add one to stages");
  }

  @Test
  void reportsAllProblemsOfStagesTogether() {
    Stage first = Stage.of("coarse", 1, List.of("lambda"), Map.of());
    Stage second = Stage.of("coarse", 1, List.of("k", "lamda"), Map.of("q", new Constant(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> study(first, second))
        .withMessage(
            """
            stage coarse: the first stage has nothing to refine, but refine is [lambda]: remove it, or name an earlier study in learn-from
            stage names must be unique, but 'coarse' is used twice: rename one
            stage coarse: a constant cannot be refined, but k is constant 2: give it a \
            distribution in an earlier stage or remove it from refine
            stage coarse: refine must name dimensions of the space [lambda, k], but got 'lamda': \
            correct it
            stage coarse: its space must name dimensions of the study's space [lambda, k], but \
            got 'q': correct it or add it to the study's space\
            """);
  }

  @Test
  void refinesTheSpaceOfTheStageBefore() {
    Stage searchesK = Stage.of("coarse", 5, List.of(), Map.of("k", new IntegerUniform(2, 8)));
    assertThat(study(searchesK, fine(List.of("k"), Map.of())).stages()).hasSize(2);
    Stage fixesLambda = Stage.of("coarse", 5, List.of(), Map.of("lambda", new Constant(0)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> study(fixesLambda, fine(List.of("lambda"), Map.of())))
        .withMessageContaining("a constant cannot be refined, but lambda is constant 0");
  }
}
