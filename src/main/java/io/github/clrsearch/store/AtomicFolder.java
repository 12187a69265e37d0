package io.github.clrsearch.store;

import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.GlobFilter;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.io.IOUtils;
import org.apache.hadoop.ipc.RemoteException;

/**
 * A folder on any of Hadoop's file systems whose files appear whole or not at all: written beside
 * under a name that Spark SQL ignores, synced, then renamed, in one step over a file that is there.
 * On object stores, where a rename is a copy and a file appears when it is closed, it is written
 * straight under its name.
 */
final class AtomicFolder {
  private static final Set<String> OBJECT_STORES =
      Set.of("s3", "s3a", "s3n", "gs", "wasb", "wasbs", "oss", "cosn", "obs");

  private static final String PARTIAL = ".partial";

  private static final String CANNOT_BE_READ = " cannot be read";

  /** How often a file is read that changes under its reader. */
  private static final int READS = 3;

  private final FileSystem fileSystem;
  private final Path root;
  private final Retries retries;
  private Optional<FileContext> context;

  AtomicFolder(String location, Configuration configuration) {
    this.retries = Retries.NONE;
    try {
      Path path = new Path(location);
      FileSystem found = path.getFileSystem(configuration);
      // Hadoop's checksummed local files leave a .crc beside each and cannot be synced.
      this.fileSystem = found instanceof LocalFileSystem local ? local.getRawFileSystem() : found;
      this.root = fileSystem.makeQualified(path);
    } catch (IOException | IllegalArgumentException e) {
      throw new StoreException(
          "the folder %s cannot be opened (%s): name a local folder or a URI that Hadoop knows"
              .formatted(location, e.getMessage()),
          e);
    }
  }

  private AtomicFolder(FileSystem fileSystem, Path root, Retries retries) {
    this.fileSystem = fileSystem;
    this.root = root;
    this.retries = retries;
  }

  /** The same folder, where what fails for a while is tried again. */
  AtomicFolder with(Retries retries) {
    return new AtomicFolder(fileSystem, root, retries);
  }

  /** The folder's full URI. */
  Path root() {
    return root;
  }

  /** Writes a file, replacing one that is there; also where the thread is being interrupted. */
  void write(String name, byte[] content) {
    write(name, PARTIAL, content);
  }

  /** The same for a file that several processes may be writing at once: the last one's stays. */
  void writeFromMany(String name, byte[] content) {
    write(name, "." + UUID.randomUUID() + PARTIAL, content);
  }

  /** Writes a file where it is not there yet, or has other bytes. */
  void update(String name, byte[] content) {
    if (read(name).filter(before -> Arrays.equals(before, content)).isEmpty()) {
      write(name, content);
    }
  }

  /**
   * Writes a file in its place: it is there at every moment, but whoever reads it meanwhile may
   * find half of it.
   */
  void overwrite(String name, byte[] content) {
    Path target = new Path(root, name);
    tryToWrite(target, () -> writeAndSync(target, content));
  }

  private void write(String name, String suffix, byte[] content) {
    Path target = new Path(root, name);
    Path partial = new Path(target.getParent(), "." + target.getName() + suffix);
    tryToWrite(target, () -> replace(target, partial, content));
  }

  /** A write; it may be tried again. */
  private interface Write {
    void run() throws IOException;
  }

  private void tryToWrite(Path target, Write write) {
    try {
      retries.call(
          target + " cannot be written",
          () -> {
            write.run();
            return target;
          });
    } catch (IOException e) {
      throw new StoreException(
          "%s cannot be written (%s): what was written before stays; free or repair the place and run the same command again"
              .formatted(target, Retries.reason(e)),
          e);
    }
  }

  private void replace(Path target, Path partial, byte[] content) throws IOException {
    if (OBJECT_STORES.contains(root.toUri().getScheme())) {
      writeAndSync(target, content);
      return;
    }
    writeAndSync(partial, content);
    if (isLocal()) {
      Files.move(local(partial), local(target), StandardCopyOption.ATOMIC_MOVE);
    } else if (context().isPresent()) {
      // What FileSystem lets everybody call does not rename over a file on HDFS.
      context().get().rename(partial, target, Options.Rename.OVERWRITE);
    } else {
      rename(partial, target);
    }
  }

  /** On file systems that know no more: a file that is replaced is missing for a moment. */
  private void rename(Path partial, Path target) throws IOException {
    if (!fileSystem.rename(partial, target)
        && !(fileSystem.delete(target, false) && fileSystem.rename(partial, target))) {
      throw new IOException("it cannot be renamed from " + partial.getName());
    }
  }

  /** Hadoop's other interface to the same files; empty where the file system does not have it. */
  private synchronized Optional<FileContext> context() throws IOException {
    if (context == null) {
      try {
        context = Optional.of(FileContext.getFileContext(root.toUri(), fileSystem.getConf()));
      } catch (UnsupportedFileSystemException | RuntimeException e) {
        // Hadoop makes the latter of a class that cannot begin.
        context = Optional.empty();
      }
    }
    return context;
  }

  private boolean isLocal() {
    return fileSystem.getClass() == RawLocalFileSystem.class;
  }

  private java.nio.file.Path local(Path file) {
    return ((RawLocalFileSystem) fileSystem).pathToFile(file).toPath();
  }

