package io.github.clrsearch.search.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogIntegerTest {
  private static final LogInteger WIDTHS = new LogInteger(16, 512);

  @Test
  void drawsEveryOrderOfMagnitudeEquallyOften() {
    assertThat(WIDTHS.quantile(0)).isEqualTo(16);
    assertThat(WIDTHS.quantile(Math.nextDown(1.0))).isEqualTo(512);
    // The geometric mean of 15.5 and 512.5.
    assertThat(WIDTHS.quantile(0.5)).isEqualTo(89);
    long small = 0;
    for (int i = 0; i < 10_000; i++) {
      double value = WIDTHS.quantile(i / 10_000.0);
      assertThat(value).isEqualTo(Math.rint(value));
      small += value <= 89 ? 1 : 0;
    }
    assertThat(small).isBetween(4950L, 5050L);
  }

  @Test
  void theCoordinateOfEveryIntegerLeadsBackToIt() {
    for (LogInteger integers : List.of(WIDTHS, new LogInteger(1, 40), new LogInteger(7, 7))) {
      Axis axis = Axis.of("m", integers);
      for (long n = integers.min(); n <= integers.max(); n++) {
        double u = axis.coordinate(new Setting(Map.of("m", (double) n)));
        assertThat(u).isStrictlyBetween(0.0, 1.0);
        assertThat(integers.quantile(u)).isEqualTo(n);
        assertThat(integers.at(integers.indexOf(n))).isEqualTo(n);
      }
    }
  }

  @Test
  void isReadFromItsForm() {
    assertThat(DistributionForm.parse("m", WIDTHS.form())).isEqualTo(WIDTHS);
    assertThat(WIDTHS).hasToString("log-integer [16, 512]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DistributionForm.parse("m", Map.of("log-integer", List.of(1.5, 4))))
        .withMessage("m: log-integer must be [min, max] of integers, but got [1.5, 4]");
  }

  @Test
  void boundsAreChecked() {
    for (long[] wrong : new long[][] {{0, 4}, {5, 4}, {-1, 4}, {1, (1L << 53) + 1}}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new LogInteger(wrong[0], wrong[1]))
          .withMessageStartingWith("log-integer must have 1 <= min <= max <= 2^53, but got [");
    }
  }

  @Test
  void refinedRangesAreIntegersFromOne() {
    assertThat(WIDTHS.over(WIDTHS.outward(new Range(20.2, 99.5))))
        .isEqualTo(new LogInteger(20, 100));
    assertThat(WIDTHS.outward(new Range(0.3, 0.8))).isEqualTo(new Range(1, 1));
    assertThat(WIDTHS.inward(new Range(Double.NEGATIVE_INFINITY, 99.5)))
        .isEqualTo(new Range(1, 99));
    assertThat(
            SearchSpace.union(
                    List.of(
                        SearchSpace.empty().with("m", WIDTHS),
                        SearchSpace.empty().with("m", new LogInteger(400, 700))))
                .distribution("m"))
        .isEqualTo(new LogInteger(16, 700));
  }
}
