package io.github.clrsearch.report;

import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.Locale;

/** Writes a logarithm as its number: 1e-5. */
final class PowersOfTen extends NumberFormat {
  @Override
  public StringBuffer format(double number, StringBuffer to, FieldPosition position) {
    boolean whole = Math.abs(number - Math.rint(number)) < 1e-9;
    return to.append(whole ? "1e" + Math.round(number) : brief(Math.pow(10, number)));
  }

  @Override
  public StringBuffer format(long number, StringBuffer to, FieldPosition position) {
    return format((double) number, to, position);
  }

  @Override
  public Number parse(String source, ParsePosition position) {
    throw new UnsupportedOperationException("labels are written, not read");
  }

  /** Three digits of a number. */
  static String brief(double number) {
    return String.format(Locale.ROOT, "%.3g", number);
  }
}
