package io.github.clrsearch.search.trial;

import java.util.regex.Pattern;

/** Names of studies and stages: they become folders and parts of a line, so they are plain. */
public final class Names {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private Names() {}

  /** Refuses a name that is not plain. */
  public static String checked(String what, String name) {
    if (name == null || !PLAIN.matcher(name).matches()) {
      throw new IllegalArgumentException(
          ("the name of a %s must begin with a letter or digit and go on with letters, digits, "
                  + "'.', '_' or '-', but got '%s': rename it")
              .formatted(what, name));
    }
    return name;
  }
}
