package io.github.clrsearch.data.formats;

import io.github.clrsearch.data.DataException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A data set of the CIFAR family that was found.
 *
 * @param layout which one
 * @param files the place where it was found
 * @param prefix what goes before a file's name there: empty, or a folder's name and a slash
 * @param archive the name of the archive where it lies in one; then {@code prefix} is empty
 */
public record CifarSource(
    CifarLayout layout, DataFiles files, String prefix, Optional<String> archive) {

  private static final int BUFFER = 1 << 16;

  /**
   * Looks for a data set: its files in the place itself, or in the folder they have in the archive,
   * or the archive. A complete folder comes before an archive, an archive before a folder with some
   * files missing, and an earlier layout before a later one.
   *
   * @param layouts which ones to look for
   */
  public static Optional<CifarSource> find(DataFiles files, List<CifarLayout> layouts) {
    try {
      for (CifarLayout layout : layouts) {
        Optional<CifarSource> folder = folder(files, layout);
        if (folder.isPresent() && folder.get().missing(layout.files()).isEmpty()) {
          return folder;
        }
        Optional<CifarSource> archive = archive(files, layout);
        if (archive.isPresent() || folder.isPresent()) {
          return archive.or(() -> folder);
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw DataException.unreadable(files.location(), e);
    }
  }

  /**
   * As {@link #find(DataFiles, List)}.
   *
   * @throws DataException where nothing is found
   */
  public static CifarSource require(DataFiles files, List<CifarLayout> layouts) {
    return find(files, layouts).orElseThrow(() -> nothingFound(files, layouts));
  }

  /** The names of those files that are not there; of an archive none is known to be missing. */
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

  /** Is given a file that is there. */
  @FunctionalInterface
  interface Visitor {
    /**
     * Sees a file.
     *
     * @param file its name in the layout
     * @param where what a message calls it
     * @param length its length in bytes
     * @param in its bytes; not to be closed
     */
    void visit(String file, String where, long length, InputStream in) throws IOException;
  }

  /** Shows those of the named files that are there, in the order in which they lie. */
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

  /** Where the data is, as a message names it. */
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
    // A single file may have any name: what is in it decides.
    if (names.size() == 1
        && (names.get(0).endsWith(".tar.gz") || names.get(0).endsWith(".tgz"))
        && files.exists(names.get(0))
        && holds(files, names.get(0), layout)) {
      return Optional.of(new CifarSource(layout, files, "", Optional.of(names.get(0))));
    }
    return Optional.empty();
  }

  private static boolean holds(DataFiles files, String archive, CifarLayout layout)
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

  /** A name without the folders before it. */
  static String baseName(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private static DataException nothingFound(DataFiles files, List<CifarLayout> layouts) {
    try {
      Optional<String> other = FormatHints.cifar(files);
      if (other.isPresent()) {
        return new DataException(other.get());
      }
      String expected =
          String.join(
              ", or ",
              layouts.stream()
                  .map(l -> l.files().get(0) + " .. " + l.testFile() + " or " + l.archive())
                  .toList());
      return new DataException(
          "%s %s, but expected %s: set data.path, or get the data with 'data fetch'"
              .formatted(files.location(), files.summary(), expected));
    } catch (IOException e) {
      return DataException.unreadable(files.location(), e);
    }
  }
}
