package io.github.clrsearch.data.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * A place with files: a folder, or a single file (a place that contains only that file). Names are
 * relative to the place, with {@code /} as separator on every platform.
 */
public interface DataFiles {

  /** Kind of an entry. */
  enum Kind {
    /** A file, or a link to a file. */
    FILE,
    /** A folder, or a link to a folder. */
    FOLDER,
    /** Anything else, such as a broken link or a pipe. */
    OTHER
  }

  /** Name and kind of a file or folder. */
  record Entry(String name, Kind kind) {}

  /** Path or URI, for messages. */
  String location();

  /**
   * Files and folders directly in this place, sorted by name; empty if the place does not exist.
   */
  List<Entry> entries() throws IOException;

  /** Names of the {@link #entries}, sorted. */
  default List<String> names() throws IOException {
    return entries().stream().map(Entry::name).toList();
  }

  /** Whether this place has a file (not a folder) with this name. */
  boolean exists(String name) throws IOException;

  /** Size of a file in bytes. */
  long length(String name) throws IOException;

  /** Opens a file for reading. The caller closes the stream. */
  InputStream open(String name) throws IOException;

  /** The folder with this name as a place; an empty place if there is no such folder. */
  DataFiles folder(String name);

  /** Short description of the {@link #entries}, for messages. */
  default String summary() throws IOException {
    List<String> names = names();
    if (names.isEmpty()) {
      return "is empty or does not exist";
    }
    int shown = Math.min(5, names.size());
    return "contains %s%s"
        .formatted(
            String.join(", ", names.subList(0, shown)),
            names.size() > shown ? " and " + (names.size() - shown) + " more" : "");
  }

  /** The place of a local folder or a single local file. */
  static DataFiles of(Path path) {
    return new LocalFiles(path);
  }
}
