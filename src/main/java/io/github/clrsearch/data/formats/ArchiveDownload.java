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
import java.util.List;
import java.util.stream.Stream;

/**
 * Downloads an official archive, verifies it and unpacks it. Nothing half-done ever has a final
 * name: the archive grows as {@code NAME.partial}, and the folder is unpacked beside its place and
 * moved there when it is whole.
 *
 * @param archive what to fetch
 * @param source where from: the official address or a mirror's, http or https
 * @param patience how long to wait for a connection, an answer, or the next bytes
 */
public record ArchiveDownload(OfficialArchive archive, URI source, Duration patience) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What else than records the archive may hold: names and a readme. */
  private static final long OTHER_FILES = 1 << 20;

  /** Is told how far a download is. */
  @FunctionalInterface
  public interface Progress {
    /** So many bytes of so many are there; called often, always from the same thread. */
    void at(long bytes, long total);
  }

  /**
   * What was fetched.
   *
   * @param folder where the files are
   * @param alreadyThere whether they were there before, complete, and nothing was done
   */
  public record Fetched(Path folder, boolean alreadyThere) {}

  /** From the official address. */
  public ArchiveDownload(OfficialArchive archive) {
    this(archive, archive.address(), PATIENCE);
  }

  /** From a mirror. */
  public ArchiveDownload(OfficialArchive archive, URI source) {
    this(archive, source, PATIENCE);
  }

  /**
   * Fetches; an archive that lies in {@code target} already is used, and a download that broke off
   * is continued.
   *
   * @param target the folder to hold the data set's own folder; it is made where missing
   * @throws DataException where anything goes wrong, with the way out
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
      boolean ours = !Files.exists(file);
      if (ours) {
        download(file, progress);
      } else {
        checkMd5(file, "remove it, or put the official archive there");
      }
      unpack(file, folder);
      if (ours) {
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
        CifarSource.find(files, List.of(archive.layout()))
            .orElseThrow(
                () ->
                    new DataException(
                        "%s exists, but holds no %s: move it away or choose another folder"
                            .formatted(folder, archive.layout().name())));
    try {
      if (!archive.differing(place).isEmpty()) {
        throw new DataException(
            "%s exists, but is not the official %s ('data check' tells how it differs): move it away or choose another folder"
                .formatted(folder, archive.layout().name()));
      }
    } catch (IOException e) {
      throw DataException.unreadable(place.location(), e);
    }
  }

  private void download(Path file, Progress progress) throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    checkRoom(file.toAbsolutePath().getParent(), partial);
    Download download = new Download(source, archive.size(), patience);
    boolean resumed = download.into(partial, progress);
    if (resumed && !md5(partial).equals(archive.md5())) {
      // What was there before may have been of another file: only a whole download can tell.
      Files.delete(partial);
      download.into(partial, progress);
    }
    try {
      checkMd5(partial, "fetch it from another address");
    } catch (DataException e) {
      Files.delete(partial);
      throw e;
    }
    move(partial, file);
  }

  private void checkRoom(Path target, Path partial) throws IOException {
    long have = Files.exists(partial) ? Files.size(partial) : 0;
    long need = archive.size() - have + archive.unpackedSize() + OTHER_FILES;
    long free = Files.getFileStore(target).getUsableSpace();
    if (free < need) {
      throw new DataException(
          "%s has room for %d bytes, but fetching %s needs %d: make room or choose another folder"
              .formatted(target, free, archive.layout().name(), need));
    }
  }

  private void checkMd5(Path file, String wayOut) throws IOException {
    String found = md5(file);
    if (!found.equals(archive.md5())) {
      throw new DataException(
          "%s has MD5 %s, but the official %s has %s: %s"
              .formatted(file, found, archive.layout().archive(), archive.md5(), wayOut));
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