  private void writeAndSync(Path file, byte[] content) throws IOException {
    if (isLocal()) {
      writeAndSyncLocally(file, content);
      return;
    }
    try {
      FSDataOutputStream out = fileSystem.create(file, true);
      boolean whole = false;
      try {
        out.write(content);
        if (out.hasCapability(StreamCapabilities.HSYNC)) {
          out.hsync();
        }
        whole = true;
      } finally {
        if (!whole) {
          discard(out);
        }
      }
      out.close();
    } catch (FSError e) {
      throw told(e);
    }
  }

  /** Closing fails once more on HDFS, with the same error; an object store would keep the part. */
  private static void discard(FSDataOutputStream out) {
    if (out.hasCapability(StreamCapabilities.ABORTABLE_STREAM)) {
      out.abort();
    }
    IOUtils.closeStream(out);
  }

  /** Without its native library Hadoop forks a process for each local file, to set its mode. */
  private void writeAndSyncLocally(Path file, byte[] content) throws IOException {
    if (!fileSystem.mkdirs(file.getParent())) {
      throw new IOException("the folder %s cannot be made".formatted(file.getParent()));
    }
    try (FileOutputStream out = new FileOutputStream(local(file).toFile())) {
      out.write(content);
      out.getFD().sync();
    }
  }

  /** Hadoop's local files make an error of a disk that is full or broken. */
  private static IOException told(FSError e) {
    return e.getCause() instanceof IOException cause ? cause : new IOException(e);
  }

  /** The content of a file, or empty where there is none. */
  Optional<byte[]> read(String name) {
    Path file = new Path(root, name);
    try {
      return retries.call(file + CANNOT_BE_READ, () -> content(file));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private Optional<byte[]> content(Path file) throws IOException {
    for (int left = READS - 1; ; left--) {
      try (FSDataInputStream in = fileSystem.open(file)) {
        return Optional.of(in.readAllBytes());
      } catch (FileNotFoundException e) {
        if (!fileSystem.exists(file)) {
          return Optional.empty();
        }
        // Local files that are there but cannot be opened end here too.
        if (left == 0) {
          throw e;
        }
      } catch (SocketException | SocketTimeoutException | RemoteException e) {
        throw e;
      } catch (IOException e) {
        // HDFS fails in many ways where a file is replaced under its reader: the new one is read.
        if (left == 0) {
          throw e;
        }
      } catch (FSError e) {
        throw told(e);
      }
    }
  }

  /** Whether there is a folder below of this name with nothing at all in it. */
  boolean isEmpty(String folder) {
    Path path = new Path(root, folder);
    try {
      return fileSystem.listStatus(path).length == 0;
    } catch (FileNotFoundException e) {
      return false;
    } catch (IOException e) {
      throw new StoreException("%s cannot be listed: %s".formatted(path, Retries.reason(e)), e);
    }
  }

  /** Whether the folder is there. */
  boolean exists() {
    return exists("");
  }

  /** Whether there is a file or a folder below of this name. */
  boolean exists(String name) {
    Path file = name.isEmpty() ? root : new Path(root, name);
    try {
      return retries.call(file + CANNOT_BE_READ, () -> fileSystem.exists(file));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static StoreException unreadable(Path file, IOException e) {
    return new StoreException(file + CANNOT_BE_READ + ": " + Retries.reason(e), e);
  }

  /**
   * The names of the whole files in a folder below, sorted; none where there is no such folder.
   *
   * @param names those alone that fit this pattern of Hadoop's
   */
  List<String> list(String folder, String names) {
    Path path = new Path(root, folder);
    try {
      return retries.call(path + " cannot be listed", () -> names(path, names));
    } catch (IOException e) {
      throw new StoreException("%s cannot be listed: %s".formatted(path, Retries.reason(e)), e);
    }
  }

  private List<String> names(Path folder, String names) throws IOException {
    try {
      return Stream.of(fileSystem.listStatus(folder, new GlobFilter(names)))
          .filter(FileStatus::isFile)
          .map(status -> status.getPath().getName())
          .filter(name -> !name.startsWith(".") && !name.startsWith("_"))
          .sorted()
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  /** Deletes a file, and does nothing where there is none. */
  void delete(String name) {
    Path file = new Path(root, name);
    try {
      retries.call(file + " cannot be deleted", () -> fileSystem.delete(file, false));
    } catch (FileNotFoundException e) {
      // Some file systems say so rather than nothing.
    } catch (IOException e) {
      throw new StoreException("%s cannot be deleted: %s".formatted(file, Retries.reason(e)), e);
    }
  }

  /** Deletes what writers that were killed have left behind in a folder below. */
  void deletePartial(String folder) {
    Path path = new Path(root, folder);
    try {
      for (FileStatus status : fileSystem.listStatus(path)) {
        String name = status.getPath().getName();
        if (name.startsWith(".") && name.endsWith(PARTIAL)) {
          fileSystem.delete(status.getPath(), false);
        }
      }
    } catch (FileNotFoundException e) {
      // Nobody has written there.
    } catch (IOException e) {
      throw new StoreException("%s cannot be cleared: %s".formatted(path, Retries.reason(e)), e);
    }
  }
}
