package io.github.clrsearch.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The SHA-256 of unpacked files, kept beside them in the form that {@code sha256sum} reads. */
final class RecordedChecksums {
  /** The file's name. */
  static final String FILE = "checksums.sha256";

  private static final int LONGEST_FILE = 1 << 16;
  private static final int HEX_DIGITS = 64;

  private RecordedChecksums() {}

  /** Writes down the checksums of all files directly in a folder. */
  static void write(Path folder) throws IOException {
    StringBuilder lines = new StringBuilder();
    try (Stream<Path> children = Files.list(folder)) {
      List<Path> files = children.filter(Files::isRegularFile).sorted().toList();
      for (Path file : files) {
        lines.append(Digests.of(file, Digests.sha256())).append("  ");
        lines.append(file.getFileName()).append('\n');
      }
    }
    Files.writeString(folder.resolve(FILE), lines);
  }

  /** The checksums by file name; none where they were not written down. */
  static Map<String, String> read(CifarPlace place) throws IOException {
    Map<String, String> checksums = new TreeMap<>();
    String name = place.prefix() + FILE;
    if (place.archive().isPresent() || !place.files().exists(name)) {
      return checksums;
    }
    try (InputStream in = place.files().open(name)) {
      String text = new String(in.readNBytes(LONGEST_FILE), StandardCharsets.UTF_8);
      text.lines()
          .filter(line -> line.length() > HEX_DIGITS + 2)
          .forEach(
              line -> checksums.put(line.substring(HEX_DIGITS + 2), line.substring(0, HEX_DIGITS)));
    }
    return checksums;
  }
}
