package clrsearch.store;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.GlobFilter;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.StreamCapabilities;

/**
 * A folder on any of Hadoop's file systems whose files appear whole or not at all: written beside
 * under a name that Spark SQL ignores, synced, then renamed. On object stores, where a rename is a
 * copy and a file appears when it is closed, it is written straight under its name.
 */
final class AtomicFolder {
  private static final Set<String> OBJECT_STORES =
      Set.of("s3", "s3a", "s3n", "gs", "wasb", "wasbs", "oss", "cosn", "obs");

  private static final String PARTIAL = ".partial";

  private final FileSystem fileSystem;
  private final Path root;

  AtomicFolder(String location, Configuration configuration) {
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

  /**
   * Writes a file in its place: it is there at every moment, but whoever reads it meanwhile may
   * find half of it.
   */
  void overwrite(String name, byte[] content) {
    Path target = new Path(root, name);
    try {
      writeAndSync(target, content);
    } catch (IOException e) {
      throw unwritable(target, e);
    }
  }

  private void write(String name, String suffix, byte[] content) {
    Path target = new Path(root, name);
    Path partial = new Path(target.getParent(), "." + target.getName() + suffix);
    boolean interrupted = Thread.interrupted();
    try {
      try {
        replace(target, partial, content);
      } catch (InterruptedIOException | ClosedByInterruptException e) {
        // What has ended is kept. A time-out of the network comes here too: once more is right
        // then.
        interrupted |= !(e instanceof SocketTimeoutException);
        replace(target, partial, content);
      }
    } catch (IOException e) {
      throw unwritable(target, e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static StoreException unwritable(Path target, IOException e) {
    return new StoreException(
        "%s cannot be written (%s): what was written before stays; free or repair the place and run the same command again"
            .formatted(target, e.getMessage()),
        e);
  }

  private void replace(Path target, Path partial, byte[] content) throws IOException {
    if (OBJECT_STORES.contains(root.toUri().getScheme())) {
      writeAndSync(target, content);
      return;
    }
    writeAndSync(partial, content);
    if (!rename(partial, target)) {
      throw new IOException("it cannot be renamed from " + partial.getName());
    }
  }

  private boolean rename(Path partial, Path target) throws IOException {
    if (fileSystem.rename(partial, target)) {
      return true;
    }
    // HDFS renames over nothing; only files that may be replaced come here twice.
    return fileSystem.delete(target, false) && fileSystem.rename(partial, target);
  }

  private void writeAndSync(Path file, byte[] content) throws IOException {
    if (fileSystem.getClass() == RawLocalFileSystem.class) {
      writeAndSyncLocally(file, content);
      return;
    }
    try (FSDataOutputStream out = fileSystem.create(file, true)) {
      out.write(content);
      if (out.hasCapability(StreamCapabilities.HSYNC)) {
        out.hsync();
      }
    } catch (FSError e) {
      throw told(e);
    }
  }

  /** Without its native library Hadoop forks a process for each local file, to set its mode. */
  private void writeAndSyncLocally(Path file, byte[] content) throws IOException {
    if (!fileSystem.mkdirs(file.getParent())) {
      throw new IOException("the folder %s cannot be made".formatted(file.getParent()));
    }
    File local = ((RawLocalFileSystem) fileSystem).pathToFile(file);
    try (FileOutputStream out = new FileOutputStream(local)) {
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
    try (FSDataInputStream in = fileSystem.open(file)) {
      return Optional.of(in.readAllBytes());
    } catch (FileNotFoundException e) {
      // Local files that are there but cannot be opened end here too.
      if (exists(file)) {
        throw unreadable(file, e);
      }
      return Optional.empty();
    } catch (IOException e) {
      throw unreadable(file, e);
    } catch (FSError e) {
      throw unreadable(file, told(e));
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
      throw new StoreException("%s cannot be listed: %s".formatted(path, e.getMessage()), e);
    }
  }

  /** Whether the folder is there. */
  boolean exists() {
    return exists(root);
  }

  /** Whether there is a file or a folder below of this name. */
  boolean exists(String name) {
    return exists(new Path(root, name));
  }

  private boolean exists(Path file) {
    try {
      return fileSystem.exists(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static StoreException unreadable(Path file, IOException e) {
    return new StoreException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
  }

  /**
   * The names of the whole files in a folder below, sorted; none where there is no such folder.
   *
   * @param names those alone that fit this pattern of Hadoop's
   */
  List<String> list(String folder, String names) {
    Path path = new Path(root, folder);
    try {
      return Stream.of(fileSystem.listStatus(path, new GlobFilter(names)))
          .filter(FileStatus::isFile)
          .map(status -> status.getPath().getName())
          .filter(name -> !name.startsWith(".") && !name.startsWith("_"))
          .sorted()
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw new StoreException("%s cannot be listed: %s".formatted(path, e.getMessage()), e);
    }
  }

  /** Deletes a file, and does nothing where there is none. */
  void delete(String name) {
    Path file = new Path(root, name);
    try {
      fileSystem.delete(file, false);
    } catch (FileNotFoundException e) {
      // Some file systems say so rather than nothing.
    } catch (IOException e) {
      throw new StoreException("%s cannot be deleted: %s".formatted(file, e.getMessage()), e);
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
      throw new StoreException("%s cannot be cleared: %s".formatted(path, e.getMessage()), e);
    }
  }
}
