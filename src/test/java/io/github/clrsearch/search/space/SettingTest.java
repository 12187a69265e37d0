package io.github.clrsearch.search.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingTest {
  private static final Setting SETTING =
      new Setting(Map.of()).with("lambda", 0.00258).with("k", 2).with("n_cycles", 3);

  @Test
  void keepsTheOrderOfItsValues() {
    assertThat(SETTING).hasToString("lambda=0.00258 k=2 n_cycles=3");
    assertThat(SETTING.with("k", 5)).hasToString("lambda=0.00258 k=5 n_cycles=3");
    assertThat(SETTING.only(List.of("n_cycles", "lambda")))
        .hasToString("lambda=0.00258 n_cycles=3");
  }

  @ParameterizedTest
  @CsvSource({
    "0.0025843219, 0.002584",
    "2.1e-5, 2.1e-5",
    "0.00012, 0.00012",
    "1e-5, 1e-5",
    "2450, 2450",
    "123456, 123456",
    "123456.7, 123457",
    "3.14159, 3.142",
    "-0.5, -0.5",
    "-0.0, 0",
    "1e15, 1e15",
    "1.23456e20, 1.235e20"
  })
  void writesFourSignificantDigits(double value, String text) {
    assertThat(new Setting(Map.of("x", value))).hasToString("x=" + text);
  }

  @Test
  void equalityIgnoresTheOrderAndTheSignOfZero() {
    Setting other = new Setting(Map.of()).with("b", -0.0).with("a", 1);
    assertThat(new Setting(Map.of()).with("a", 1).with("b", 0))
        .isEqualTo(other)
        .hasSameHashCodeAs(other);
  }

  @Test
  void copiesTheMap() {
    Map<String, Double> values = new LinkedHashMap<>(Map.of("a", 1.0));
    Setting setting = new Setting(values);
    values.put("a", 2.0);
    assertThat(setting.value("a")).isEqualTo(1);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> setting.values().put("a", 3.0));
  }

  @Test
  void listsItsValuesIfOneIsMissing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SETTING.value("m"))
        .withMessage(
            "a setting must have a value for 'm', but has [lambda, k, n_cycles]: "
                + "add it to the search space");
  }

  @Test
  void rejectsIntegersThatAreNotWholeNumbers() {
    assertThat(SETTING.integer("n_cycles")).isEqualTo(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SETTING.integer("lambda"))
        .withMessage("lambda must be an integer, but is 0.00258: give it an integer distribution");
  }

  @Test
  void rejectsValuesThatAreNotNumbers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SETTING.with("k", Double.NaN))
        .withMessage("a setting must have finite values, but got k=NaN");
  }

  @Test
  void hashesTheSettingsOfAGridDifferently() {
    Set<Integer> hashes = new HashSet<>();
    for (int a = 1; a <= 100; a++) {
      for (int b = 1; b <= 100; b++) {
        hashes.add(new Setting(Map.of()).with("a", a).with("b", b).hashCode());
      }
    }
    assertThat(hashes).hasSizeGreaterThan(9_990);
  }
}
