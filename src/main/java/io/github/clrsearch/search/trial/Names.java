package io.github.clrsearch.search.trial;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Rules for names: of studies and stages, which become folder names and parts of lines, and of
 * hyperparameters and metrics, which become columns.
 */
public final class Names {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  /** Lower case only: Spark SQL does not distinguish the columns {@code M} and {@code m}. */
  private static final Pattern COLUMN = Pattern.compile("[a-z][a-z0-9_]*");

  private Names() {}

  /** Returns a valid name and rejects others. */
  public static String checked(String what, String name) {
    if (name == null || !PLAIN.matcher(name).matches()) {
      throw new IllegalArgumentException(
          ("the name of a %s must begin with a letter or digit and continue with letters, digits, "
                  + "'.', '_' or '-', but got '%s': rename it")
              .formatted(what, name));
    }
    return name;
  }

  /** Why a name cannot be that of a column; empty if it can. */
  public static Optional<String> columnProblem(String what, String name) {
    return COLUMN.matcher(name).matches()
        ? Optional.empty()
        : Optional.of(
            "the name of a %s must be a lower-case letter followed by lower-case letters, digits or '_', but got '%s': rename it"
                .formatted(what, name));
  }
}
