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
 * Unpacks an archive that may have been made with ill intent: nothing is written outside of the
 * folder, nothing but plain files and folders is made, and no more bytes than expected.
 */
final class ArchiveUnpacker {
  private static final int BUFFER = 1 << 16;

  private final Path archive;
  private final Path folder;
  private final long mostBytes;
  private long bytes;

  /**
   * Prepares.
   *
   * @param folder an empty folder to unpack into
   * @param mostBytes how many bytes the files may have together
   */
  ArchiveUnpacker(Path archive, Path folder, long mostBytes) {
    this.archive = archive;
    this.folder = folder;
    this.mostBytes = mostBytes;
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
      make(target);
      return;
    }
    make(target.getParent());
    byte[] buffer = new byte[BUFFER];
    try (OutputStream out = open(target)) {
      for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
        bytes += n;
        if (bytes > mostBytes) {
          throw new DataException(
              "%s unpacks to more than the %d bytes expected, at entry %s: it is not the official archive, fetch it from another address"
                  .formatted(archive, mostBytes, entry.getName()));
        }
        write(out, buffer, n, target);
      }
    }
  }

  private Path target(TarArchiveEntry entry) {
    String name = entry.getName();
    boolean plain =
        entry.isDirectory()
            || entry.getLinkFlag() == TarArchiveEntry.LF_NORMAL
            || entry.getLinkFlag() == TarArchiveEntry.LF_OLDNORM;
    if (!plain) {
      throw refused(name, "is a link or a device");
    }
    boolean leaves =
        name.startsWith("/")
            || name.contains("\\")
            || name.contains(":")
            || Arrays.asList(name.split("/")).contains("..");
    Path target = leaves ? null : folder.resolve(name).normalize();
    if (target == null || !target.startsWith(folder)) {
      throw refused(name, "leads out of the folder");
    }
    return target;
  }

  private DataException refused(String name, String why) {
    return new DataException(
        "%s has an entry %s that %s, expected plain files and folders: it is not the official archive, fetch it from another address"
            .formatted(archive, name, why));
  }

  private static void make(Path target) {
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
