package io.github.clrsearch.data.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * A place with files, as a reader sees it: a folder, or a single file (a place that holds just that
 * one). Names are relative to the place, with {@code /} between folders, whatever the platform.
 */
public interface DataFiles {

  /** What a name stands for. */
  enum Kind {
    /** A file, or a link to one. */
    FILE,
    /** A folder, or a link to one. */
    FOLDER,
    /** Anything else: a link to nothing, a pipe. */
    OTHER
  }

  /** A name that is here, and what it stands for. */
  record Entry(String name, Kind kind) {}

  /** Where it is, as a message names it: a path or a URI. */
  String location();

  /** What is directly here, ascending by name; nothing where the place does not exist. */
  List<Entry> entries() throws IOException;

  /** The names of what is directly here, ascending. */
  default List<String> names() throws IOException {
    return entries().stream().map(Entry::name).toList();
  }

  /** Whether a file (not a folder) of this name is here. */
  boolean exists(String name) throws IOException;

  /** The length of a file in bytes. */
  long length(String name) throws IOException;

  /** Opens a file from its beginning; the caller closes the stream. */
  InputStream open(String name) throws IOException;

  /** A folder of this name here, as a place of its own; an empty one where there is none. */
  DataFiles folder(String name);

  /** What is directly here, in words, for messages. */
  default String summary() throws IOException {
    List<String> names = names();
    if (names.isEmpty()) {
      return "is empty or does not exist";
    }
    int shown = Math.min(5, names.size());
    return "holds %s%s"
        .formatted(
            String.join(", ", names.subList(0, shown)),
            names.size() > shown ? " and " + (names.size() - shown) + " more" : "");
  }

  /** The place of a local folder, or of a single local file. */
  static DataFiles of(Path path) {
    return new LocalFiles(path);
  }
}
