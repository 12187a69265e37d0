package io.github.clrsearch.data.formats;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A place on the local disk.
 *
 * @param path of a folder, or of a single file
 */
record LocalFiles(Path path) implements DataFiles {

  @Override
  public String location() {
    return path.toString();
  }

  @Override
  public List<Entry> entries() throws IOException {
    if (Files.isRegularFile(path)) {
      return List.of(new Entry(path.getFileName().toString(), Kind.FILE));
    }
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(path)) {
      return children
          .map(child -> new Entry(child.getFileName().toString(), kind(child)))
          .sorted(Comparator.comparing(Entry::name))
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Kind kind(Path path) {
    if (Files.isRegularFile(path)) {
      return Kind.FILE;
    }
    return Files.isDirectory(path) ? Kind.FOLDER : Kind.OTHER;
  }

  @Override
  public boolean exists(String name) {
    return Files.isRegularFile(file(name))
        && (!Files.isRegularFile(path) || path.getFileName().toString().equals(name));
  }

  @Override
  public long length(String name) throws IOException {
    return Files.size(file(name));
  }

  @Override
  public InputStream open(String name) throws IOException {
    return Files.newInputStream(file(name));
  }

  @Override
  public DataFiles folder(String name) {
    return new LocalFiles(path.resolve(name));
  }

  private Path file(String name) {
    return Files.isRegularFile(path) ? path.resolveSibling(name) : path.resolve(name);
  }
}
