package io.github.clrsearch.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("optimizing-compiler")
class MeasurementPlanTest {

  @ParameterizedTest
  @CsvSource({"1, 1000", "9, 1000", "9, 1960", "10, 1000", "7, 8", "8, 8"})
  void spacesMeasurementsEvenlyAndMeasuresTheEndOfTheCycle(int perCycle, long cycleLength) {
    long[] due = due(perCycle, cycleLength);

    assertThat(due).hasSize(perCycle).endsWith(cycleLength);
    long previous = 0;
    for (long position : due) {
      assertThat(Math.abs(position - previous - (double) cycleLength / perCycle)).isLessThan(1);
      previous = position;
    }
  }

  @Test
  void measuresAtMostOncePerUpdate() {
    assertThat(due(9, 4)).containsExactly(1, 2, 3, 4);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 0", "-1, 5"})
  void rejectsZeroMeasurements(int perCycle, int subset) {
    assertThatThrownBy(() -> new MeasurementPlan(perCycle, subset))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "measure.per-cycle and measure.subset must be at least 1, but got %d and %d",
            perCycle, subset);
  }

  private static long[] due(int perCycle, long cycleLength) {
    MeasurementPlan plan = new MeasurementPlan(perCycle, 1);
    return LongStream.rangeClosed(1, cycleLength)
        .filter(position -> plan.isDue(position, cycleLength))
        .toArray();
  }
}
