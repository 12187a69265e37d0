package io.github.clrsearch.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExponentialTest {

  @Test
  void agreesWithStrictMath() {
    for (double x = -199; x <= 200; x += 0.00371) {
      assertThat(Exponential.of(x) / StrictMath.exp(x)).as("e^%s", x).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void isExactAtZeroAndZeroFarBelow() {
    assertThat(Exponential.of(0)).isEqualTo(1);
    assertThat(Exponential.of(-200.5)).isEqualTo(0);
    assertThat(Exponential.of(-200)).isPositive();
    assertThat(Exponential.of(-Double.MAX_VALUE)).isEqualTo(0);
    assertThat(Exponential.of(Double.NEGATIVE_INFINITY)).isEqualTo(0);
    assertThat(Exponential.of(Double.NaN)).isNaN();
  }
}
