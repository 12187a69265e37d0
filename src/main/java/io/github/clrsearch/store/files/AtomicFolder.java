package io.github.clrsearch.store.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.GlobFilter;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A folder on any Hadoop file system whose files are complete or absent: see {@link AtomicFiles}.
 * Partial files have names that Spark SQL ignores. All methods throw {@link StoreException} if the
 * file system fails.
 */
public final class AtomicFolder {
  private static final String PARTIAL = ".partial";

  private final FileSystem fileSystem;
  private final Path root;
  private final AtomicFiles files;
  private final Retries retries;

  public AtomicFolder(String location, Configuration configuration) {
    this.retries = Retries.NONE;
    try {
      Path path = new Path(location);
      FileSystem found = path.getFileSystem(configuration);
      // Hadoop's checksummed local files each have a .crc file and cannot be synced.
      this.fileSystem = found instanceof LocalFileSystem local ? local.getRawFileSystem() : found;
      this.root = fileSystem.makeQualified(path);
      this.files = new AtomicFiles(fileSystem);
    } catch (IOException | IllegalArgumentException e) {
      throw new StoreException(
          "the folder %s cannot be opened (%s): give a local folder or a URI that Hadoop supports"
              .formatted(location, e.getMessage()),
          e);
    }
  }

  private AtomicFolder(AtomicFolder other, Retries retries) {
    this.fileSystem = other.fileSystem;
    this.root = other.root;
    this.files = other.files;
    this.retries = retries;
  }

  /** The same folder with retries of failed operations. */
  public AtomicFolder with(Retries other) {
    return new AtomicFolder(this, other);
  }

  /** The folder's full URI. */
  public Path root() {
    return root;
  }

  /** Writes a file, replacing an existing one. */
  public void write(String name, byte[] content) {
    write(name, PARTIAL, content);
  }

  /** Writes a file that several processes may write at the same time: the last one wins. */
  public void writeFromMany(String name, byte[] content) {
    write(name, "." + UUID.randomUUID() + PARTIAL, content);
  }

  /** Writes a file if it does not exist or has other content. */
  public void update(String name, byte[] content) {
    if (read(name).filter(before -> Arrays.equals(before, content)).isEmpty()) {
      write(name, content);
    }
  }

  /** Writes a file in place: it always exists, but a reader may find only a part of it. */
  public void overwrite(String name, byte[] content) {
    Path target = new Path(root, name);
    write(target, () -> files.write(target, content));
  }

  private void write(String name, String suffix, byte[] content) {
    Path target = new Path(root, name);
    Path partial = new Path(target.getParent(), "." + target.getName() + suffix);
    write(target, () -> files.replace(target, partial, content));
  }

  private interface Write {
    void run() throws IOException;
  }

  private void write(Path target, Write write) {
    try {
      retries.call(
          target + " cannot be written",
          () -> {
            write.run();
            return target;
          });
    } catch (IOException e) {
      throw new StoreException(
          "%s cannot be written (%s): results that were saved earlier are kept; free space or repair the folder, then run the same command again"
              .formatted(target, withoutPartial(target.getName(), FolderErrors.reason(e))),
          e);
    }
  }

  /** Users know the file by its name, not by that of the partial file. */
  private static String withoutPartial(String name, String reason) {
    String partial = Pattern.quote("." + name) + "[^/\\s]*" + Pattern.quote(PARTIAL);
    return reason.replaceAll(partial, Matcher.quoteReplacement(name));
  }

  /**
   * Runs an operation with retries.
   *
   * @param problem what the message says if it fails: "cannot be read"
   */
  private <T> T call(Path path, String problem, Retries.Attempt<T> attempt) {
    try {
      return retries.call(path + " " + problem, attempt);
    } catch (IOException e) {
      throw new StoreException("%s %s: %s".formatted(path, problem, FolderErrors.reason(e)), e);
    }
  }

  /** The content of a file; empty if it does not exist. */
  public Optional<byte[]> read(String name) {
    Path file = new Path(root, name);
    return call(file, "cannot be read", () -> files.read(file));
  }

  /** Whether a subfolder exists and contains nothing at all. */
  public boolean isEmpty(String folder) {
    Path path = new Path(root, folder);
    return call(
        path,
        "cannot be listed",
        () -> {
          try {
            return fileSystem.listStatus(path).length == 0;
          } catch (FileNotFoundException e) {
            return false;
          }
        });
  }

  /** Whether the folder exists. */
  public boolean exists() {
    return exists(root);
  }

  /** Whether a file or subfolder exists. */
  public boolean exists(String name) {
    return exists(new Path(root, name));
  }

  private boolean exists(Path path) {
    return call(path, "cannot be read", () -> fileSystem.exists(path));
  }

  /**
   * The names of the complete files in a subfolder, sorted; none if it does not exist.
   *
   * @param pattern Hadoop's glob pattern that names must match
   */
  public List<String> list(String folder, String pattern) {
    Path path = new Path(root, folder);
    return call(path, "cannot be listed", () -> names(path, pattern));
  }

  private List<String> names(Path folder, String pattern) throws IOException {
    try {
      return Stream.of(fileSystem.listStatus(folder, new GlobFilter(pattern)))
          .filter(FileStatus::isFile)
          .map(status -> status.getPath().getName())
          .filter(name -> !name.startsWith(".") && !name.startsWith("_"))
          .sorted()
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  /** Deletes a file or an empty subfolder, if it exists. */
  public void delete(String name) {
    Path file = new Path(root, name);
    call(
        file,
        "cannot be deleted",
        () -> {
          try {
            return fileSystem.delete(file, false);
          } catch (FileNotFoundException e) {
            // Some file systems throw instead of returning false.
            return false;
          }
        });
  }

  /** Deletes the partial files in a subfolder that killed filess have left behind. */
  public void deletePartial(String folder) {
    Path path = new Path(root, folder);
    call(
        path,
        "cannot be cleared",
        () -> {
          for (Path partial : partial(path)) {
            fileSystem.delete(partial, false);
          }
          return path;
        });
  }

  private List<Path> partial(Path folder) throws IOException {
    try {
      return Stream.of(fileSystem.listStatus(folder))
          .map(FileStatus::getPath)
          .filter(path -> path.getName().startsWith(".") && path.getName().endsWith(PARTIAL))
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }
}
