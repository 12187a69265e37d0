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
 * Collects the problems of a configuration, so that all are reported at once: one line each, in the
 * order of the file, with the position if HOCON knows it.
 */
public final class Problems {
  private static final Pattern LINE_NUMBER = Pattern.compile(": \\d+(-\\d+)?$");

  /** HOCON's advice on quoting and file names, which is rarely helpful. */
  private static final Pattern ADVICE = Pattern.compile(" \\(if you (intended|want) .*\\)$");

  /** Names of Java exceptions, which mean nothing to a user. */
  private static final Pattern EXCEPTION = Pattern.compile("\\bjava\\.[\\w.]+Exception: ");

  /** Credentials in a URL. */
  private static final Pattern CREDENTIALS = Pattern.compile("(https?://)[^/@\\s'\"]*@");

  /** Path and query of a URL, which may contain secrets. */
  private static final Pattern PATH = Pattern.compile("(https?://[^/?#\\s'\"]*)[/?#][^\\s'\"]+");

  private final List<Problem> problems = new ArrayList<>();

  /** A problem, with the file or option (empty if unknown) and the line (0 if unknown). */
  private record Problem(String file, int line, String text) {}

  /** Adds a problem without a position. */
  void add(String text) {
    add("", 0, text);
  }

  /** Adds a problem with the position of a value. */
  void add(ConfigOrigin origin, String text) {
    String place = origin.description();
    Matcher number = LINE_NUMBER.matcher(place);
    String file = number.replaceFirst("");
    // An option is a single line, so its line number is left out.
    boolean option = file.startsWith(Assignment.OPTION);
    add(file, Math.max(0, origin.lineNumber()), (option ? file : place) + ": " + text);
  }

  /** Adds a problem that HOCON found. Its message contains the position. */
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
    String safe = CREDENTIALS.matcher(text).replaceAll("$1...@");
    Problem problem = new Problem(file, line, PATH.matcher(safe).replaceAll("$1/..."));
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }

  /** Number of problems so far. */
  int count() {
    return problems.size();
  }

  /** Whether there is no problem so far. */
  boolean isEmpty() {
    return problems.isEmpty();
  }

  /** The value; if HOCON cannot read it, adds a problem and returns the fallback. */
  <T> T read(Supplier<T> value, T fallback) {
    try {
      return value.get();
    } catch (ConfigException e) {
      add(e);
      return fallback;
    }
  }

  /**
   * Throws all problems.
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
