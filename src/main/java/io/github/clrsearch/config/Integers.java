package io.github.clrsearch.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;

/** Reads integers of a configuration. HOCON itself would truncate 1.5 to 1. */
final class Integers {
  private Integers() {}

  /**
   * An integer within bounds.
   *
   * @param problems modified: a problem is added if the value is not an integer within the bounds
   * @return the value; {@code least} if there is a problem
   */
  static long read(Config config, String key, long least, long most, Problems problems) {
    try {
      Number number = config.getNumber(key);
      long value = number.longValue();
      if (value == number.doubleValue() && value >= least && value <= most) {
        return value;
      }
      String rule =
          value != number.doubleValue()
              ? "an integer"
              : value < least ? "at least " + least : "at most " + most;
      problems.add(
          config.getValue(key).origin(),
          "%s must be %s, but got %s".formatted(key, rule, config.getValue(key).unwrapped()));
    } catch (ConfigException e) {
      problems.add(e);
    }
    return least;
  }
}
