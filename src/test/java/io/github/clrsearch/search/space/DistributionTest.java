package io.github.clrsearch.search.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionTest {
  private static final double ALMOST_ONE = Math.nextDown(1.0);

  static Stream<Arguments> quantiles() {
    return Stream.of(
        arguments(new LogUniform(1e-5, 1e-1), 0.0, 1e-5),
        arguments(new LogUniform(1e-5, 1e-1), 0.25, 1e-4),
        arguments(new LogUniform(1e-5, 1e-1), 0.5, 1e-3),
        arguments(new LogUniform(1e-5, 1e-1), ALMOST_ONE, 1e-1),
        arguments(new Uniform(-1, 3), 0.0, -1.0),
        arguments(new Uniform(-1, 3), 0.5, 1.0),
        arguments(new Uniform(-1, 3), ALMOST_ONE, 3.0),
        arguments(new IntegerUniform(2, 8), 0.0, 2.0),
        arguments(new IntegerUniform(2, 8), Math.nextDown(1 / 7.0), 2.0),
        arguments(new IntegerUniform(2, 8), Math.nextUp(1 / 7.0), 3.0),
        arguments(new IntegerUniform(2, 8), ALMOST_ONE, 8.0),
        arguments(new IntegerUniform(-(1L << 53), 1L << 53), ALMOST_ONE, (double) (1L << 53)),
        arguments(Choice.of(100, 50, 200), 0.0, 100.0),
        arguments(Choice.of(100, 50, 200), 0.5, 50.0),
        arguments(Choice.of(100, 50, 200), ALMOST_ONE, 200.0),
        arguments(new Constant(0.8), 0.0, 0.8),
        arguments(new Constant(0.8), ALMOST_ONE, 0.8));
  }

  @ParameterizedTest
  @MethodSource("quantiles")
  void mapsQuantilesToValues(Distribution distribution, double u, double expected) {
    assertThat(distribution.quantile(u)).isCloseTo(expected, within(1e-14 * Math.abs(expected)));
    assertThat(distribution.range().contains(distribution.quantile(u))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1e-9, 1, 1.5, Double.NaN, Double.NEGATIVE_INFINITY})
  void rejectsQuantilesOutsideTheUnitInterval(double u) {
    for (Distribution distribution :
        List.of(
            new LogUniform(1e-5, 1),
            new Uniform(0, 1),
            new IntegerUniform(1, 2),
            Choice.of(1, 2),
            new Constant(1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> distribution.quantile(u))
          .withMessage("a quantile must be in [0, 1), but got " + u);
    }
  }

  @Test
  void isLogUniformInEveryDecade() {
    double[] values = sample(new LogUniform(1e-5, 1e-1), 40_000);
    for (int decade = -5; decade < -1; decade++) {
      double from = Math.pow(10, decade);
      long count =
          IntStream.range(0, values.length)
              .filter(i -> values[i] >= from && values[i] < 10 * from)
              .count();
      // Five standard deviations of the binomial count.
      assertThat(count).isBetween(10_000L - 433, 10_000L + 433);
    }
  }

  @Test
  void drawsEveryIntegerEquallyOften() {
    int[] counts = new int[9];
    for (double value : sample(new IntegerUniform(2, 8), 35_000)) {
      counts[(int) value]++;
    }
    assertThat(counts[0] + counts[1]).isZero();
    for (int value = 2; value <= 8; value++) {
      assertThat(counts[value]).isBetween(5_000 - 328, 5_000 + 328);
    }
  }

  @Test
  void hasTheMeanAndVarianceOfTheUniformDistribution() {
    double[] values = sample(new Uniform(2, 6), 40_000);
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance =
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    assertThat(mean).isCloseTo(4, within(5 * 4 / Math.sqrt(12) / 200));
    assertThat(variance).isCloseTo(16 / 12.0, within(0.03));
  }

  private static double[] sample(Distribution distribution, int count) {
    return IntStream.range(0, count)
        .mapToDouble(i -> distribution.quantile(Seeds.point(5, "coarse", i, 0, "x")))
        .toArray();
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        wrong(
            () -> new LogUniform(0, 1),
            "log-uniform must have 0 < min < max, both finite, but got [0, 1]: "
                + "correct the bounds, or write a single value as a constant"),
        wrong(() -> new LogUniform(0.1, 1e-5), "but got [0.1, 1e-5]"),
        wrong(() -> new LogUniform(0.1, 0.1), "but got [0.1, 0.1]"),
        wrong(() -> new LogUniform(Double.NaN, 1), "but got [NaN, 1]"),
        wrong(() -> new LogUniform(1, Double.POSITIVE_INFINITY), "but got [1, infinity]"),
        wrong(
            () -> new Uniform(2, 1),
            "uniform must have min < max, both finite, but got [2, 1]: "
                + "correct the bounds, or write a single value as a constant"),
        wrong(() -> new Uniform(1, 1), "but got [1, 1]"),
        wrong(() -> new Uniform(0, Double.NaN), "but got [0, NaN]"),
        wrong(() -> new Uniform(-1e308, 1.7e308), "but got [-1e308, 1.7e308]"),
        wrong(
            () -> new IntegerUniform(5, 4),
            "integer must have min <= max, both within -2^53 .. 2^53, but got [5, 4]: "
                + "swap or correct the bounds"),
        wrong(() -> new IntegerUniform(0, (1L << 53) + 1), "but got [0, 9007199254740993]"),
        wrong(
            () -> new Choice(List.of()),
            "choice must have at least one value, but got none: list the values to try"),
        wrong(
            () -> Choice.of(1, 2, 1),
            "choice must have distinct values, but got [1, 2, 1]: list each once"),
        wrong(() -> Choice.of(0.0, -0.0), "distinct values, but got [0, 0]"),
        wrong(
            () -> Choice.of(1, Double.NaN),
            "choice must have finite values, but got [1, NaN]: correct or remove NaN"),
        wrong(
            () -> new Constant(Double.POSITIVE_INFINITY),
            "constant must be a finite number, but got infinity: give a number"));
  }

  private static Arguments wrong(Supplier<Distribution> distribution, String message) {
    return arguments(distribution, message);
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void rejectsEmptyDistributionsAndNan(Supplier<Distribution> distribution, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(distribution::get)
        .withMessageContaining(message);
  }

  static Stream<Arguments> described() {
    return Stream.of(
        arguments(new LogUniform(1e-5, 0.1), "log-uniform [1e-5, 0.1]", false, -1),
        arguments(new Uniform(-0.0, 1.5), "uniform [0, 1.5]", false, -1),
        arguments(new IntegerUniform(2, 8), "integer [2, 8]", true, 7),
        arguments(new IntegerUniform(3, 3), "integer [3, 3]", true, 1),
        arguments(Choice.of(50, 100), "choice [50, 100]", true, 2),
        arguments(Choice.of(0.5), "choice [0.5]", false, 1),
        arguments(new Constant(2), "constant 2", true, 1),
        arguments(new Constant(0.002584), "constant 0.002584", false, 1));
  }

  @ParameterizedTest
  @MethodSource("described")
  void reportsItsKindAndSize(Distribution distribution, String text, boolean integral, long size) {
    assertThat(distribution).hasToString(text);
    assertThat(distribution.integral()).isEqualTo(integral);
    assertThat(distribution.size())
        .isEqualTo(size < 0 ? OptionalLong.empty() : OptionalLong.of(size));
    assertThat(distribution.isConstant()).isEqualTo(size == 1);
  }
}
