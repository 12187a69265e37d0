package io.github.clrsearch.data.formats;

import io.github.clrsearch.data.DataException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A CIFAR data set in a place: files in a folder, or an archive.
 *
 * @param layout of the data set
 * @param files the place that contains it
 * @param prefix of the file names: empty, or a folder's name and a slash
 * @param archive name of the archive, if the data is in one; {@code prefix} is then empty
 */
public record CifarSource(
    CifarLayout layout, DataFiles files, String prefix, Optional<String> archive) {

  private static final int BUFFER = 1 << 16;

  /**
   * Finds a data set in a place: its files in the place itself or in the folder of their archive,
   * or the archive. A complete folder is preferred to an archive, and an archive to an incomplete
   * folder.
   */
  public static Optional<CifarSource> find(DataFiles files, CifarLayout layout) {
    try {
      Optional<CifarSource> folder = folder(files, layout);
      if (folder.isPresent() && folder.get().missing(layout.files()).isEmpty()) {
        return folder;
      }
      Optional<CifarSource> archive = archive(files, layout);
      return archive.isPresent() ? archive : folder;
    } catch (IOException e) {
      throw DataException.unreadable(files.location(), e);
    }
  }

  /**
   * Finds a data set that must exist: see {@link #find}.
   *
   * @throws DataException if it is not found
   */
  public static CifarSource require(DataFiles files, CifarLayout layout) {
    return find(files, layout)
        .orElseThrow(() -> FormatHints.notFound(files, new CifarFormat(layout).expected()));
  }

  /** The files that do not exist; empty for an archive, whose files are not known yet. */
  List<String> missing(List<String> names) throws IOException {
    if (archive.isPresent()) {
      return List.of();
    }
    List<String> missing = new ArrayList<>();
    for (String name : names) {
      if (!files.exists(prefix + name)) {
        missing.add(name);
      }
    }
    return missing;
  }

  /** Receives the files of a data set. */
  @FunctionalInterface
  interface Visitor {
    /**
     * Receives a file.
     *
     * @param file its name in the layout
     * @param where its location, for messages
     * @param length its size in bytes
     * @param in its content; must not be closed
     */
    void visit(String file, String where, long length, InputStream in) throws IOException;
  }

  /** Passes the existing ones of the named files to a visitor: an archive's in its order. */
  void read(List<String> names, Visitor visitor) throws IOException {
    if (archive.isPresent()) {
      try (InputStream in = files.open(archive.get())) {
        TarGz.read(
            location(),
            in,
            (entry, content) -> {
              String file = baseName(entry.getName());
              if (entry.isFile() && names.contains(file)) {
                String where = location() + "!" + entry.getName();
                visitor.visit(
                    file, where, entry.getSize(), new BufferedInputStream(content, BUFFER));
              }
              return true;
            });
      }
      return;
    }
    for (String file : names) {
      if (files.exists(prefix + file)) {
        try (InputStream in = new BufferedInputStream(files.open(prefix + file), BUFFER)) {
          visitor.visit(file, location() + "/" + file, files.length(prefix + file), in);
        }
      }
    }
  }

  /** Path or URI of the folder or archive, for messages. */
  public String location() {
    String name = archive.orElse(prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1));
    boolean named = name.isEmpty() || files.location().endsWith("/" + name);
    return named ? files.location() : files.location() + "/" + name;
  }

  private static Optional<CifarSource> folder(DataFiles files, CifarLayout layout)
      throws IOException {
    for (String prefix : List.of("", layout.folder() + "/")) {
      CifarSource place = new CifarSource(layout, files, prefix, Optional.empty());
      if (place.missing(layout.files()).size() < layout.files().size()) {
        return Optional.of(place);
      }
    }
    return Optional.empty();
  }

  private static Optional<CifarSource> archive(DataFiles files, CifarLayout layout)
      throws IOException {
    if (files.exists(layout.archive())) {
      return Optional.of(new CifarSource(layout, files, "", Optional.of(layout.archive())));
    }
    List<String> names = files.names();
    // A single file may have any name: its content decides.
    if (names.size() == 1
        && (names.get(0).endsWith(".tar.gz") || names.get(0).endsWith(".tgz"))
        && files.exists(names.get(0))
        && containsFileOf(files, names.get(0), layout)) {
      return Optional.of(new CifarSource(layout, files, "", Optional.of(names.get(0))));
    }
    return Optional.empty();
  }

  private static boolean containsFileOf(DataFiles files, String archive, CifarLayout layout)
      throws IOException {
    boolean[] found = new boolean[1];
    try (InputStream in = files.open(archive)) {
      TarGz.read(
          files.location(),
          in,
          (entry, content) -> {
            found[0] = layout.files().contains(baseName(entry.getName()));
            return !found[0];
          });
    }
    return found[0];
  }

  /** The last part of a path. */
  static String baseName(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
