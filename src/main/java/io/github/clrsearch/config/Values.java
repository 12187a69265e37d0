package io.github.clrsearch.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads values with the checks that HOCON lacks: it truncates 1.5 to 1 and reads 10 as 10 ms.
 *
 * @param problems modified: a problem is added for each value that cannot be used
 */
record Values(Config config, Problems problems) {
  private static final Pattern NUMBER_ALONE =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  /** An integer within bounds; {@code least} if there is a problem. */
  long integer(String key, long least, long most) {
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

  /** An integer from {@code least}; {@code least} if there is a problem. */
  int count(String key, int least) {
    return (int) integer(key, least, Integer.MAX_VALUE);
  }

  /** Any integer of 64 bits. */
  long seed(String key) {
    return integer(key, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /** One of the names of an enum; {@code standard} if there is a problem. */
  <E extends Enum<E>> E choice(String key, E standard) {
    E[] all = standard.getDeclaringClass().getEnumConstants();
    String name = problems.read(() -> config.getString(key), standard.toString());
    for (E each : all) {
      if (each.toString().equals(name)) {
        return each;
      }
    }
    problems.add(
        config.getValue(key).origin(),
        "%s must be one of %s, but got '%s'".formatted(key, List.of(all), name));
    return standard;
  }

  /** An http or https URL with a host; empty if the text is not one. */
  static Optional<URI> url(String text) {
    try {
      URI url = new URI(text);
      boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      return http && url.getHost() != null ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** A list of strings; empty if there is a problem. */
  List<String> strings(String key) {
    return problems.read(() -> config.getStringList(key), List.<String>of());
  }

  /** A duration of 0 or more. A number without a unit is a problem. */
  Duration duration(String key) {
    ConfigValue given = config.getValue(key);
    String text = String.valueOf(given.unwrapped()).strip();
    if (NUMBER_ALONE.matcher(text).matches()) {
      problems.add(
          given.origin(),
          "%s must have a unit (ms, s, m, h or d), but got %s: write %s s for seconds"
              .formatted(key, text, text));
      return Duration.ZERO;
    }
    Duration value = problems.read(() -> config.getDuration(key), Duration.ZERO);
    // HOCON reads "NaN s" as 0 s.
    if (value.isNegative() || text.matches("[+-]?(NaN|Infinity).*")) {
      problems.add(
          given.origin(),
          "%s must be a duration of 0 or more, such as 10 s, but got %s".formatted(key, text));
    }
    return value;
  }
}
