package io.github.clrsearch.program;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Files that are sent to executors with a program: scripts and small inputs.
 *
 * @param files by path below the work folder, with '/'
 */
public record ShippedFiles(Map<String, ShippedFile> files) implements Serializable {
  /** Larger files are data, which a program finds by itself. */
  private static final long MOST_BYTES = 64L << 20;

  private static final int MEBI_SHIFT = 20;

  /**
   * A file.
   *
   * @param content not modified
   */
  public record ShippedFile(byte[] content, boolean executable) implements Serializable {}

  /** Copies the map in the order of the paths. */
  public ShippedFiles {
    files = new TreeMap<>(files);
  }

  /**
   * Reads files and folders.
   *
   * @param paths each is sent under its last name; folders with all files below them
   * @param problems modified: one line per problem
   */
  public static ShippedFiles of(List<String> paths, List<String> problems) {
    Map<String, ShippedFile> files = new TreeMap<>();
    long bytes = 0;
    for (String path : paths) {
      Path root = Path.of(path).toAbsolutePath().normalize();
      if (TrialDocument.NAMES.contains(String.valueOf(root.getFileName()))) {
        problems.add(
            "%s: the work folder of every trial has a %s of its own: rename it"
                .formatted(path, root.getFileName()));
      }
      try (Stream<Path> all = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
        for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
          String name = root.getFileName() + below(root, file);
          bytes += Files.size(file);
          if (bytes > MOST_BYTES) {
            problems.add(
                "the files are larger than %d MiB together: send scripts only; the program reads its data from a path or URI"
                    .formatted(MOST_BYTES >> MEBI_SHIFT));
            return new ShippedFiles(Map.of());
          }
          ShippedFile read = new ShippedFile(Files.readAllBytes(file), Files.isExecutable(file));
          if (files.put(name, read) != null) {
            problems.add(
                "%s: two files have the name %s in the work folder: rename one"
                    .formatted(path, name));
          }
        }
      } catch (IOException | UncheckedIOException e) {
        problems.add(
            Files.exists(root)
                ? "%s cannot be read: %s".formatted(path, e.getMessage())
                : "%s: file not found; correct it (%s)".formatted(path, root));
      }
    }
    return new ShippedFiles(files);
  }

  private static String below(Path root, Path file) {
    List<String> parts = new ArrayList<>();
    root.relativize(file).forEach(part -> parts.add(part.toString()));
    String path = String.join("/", parts);
    return path.isEmpty() ? "" : "/" + path;
  }

  /** Writes all files below a folder. */
  public void writeTo(Path folder) throws IOException {
    for (Map.Entry<String, ShippedFile> entry : files.entrySet()) {
      Path file = folder.resolve(entry.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, entry.getValue().content());
      if (entry.getValue().executable() && !file.toFile().setExecutable(true)) {
        throw new IOException("%s cannot be made executable".formatted(file));
      }
    }
  }

  /** SHA-256 of the names and contents; empty if there are no files. */
  public Optional<String> checksum() {
    if (files.isEmpty()) {
      return Optional.empty();
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files.forEach(
          (name, file) -> {
            digest.update(
                "%s %d\n".formatted(name, file.content().length).getBytes(StandardCharsets.UTF_8));
            digest.update(file.content());
          });
      return Optional.of(HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
