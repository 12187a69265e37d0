package io.github.clrsearch.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** Converts command line arguments that must be local paths. */
final class LocalPath {
  private static final Pattern URI_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/.*");
  private static final String FILE = "file:";

  private LocalPath() {}

  /**
   * Converts a path or a {@code file:} URI.
   *
   * @throws TypeConversionException if it is the URI of another file system, or not a path
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
      throw new TypeConversionException("'%s' is not a valid path".formatted(text));
    }
    throw new TypeConversionException(
        "'%s' is not on this machine: use a local path, and copy the file".formatted(text));
  }
}
