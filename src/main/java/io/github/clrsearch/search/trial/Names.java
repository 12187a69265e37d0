package io.github.clrsearch.search.trial;

import java.util.regex.Pattern;

/** Rules for names of studies and stages, which become folder names and parts of lines. */
public final class Names {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

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
}
