package io.github.clrsearch.search.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {
  private static double coordinate(Distribution distribution, double value) {
    return Axis.of("x", distribution).coordinate(new Setting(Map.of("x", value)));
  }

  @ParameterizedTest
  @CsvSource({"1e-5, 0", "1e-3, 0.5", "1e-1, 1", "1e-7, -0.5", "0, -Infinity"})
  void isLogarithmicWhereTheDistributionIs(double value, double expected) {
    assertThat(coordinate(new LogUniform(1e-5, 1e-1), value)).isCloseTo(expected, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"2, 0.1", "4, 0.5", "6, 0.9", "7, 1.1"})
  void anIntegerIsInTheMiddleOfItsInterval(double value, double expected) {
    assertThat(coordinate(new IntegerUniform(2, 6), value)).isCloseTo(expected, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"200, 0.25", "50, 0.75", "100, NaN"})
  void choicesAreInTheOrderOfTheirValues(double value, double expected) {
    assertThat(Double.valueOf(coordinate(Choice.of(200, 50), value)))
        .isEqualTo(Double.valueOf(expected));
  }

  @Test
  void theQuantileOfACoordinateIsTheValue() {
    for (Distribution distribution :
        List.of(new IntegerUniform(2, 8), Choice.of(50, 10, 30), new Constant(3))) {
      for (int i = 0; i < 7; i++) {
        double value = distribution.quantile(i / 7.0);
        if (!distribution.isConstant()) {
          assertThat(distribution.quantile(coordinate(distribution, value))).isEqualTo(value);
        }
      }
    }
  }

  @Test
  void aConstantIsAnAxisIfOtherValuesWereObserved() {
    SearchSpace space =
        SearchSpace.empty()
            .with("lambda", new Constant(1e-3))
            .with("n_cycles", new Constant(3))
            .with("m", new Constant(50));
    List<Setting> settings =
        List.of(
            new Setting(Map.of("lambda", 1e-5, "n_cycles", 1.0, "m", 50.0)),
            new Setting(Map.of("lambda", 1e-1, "n_cycles", 5.0, "m", 50.0)));
    List<Axis> axes = Axis.of(space, settings);

    assertThat(Axis.names(axes)).isEqualTo("lambda, n_cycles");
    assertThat(axes.get(0).coordinate(space.onlySetting())).isCloseTo(0.5, within(1e-12));
    assertThat(axes.get(1).coordinate(space.onlySetting())).isEqualTo(0.5);
    assertThat(Axis.of(space, List.of(space.onlySetting()))).isEmpty();
  }

  @Test
  void aSettingWithoutACoordinateHasNone() {
    List<Axis> axes = List.of(Axis.of("lambda", new LogUniform(1e-5, 1e-1)));
    assertThat(Axis.coordinates(axes, new Setting(Map.of("lambda", 0.0)))).isEmpty();
    assertThat(Axis.coordinates(axes, new Setting(Map.of("m", 5.0)))).isEmpty();
    assertThat(Axis.coordinates(axes, new Setting(Map.of("lambda", 1.0)))).isPresent();
  }
}
