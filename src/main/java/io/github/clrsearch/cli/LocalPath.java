package io.github.clrsearch.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** The paths of the command line that must lie on this machine. */
final class LocalPath {
  private static final Pattern URI_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/.*");
  private static final String FILE = "file:";

  private LocalPath() {}

  /**
   * A path, also of {@code file:} URIs.
   *
   * @throws TypeConversionException where it is a URI of another machine, or no path
   */
  static Path of(String text) {
    try {
      if (text.startsWith(FILE)) {
        return Path.of(URI.create(text).getPath());
      }
      if (!URI_SCHEME.matcher(text).matches()) {
        return Path.of(text);
      }
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new TypeConversionException("'%s' is no path".formatted(text));
    }
    throw new TypeConversionException(
        "'%s' is not on this machine: name a local path, and copy from or to it".formatted(text));
  }
}
