package io.github.clrsearch.search.space;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Formats numbers for people: {@code 2}, {@code 0.00258}, {@code 2.1e-5}. */
public final class Numbers {
  private static final int DIGITS = 4;
  private static final int SMALLEST_PLAIN_EXPONENT = -4;
  private static final int LARGEST_PLAIN_EXPONENT = 14;

  private Numbers() {}

  /** Four significant digits, or all digits of the integer part if it has more. */
  public static String brief(double number) {
    if (!Double.isFinite(number)) {
      return notFinite(number);
    }
    BigDecimal decimal = new BigDecimal(Double.toString(number));
    int exponent = exponent(decimal);
    int digits = exponent > LARGEST_PLAIN_EXPONENT ? DIGITS : Math.max(DIGITS, exponent + 1);
    return layout(decimal.round(new MathContext(digits, RoundingMode.HALF_EVEN)));
  }

  /** All digits that distinguish the number from its neighbours, for error messages. */
  public static String exact(double number) {
    return Double.isFinite(number)
        ? layout(new BigDecimal(Double.toString(number)))
        : notFinite(number);
  }

  /** A count with its noun: {@code 1 trial}, {@code 6 trials}. */
  public static String count(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  static boolean isInteger(double number) {
    return Double.isFinite(number) && number == Math.rint(number);
  }

  /** Replaces -0.0 by 0.0: they are the same value of a setting, but not equal as objects. */
  static double oneZero(double number) {
    return number + 0.0;
  }

  private static String layout(BigDecimal number) {
    if (number.signum() == 0) {
      return "0";
    }
    BigDecimal stripped = number.stripTrailingZeros();
    int exponent = exponent(stripped);
    if (exponent < SMALLEST_PLAIN_EXPONENT || exponent > LARGEST_PLAIN_EXPONENT) {
      return stripped.movePointLeft(exponent).toPlainString() + "e" + exponent;
    }
    return stripped.toPlainString();
  }

  private static int exponent(BigDecimal number) {
    return number.precision() - number.scale() - 1;
  }

  private static String notFinite(double number) {
    if (Double.isNaN(number)) {
      return "NaN";
    }
    return number > 0 ? "infinity" : "-infinity";
  }
}
