package io.github.clrsearch.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A study's folder as its readers see it, on any file system. */
public interface StudyPlace {
  /** What {@code --out} is given. */
  String location();

  /** The names of the files in a subfolder; none if it does not exist. */
  List<String> names(String subfolder) throws IOException;

  /** The content of a file. */
  byte[] read(String name) throws IOException;

  /** A folder of this machine. */
  record Local(Path folder) implements StudyPlace {
    @Override
    public String location() {
      return folder.toString();
    }

    @Override
    public List<String> names(String subfolder) throws IOException {
      if (!Files.isDirectory(folder.resolve(subfolder))) {
        return List.of();
      }
      try (Stream<Path> list = Files.list(folder.resolve(subfolder))) {
        return list.map(file -> file.getFileName().toString()).toList();
      }
    }

    @Override
    public byte[] read(String name) throws IOException {
      return Files.readAllBytes(folder.resolve(name));
    }
  }
}
