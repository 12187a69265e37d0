package io.github.clrsearch.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigOrigin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Collects what is wrong with a configuration, so that all of it is told at once: a line each, with
 * the place where HOCON knows it, in the order of the file.
 */
public final class Problems {
  private static final Pattern LINE_NUMBER = Pattern.compile(": \\d+(-\\d+)?$");

  /** HOCON's advice on quoting and file names seldom fits. */
  private static final Pattern ADVICE = Pattern.compile(" \\(if you (intended|want) .*\\)$");

  /** What Java calls a file that is not there tells the user nothing. */
  private static final Pattern EXCEPTION = Pattern.compile("\\bjava\\.[\\w.]+Exception: ");

  private final List<Problem> problems = new ArrayList<>();

  /** The file (or option) comes first, empty where it is not known; then the line, 0 likewise. */
  private record Problem(String file, int line, String text) {}

  /** A problem of no place. */
  void add(String text) {
    add("", 0, text);
  }

  /** A problem of a value that stands somewhere. */
  void add(ConfigOrigin origin, String text) {
    String place = origin.description();
    Matcher number = LINE_NUMBER.matcher(place);
    String file = number.replaceFirst("");
    // What --set has is one line anyway.
    boolean option = file.startsWith(Assignment.OPTION);
    add(file, Math.max(0, origin.lineNumber()), (option ? file : place) + ": " + text);
  }

  /** What HOCON found, which names the place itself. */
  void add(ConfigException problem) {
    String message = String.join(" ", problem.getMessage().lines().map(String::strip).toList());
    String text = EXCEPTION.matcher(ADVICE.matcher(message).replaceFirst("")).replaceFirst("");
    if (problem.origin() == null) {
      add(text);
      return;
    }
    String place = problem.origin().description() + ": ";
    add(problem.origin(), text.startsWith(place) ? text.substring(place.length()) : text);
  }

  private void add(String file, int line, String text) {
    Problem problem = new Problem(file, line, text);
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }

  /** Whether nothing is wrong so far. */
  boolean isEmpty() {
    return problems.isEmpty();
  }

  /** The value, or the fallback where HOCON refuses to give it. */
  <T> T read(Supplier<T> value, T fallback) {
    try {
      return value.get();
    } catch (ConfigException e) {
      add(e);
      return fallback;
    }
  }

  /**
   * Ends the collection.
   *
   * @throws ConfigurationException if there is any problem
   */
  void check() {
    if (!problems.isEmpty()) {
      throw new ConfigurationException(
          problems.stream()
              .sorted(
                  Comparator.comparing((Problem problem) -> problem.file().isEmpty())
                      .thenComparing(Problem::file)
                      .thenComparing(Problem::line))
              .map(Problem::text)
              .toList());
    }
  }
}
