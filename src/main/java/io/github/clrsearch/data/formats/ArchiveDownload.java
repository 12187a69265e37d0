package io.github.clrsearch.data.formats;

import io.github.clrsearch.data.DataException;
import io.github.clrsearch.data.Digests;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Downloads, verifies and unpacks an official archive. Unfinished work never has its final name:
 * the archive is downloaded to {@code NAME.partial}, and the folder is unpacked next to its target
 * and moved there when complete.
 *
 * @param archive the archive to download
 * @param source http or https address: the official one or a mirror
 * @param timeout how long to wait for a connection, a response, or the next bytes
 */
public record ArchiveDownload(OfficialArchive archive, URI source, Duration timeout) {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Upper limit in bytes for the files without records: class names and a readme. */
  private static final long OTHER_FILES = 1 << 20;

  /** Receives the progress of a download. */
  @FunctionalInterface
  public interface Progress {
    /** {@code bytes} of {@code total} are downloaded. Called often, always from the same thread. */
    void at(long bytes, long total);
  }

  /**
   * Result of {@link #fetch}.
   *
   * @param folder the folder with the files
   * @param alreadyThere whether the folder existed, complete, so that nothing was downloaded
   */
  public record Fetched(Path folder, boolean alreadyThere) {}

  /** A download from the official address. */
  public ArchiveDownload(OfficialArchive archive) {
    this(archive, archive.address(), TIMEOUT);
  }

  /** A download from a mirror. */
  public ArchiveDownload(OfficialArchive archive, URI source) {
    this(archive, source, TIMEOUT);
  }

  /**
   * Downloads and unpacks the archive. An archive that is already in {@code target} is used, and an
   * interrupted download is resumed.
   *
   * @param target parent of the data set's folder; created if it does not exist
   * @throws DataException if anything fails, with what to do about it
   */
  public Fetched fetch(Path target, Progress progress) {
    Path folder = target.resolve(archive.layout().folder());
    if (Files.exists(folder)) {
      checkThere(folder);
      return new Fetched(folder, true);
    }
    try {
      Files.createDirectories(target);
      Path file = target.resolve(archive.layout().archive());
      boolean downloaded = !Files.exists(file);
      if (downloaded) {
        download(file, progress);
      } else {
        checkMd5(file, "remove it, or replace it with the official archive");
      }
      unpack(file, folder);
      if (downloaded) {
        Files.delete(file);
      }
      return new Fetched(folder, false);
    } catch (IOException e) {
      throw Download.cannotWrite(target, e);
    }
  }

  private void checkThere(Path folder) {
    DataFiles files = DataFiles.of(folder);
    CifarSource place =
        CifarSource.find(files, archive.layout())
            .orElseThrow(
                () ->
                    new DataException(
                        "%s exists, but contains no %s: move it away or choose another folder"
                            .formatted(folder, archive.layout().name())));
    try {
      if (!archive.differing(place).isEmpty()) {
        throw new DataException(
            "%s exists, but is not the official %s ('data check' lists the differences): move it away or choose another folder"
                .formatted(folder, archive.layout().name()));
      }
    } catch (IOException e) {
      throw DataException.unreadable(place.location(), e);
    }
  }

  private void download(Path file, Progress progress) throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    checkRoom(file.toAbsolutePath().getParent(), partial);
    Download download = new Download(source, archive.size(), timeout);
    boolean resumed = download.into(partial, progress);
    if (resumed && !md5(partial).equals(archive.md5())) {
      // The earlier bytes may belong to another file: download all of it again before judging.
      Files.delete(partial);
      download.into(partial, progress);
    }
    try {
      checkMd5(partial, "download it from another address");
    } catch (DataException e) {
      Files.delete(partial);
      throw e;
    }
    move(partial, file);
  }

  private void checkRoom(Path target, Path partial) throws IOException {
    long present = Files.exists(partial) ? Files.size(partial) : 0;
    long needed = archive.size() - present + archive.unpackedSize() + OTHER_FILES;
    long free = Files.getFileStore(target).getUsableSpace();
    if (free < needed) {
      throw new DataException(
          "%s has %d bytes free, but fetching %s needs %d: free some space or choose another folder"
              .formatted(target, free, archive.layout().name(), needed));
    }
  }

  private void checkMd5(Path file, String remedy) throws IOException {
    String found = md5(file);
    if (!found.equals(archive.md5())) {
      throw new DataException(
          "%s has MD5 %s, but the official %s has %s: %s"
              .formatted(file, found, archive.layout().archive(), archive.md5(), remedy));
    }
  }

  private static String md5(Path file) throws IOException {
    return Digests.of(file, Digests.md5());
  }

  private void unpack(Path file, Path folder) throws IOException {
    Path beside = Files.createTempDirectory(folder.toAbsolutePath().getParent(), ".unpacking-");
    try {
      new ArchiveUnpacker(file, beside, archive.unpackedSize() + OTHER_FILES).unpack();
      move(beside.resolve(archive.layout().folder()), folder);
    } finally {
      delete(beside);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
