package io.github.clrsearch.store.programs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.store.json.SearchJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The checkpoint folder of a program as a ZIP archive, whose checksums reveal damage. Its first
 * entry has the cycles that the program had reported, and everything that they depend on.
 */
final class CheckpointFile {
  /** An archive is kept in memory. */
  static final long MOST_BYTES = 512L << 20;

  private static final int MEBI_SHIFT = 20;
  private static final String ROWS = "clr-search.json";
  private static final String FILES = "checkpoint/";
  private static final String END = "clr-search.end";
  private static final ObjectMapper JSON =
      JsonMapper.builder().annotationIntrospector(SearchJson.introspector()).build();

  private CheckpointFile() {}

  private record Rows(Map<String, String> of, List<CycleResult> cycles) {}

  /** The archive of a folder; empty if it has no files. */
  static Optional<byte[]> write(Map<String, String> of, List<CycleResult> cycles, Path folder)
      throws IOException {
    List<Path> files = files(folder);
    if (files.isEmpty()) {
      return Optional.empty();
    }
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    if (bytes > MOST_BYTES) {
      throw new IOException(
          "%s has %d MiB, and at most %d MiB are kept: write less, or only the last checkpoint"
              .formatted(folder, bytes >> MEBI_SHIFT, MOST_BYTES >> MEBI_SHIFT));
    }
    ByteArrayOutputStream archive = new ByteArrayOutputStream((int) Math.min(bytes, 1 << 20));
    try (ZipOutputStream out = new ZipOutputStream(archive)) {
      out.setLevel(Deflater.BEST_SPEED);
      out.putNextEntry(new ZipEntry(ROWS));
      out.write(JSON.writeValueAsBytes(new Rows(of, cycles)));
      for (Path file : files) {
        out.putNextEntry(
            new ZipEntry(FILES + folder.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, out);
      }
      // Without it, a truncated archive could pass for a shorter one.
      out.putNextEntry(new ZipEntry(END));
    }
    return Optional.of(archive.toByteArray());
  }

  /** A program that does not wait may remove folders meanwhile. */
  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(CheckpointFile::isFile).sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isFile(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Reads an archive.
   *
   * @param of everything that the cycles must depend on
   * @param to folder for the files; empty to read the cycles only
   * @throws IOException if it is damaged; files may have been written then
   * @throws IllegalArgumentException if it is that of another trial
   */
  static List<CycleResult> read(byte[] content, Map<String, String> of, Optional<Path> to)
      throws IOException {
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(content))) {
      ZipEntry first = in.getNextEntry();
      if (first == null || !first.getName().equals(ROWS)) {
        throw new IOException("the archive is damaged");
      }
      Rows rows = JSON.readValue(in.readAllBytes(), Rows.class);
      if (!of.equals(rows.of())) {
        throw new IllegalArgumentException("it belongs to %s, not to %s".formatted(rows.of(), of));
      }
      boolean complete = false;
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        complete = entry.getName().equals(END);
        if (!complete && to.isPresent()) {
          restore(in, entry, to.get());
        }
      }
      if (!complete) {
        throw new IOException("the archive is truncated");
      }
      return rows.cycles();
    }
  }

  private static void restore(ZipInputStream in, ZipEntry entry, Path to) throws IOException {
    Path file = to.resolve(entry.getName().substring(FILES.length())).normalize();
    if (!entry.getName().startsWith(FILES) || !file.startsWith(to)) {
      throw new IOException("the archive has a file outside its folder: " + entry.getName());
    }
    Files.createDirectories(file.getParent());
    Files.copy(in, file);
  }
}
