package io.github.clrsearch.data.formats;

import io.github.clrsearch.data.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * Unpacks an archive that may be malicious: it writes nothing outside the folder, creates only
 * regular files and folders, and writes no more bytes than expected.
 */
final class ArchiveUnpacker {
  private static final int BUFFER = 1 << 16;

  private final Path archive;
  private final Path folder;
  private final long maxBytes;
  private long bytes;

  /**
   * Creates an unpacker.
   *
   * @param folder an empty folder to unpack into
   * @param maxBytes limit for the total size of the files
   */
  ArchiveUnpacker(Path archive, Path folder, long maxBytes) {
    this.archive = archive;
    this.folder = folder;
    this.maxBytes = maxBytes;
  }

  /** Unpacks everything. */
  void unpack() throws IOException {
    try (InputStream in = Files.newInputStream(archive)) {
      TarGz.read(
          archive.toString(),
          in,
          (entry, content) -> {
            unpack(entry, content);
            return true;
          });
    }
  }

  private void unpack(TarArchiveEntry entry, InputStream content) throws IOException {
    Path target = target(entry);
    if (entry.isDirectory()) {
      createFolder(target);
      return;
    }
    createFolder(target.getParent());
    byte[] buffer = new byte[BUFFER];
    try (OutputStream out = open(target)) {
      for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
        bytes += n;
        if (bytes > maxBytes) {
          throw new DataException(
              "%s unpacks to more than the expected %d bytes, at entry %s: it is not the official archive, download it from another address"
                  .formatted(archive, maxBytes, entry.getName()));
        }
        write(out, buffer, n, target);
      }
    }
  }

  private Path target(TarArchiveEntry entry) {
    String name = entry.getName();
    boolean regular =
        entry.isDirectory()
            || entry.getLinkFlag() == TarArchiveEntry.LF_NORMAL
            || entry.getLinkFlag() == TarArchiveEntry.LF_OLDNORM;
    if (!regular) {
      throw refused(name, "is a link or a device");
    }
    boolean escapes =
        name.startsWith("/")
            || name.contains("\\")
            || name.contains(":")
            || Arrays.asList(name.split("/")).contains("..");
    Path target = escapes ? null : folder.resolve(name).normalize();
    if (target == null || !target.startsWith(folder)) {
      throw refused(name, "is outside the folder");
    }
    return target;
  }

  private DataException refused(String name, String why) {
    return new DataException(
        "%s has an entry %s that %s, but only regular files and folders are expected: it is not the official archive, download it from another address"
            .formatted(archive, name, why));
  }

  private static void createFolder(Path target) {
    try {
      Files.createDirectories(target);
    } catch (IOException e) {
      throw Download.cannotWrite(target, e);
    }
  }

  private static OutputStream open(Path target) {
    try {
      return Files.newOutputStream(target);
    } catch (IOException e) {
      throw Download.cannotWrite(target, e);
    }
  }

  private static void write(OutputStream out, byte[] buffer, int length, Path target) {
    try {
      out.write(buffer, 0, length);
    } catch (IOException e) {
      throw Download.cannotWrite(target, e);
    }
  }
}
