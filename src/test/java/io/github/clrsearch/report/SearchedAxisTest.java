package io.github.clrsearch.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.search.space.Choice;
import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.Distribution;
import io.github.clrsearch.search.space.IntegerUniform;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.space.Uniform;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.FrozenStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SearchedAxisTest {
  private static final LogUniform WIDE = new LogUniform(1e-5, 0.1);

  static Stream<Arguments> stages() {
    return Stream.of(
        Arguments.of(List.of(WIDE), "log [1.0E-5, 0.1]"),
        Arguments.of(List.of(WIDE, new LogUniform(1e-3, 1e-2)), "log [1.0E-5, 0.1]"),
        Arguments.of(List.of(WIDE, new LogUniform(1e-2, 1)), "log [1.0E-5, 1.0]"),
        Arguments.of(List.of(WIDE, new Uniform(0.05, 0.2)), "log [1.0E-5, 0.2]"),
        Arguments.of(List.of(WIDE, new Constant(0)), "log [1.0E-5, 0.1]"),
        Arguments.of(List.of(new Uniform(0, 1), WIDE), "linear [0.0, 1.0]"),
        Arguments.of(
            List.of(new Choice(List.of(3.0, 5.0)), new IntegerUniform(1, 4)), "linear [1.0, 5.0]"),
        Arguments.of(List.of(new Choice(List.of(10.0, 1000.0))), "log [10.0, 1000.0]"));
  }

  @ParameterizedTest
  @MethodSource("stages")
  void isWhatAllStagesSearchedOnItsOwnScale(List<Distribution> stages, String expected) {
    assertThat(axes("lambda", stages, List.of())).containsExactly(expected);
  }

  @Test
  void aConstantHasNone() {
    assertThat(axes("lambda", List.of(new Constant(2), new Constant(2)), List.of())).isEmpty();
    assertThat(axes("n_cycles", List.of(new Constant(2)), PageStudies.coarse())).isEmpty();
  }

  @Test
  void holdsTheCyclesThatTrialsPassThrough() {
    assertThat(axes("n_cycles", List.of(new IntegerUniform(2, 5)), PageStudies.coarse()))
        .containsExactly("linear [1.0, 5.0]");
  }

  @Test
  void holdsWhatAnotherStageKeptConstantWhereItHasAPlace() {
    List<EndedTrial> trials =
        List.of(PageStudies.trial("coarse", 0, 0.7, 0.5), PageStudies.trial("coarse", 1, 0, 0.5));
    List<Distribution> stages = List.of(new Constant(0.7), WIDE, new Constant(0));

    assertThat(axes("lambda", stages, trials)).containsExactly("log [1.0E-5, 0.7]");
    SearchedAxis axis = SearchedAxis.of(frozen("lambda", stages), trials).get(0);
    assertThat(axis.place(new Setting(Map.of("lambda", 0.0)))).isNaN();
    assertThat(axis.place(new Setting(Map.of("lambda", 0.7)))).isEqualTo(0.7);
    assertThat(axis.place(new Setting(Map.of()))).isNaN();
  }

  private static List<String> axes(
      String name, List<Distribution> stages, List<EndedTrial> trials) {
    return SearchedAxis.of(frozen(name, stages), trials).stream()
        .map(axis -> "%s [%s, %s]".formatted(axis.log() ? "log" : "linear", axis.min(), axis.max()))
        .toList();
  }

  private static List<FrozenStage> frozen(String name, List<Distribution> stages) {
    List<FrozenStage> frozen = new ArrayList<>();
    for (Distribution one : stages) {
      SearchSpace space = SearchSpace.empty().with(name, one);
      frozen.add(new FrozenStage("s" + frozen.size(), space, List.of(), Map.of(), List.of()));
    }
    return frozen;
  }
}
