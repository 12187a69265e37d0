package io.github.clrsearch.search.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuantizedTest {
  private static final Quantized TENTHS = new Quantized(0, 0.5, 0.1);

  @Test
  void drawsEveryValueAsItIsWritten() {
    assertThat(IntStream.range(0, 6).mapToObj(i -> TENTHS.quantile(i / 6.0)).toList())
        .containsExactly(0.0, 0.1, 0.2, 0.3, 0.4, 0.5);
    assertThat(TENTHS.quantile(Math.nextDown(1.0))).isEqualTo(0.5);
    assertThat(TENTHS.size()).hasValue(6);
    assertThat(TENTHS.integral()).isFalse();
    assertThat(new Quantized(32, 256, 32).integral()).isTrue();
  }

  @Test
  void theCoordinateOfEveryValueLeadsBackToIt() {
    for (Quantized grid : List.of(TENTHS, new Quantized(-3, 4, 0.35), new Quantized(7, 7, 2))) {
      Axis axis = Axis.of("p", grid);
      for (long i = 0; i < grid.count(); i++) {
        double value = grid.at(i);
        double u = axis.coordinate(new Setting(Map.of("p", value)));
        assertThat(grid.quantile(u)).isEqualTo(value);
        assertThat(grid.indexOf(value)).isEqualTo(i);
        assertThat(grid.contains(value)).isTrue();
      }
    }
    assertThat(TENTHS.contains(0.25)).isFalse();
    assertThat(TENTHS.contains(0.6)).isFalse();
  }

  @Test
  void isReadFromItsForm() {
    assertThat(DistributionForm.numbers("p", TENTHS.form())).isEqualTo(TENTHS);
    assertThat(TENTHS).hasToString("quantized [0, 0.5] in steps of 0.1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DistributionForm.parse("p", Map.of("quantized", List.of(0, 1))))
        .withMessage("p: quantized must be [min, max, step], but got [0, 1]");
  }

  @Test
  void theEndsMustBeOnTheGrid() {
    for (double[] wrong :
        new double[][] {
          {0, 1, 0.3},
          {1, 0, 0.1},
          {0, 1, 0},
          {0, 1, -1},
          {0, 1, 1e-12},
          {0, Double.NaN, 1},
          {0, 1, Double.POSITIVE_INFINITY}
        }) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Quantized(wrong[0], wrong[1], wrong[2]))
          .withMessageStartingWith("quantized must have [min, max, step] with min <= max, step > 0")
          .withMessageEndingWith(": correct them");
    }
  }

  @Test
  void refinedRangesStayOnTheGrid() {
    assertThat(TENTHS.over(TENTHS.outward(new Range(0.17, 0.4))))
        .isEqualTo(new Quantized(0.1, 0.4, 0.1));
    assertThat(TENTHS.outward(new Range(-0.125, 0.625))).isEqualTo(new Range(-0.2, 0.7));
    assertThat(TENTHS.inward(new Range(Double.NEGATIVE_INFINITY, 0.45)))
        .isEqualTo(new Range(Double.NEGATIVE_INFINITY, 0.4));
  }

  @Test
  void aUnionIsAGridIfAllAre() {
    assertThat(union(TENTHS, new Quantized(0.4, 0.9, 0.1))).isEqualTo(new Quantized(0, 0.9, 0.1));
    assertThat(union(TENTHS, new Constant(0.8))).isEqualTo(new Quantized(0, 0.8, 0.1));
    assertThat(union(TENTHS, new Constant(0.85))).isEqualTo(new Uniform(0, 0.85));
    assertThat(union(TENTHS, new Quantized(0, 1, 0.25))).isEqualTo(new Uniform(0, 1));
  }

  private static Distribution union(Distribution one, Distribution other) {
    return SearchSpace.union(
            List.of(SearchSpace.empty().with("p", one), SearchSpace.empty().with("p", other)))
        .distribution("p");
  }
}
