package io.github.clrsearch.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;

/** Integers of a configuration: HOCON itself would cut 1.5 off to 1. */
final class Integers {
  private Integers() {}

  /**
   * An integer within bounds.
   *
   * @param problems modified where it is none
   * @return {@code least} where it is none
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
