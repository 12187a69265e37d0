package io.github.clrsearch.search.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchSpaceTest {
  private static final SearchSpace SPACE =
      SearchSpace.empty()
          .with("lambda", new LogUniform(1e-5, 0.1))
          .with("k", new IntegerUniform(2, 8))
          .with("m", new Constant(50));

  @Test
  void replacesDistributionsInTheirPlace() {
    assertThat(SPACE.with(Map.of("lambda", new Constant(0.01), "k", new Constant(2))))
        .hasToString("lambda: constant 0.01, k: constant 2, m: constant 50");
    assertThat(SPACE)
        .hasToString("lambda: log-uniform [1e-5, 0.1], k: integer [2, 8], m: constant 50");
  }

  @Test
  void searchesWhatIsNotConstant() {
    assertThat(SPACE.dimensions()).containsExactly("lambda", "k");
    assertThat(SPACE.with("k", new IntegerUniform(3, 3)).dimensions()).containsExactly("lambda");
  }

  @Test
  void countsTheSettingsOfAFiniteSpace() {
    assertThat(SPACE.size()).isEmpty();
    assertThat(SPACE.with("lambda", Choice.of(0, 0.1)).size()).hasValue(14);
    SearchSpace vast = SearchSpace.empty();
    for (String name : new String[] {"a", "b"}) {
      vast = vast.with(name, new IntegerUniform(0, 1L << 53));
    }
    assertThat(vast.size()).hasValue(Long.MAX_VALUE);
  }

  @Test
  void reportsDistributionsThatExceedTheirLimits() {
    Map<String, Range> limits =
        Map.of("k", Range.atLeast(3), "m", new Range(1, 50), "lambda", new Range(0, 0.05));
    assertThat(SPACE.problems(limits))
        .containsExactly(
            "lambda must be within [0, 0.05], but is log-uniform [1e-5, 0.1]: correct it",
            "k must be within [3, infinity], but is integer [2, 8]: correct it");
  }

  @Test
  void listsItsDistributionsIfOneIsMissing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SPACE.distribution("lamda"))
        .withMessage(
            "the search space must have 'lamda', but has [lambda, k, m]: "
                + "add it or correct the name");
  }

  @Test
  void rejectsARangeWithoutOrder() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Range(1, Double.NaN))
        .withMessage("a range must have min <= max, but got [1, NaN]: swap or correct its ends");
  }
}
