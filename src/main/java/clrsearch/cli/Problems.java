package clrsearch.cli;

import com.typesafe.config.ConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects what is wrong with a configuration, so that all of it is told at once. */
final class Problems {
  private final List<String> lines = new ArrayList<>();

  void add(String line) {
    lines.add(line);
  }

  /** The value, or the fallback where reading it is a problem. */
  <T> T read(Supplier<T> value, T fallback) {
    try {
      return value.get();
    } catch (ConfigException | IllegalArgumentException e) {
      e.getMessage().lines().forEach(this::add);
      return fallback;
    }
  }

  /**
   * Ends the collection.
   *
   * @throws ConfigurationException if there is any problem
   */
  void check() {
    if (!lines.isEmpty()) {
      throw new ConfigurationException(lines);
    }
  }
}
