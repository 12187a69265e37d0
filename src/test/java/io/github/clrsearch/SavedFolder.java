package io.github.clrsearch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a folder in memory, for tests that begin with the same files again and again. */
public final class SavedFolder {
  private final Map<Path, byte[]> files = new TreeMap<>();

  /** Reads all files of a folder and its subfolders. */
  public SavedFolder(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file), Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the files into another folder. */
  public void copyTo(Path folder) {
    files.forEach(
        (path, content) -> {
          Path copy = folder.resolve(path);
          try {
            Files.createDirectories(copy.getParent());
            Files.write(copy, content);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
