package io.github.clrsearch.store.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * A folder on any Hadoop file system whose files are complete or absent: see {@link AtomicWriter}.
 * Partial files have names that Spark SQL ignores. All methods throw {@link StoreException} if the
 * file system fails.
 */
public final class AtomicFolder {
  /** Number of files of a remote file system that are read or deleted at the same time. */
  private static final int REMOTE_FILES = 32;

  private final FileSystem fileSystem;
  private final Path root;
  private final AtomicReader reader;
  private final AtomicWriter writer;
  private final ReportedOperations operations;

  public AtomicFolder(String location, Configuration configuration) {
    this.operations = new ReportedOperations(Retries.NONE);
    try {
      Path path = new Path(location);
      FileSystem found = path.getFileSystem(configuration);
      // Hadoop's checksummed local files each have a .crc file and cannot be synced.
      this.fileSystem = found instanceof LocalFileSystem local ? local.getRawFileSystem() : found;
      this.root = fileSystem.makeQualified(path);
      this.reader = new AtomicReader(fileSystem);
      this.writer = AtomicWriter.of(fileSystem);
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
    this.reader = other.reader;
    this.writer = other.writer;
    this.operations = new ReportedOperations(retries);
  }

  /** Content that is written piece by piece. It is written again from its start if a try fails. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Reads a file piece by piece. It is read again from its start if a try fails. */
  @FunctionalInterface
  public interface Reading<T> {
    T of(InputStream in) throws IOException;
  }

  /** The same folder with retries of failed operations. */
  public AtomicFolder with(Retries other) {
    return new AtomicFolder(this, other);
  }

  /** The same folder without retries. */
  public AtomicFolder withoutRetries() {
    return with(Retries.NONE);
  }

  /** The folder's full URI. */
  public Path root() {
    return root;
  }

  /** Writes a file, replacing an existing one. */
  public void write(String name, byte[] content) {
    write(name, out -> out.write(content));
  }

  /** Writes a file of any size, replacing an existing one. */
  public void write(String name, Content content) {
    Path target = new Path(root, name);
    write(target, ReportedOperations.partial(target, ""), content);
  }

  /** Writes a file that several processes may write at the same time: the last one wins. */
  public void writeFromMany(String name, byte[] content) {
    Path target = new Path(root, name);
    write(target, ConditionalWrites.partial(target), out -> out.write(content));
  }

  private void write(Path target, Path partial, Content content) {
    write(target, () -> writer.replace(target, partial, content));
  }

  /**
   * Writes a file unless it exists. Of several processes that do so at the same time, one succeeds.
   *
   * @return false if the file exists with other content
   */
  public boolean create(String name, byte[] content) {
    return conditional().create(new Path(root, name), content);
  }

  /** Writes that depend on what a file of this folder contains. */
  ConditionalWrites conditional() {
    return new ConditionalWrites(fileSystem, reader, writer, operations);
  }

  /**
   * Writes a file if it does not exist or has other content.
   *
   * @return false if another process changed it meanwhile
   */
  public boolean update(String name, byte[] content) {
    Optional<byte[]> before = read(name);
    if (before.isEmpty()) {
      return create(name, content);
    }
    return Arrays.equals(before.get(), content)
        || conditional().replace(new Path(root, name), before.get(), content);
  }

  /** Writes a file in place: it always exists, but a reader may find only a part of it. */
  public void overwrite(String name, byte[] content) {
    Path target = new Path(root, name);
    write(target, () -> writer.write(target, out -> out.write(content)));
  }

  private void write(Path target, ReportedOperations.Action write) {
    operations.write(
        target,
        () -> {
          write.run();
          return target;
        });
  }

  /** The content of a file; empty if it does not exist. */
  public Optional<byte[]> read(String name) {
    return read(name, InputStream::readAllBytes);
  }

  /** Reads a file of any size; empty if it does not exist. */
  public <T> Optional<T> read(String name, Reading<T> reading) {
    Path file = new Path(root, name);
    return operations.call(file, "cannot be read", () -> reader.read(file, reading));
  }

  /**
   * Opens a file without retries.
   *
   * @throws FileNotFoundException if it does not exist
   */
  public InputStream open(String name) throws IOException {
    return fileSystem.open(new Path(root, name));
  }

  /**
   * Applies an operation of this folder to many files, several at a time.
   *
   * @return the results in the order of the names
   * @throws RuntimeException of the first name whose operation fails
   */
  public <T> List<T> each(List<String> names, Function<String, T> operation) {
    return Parallel.each(names, operation, threads());
  }

  private int threads() {
    return fileSystem instanceof RawLocalFileSystem
        ? Runtime.getRuntime().availableProcessors()
        : REMOTE_FILES;
  }

  /** Whether a subfolder exists and contains nothing at all. */
  public boolean isEmpty(String folder) {
    Path path = new Path(root, folder);
    return operations.call(
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

  public boolean exists() {
    return exists(root);
  }

  /** Whether a file or subfolder exists. */
  public boolean exists(String name) {
    return exists(new Path(root, name));
  }

  private boolean exists(Path path) {
    return operations.call(path, "cannot be read", () -> fileSystem.exists(path));
  }

  /**
   * The names of the complete files in a subfolder, sorted; none if it does not exist.
   *
   * @param pattern Hadoop's glob pattern that names must match
   */
  public List<String> list(String folder, String pattern) {
    Path path = new Path(root, folder);
    return operations.call(path, "cannot be listed", () -> reader.list(path, pattern)).stream()
        .map(status -> status.getPath().getName())
        .toList();
  }

  /**
   * Reads all complete files in a subfolder, several at a time and each with one request; none if
   * the subfolder does not exist.
   *
   * @param pattern Hadoop's glob pattern that names must match
   * @param conversion of a name and a content, called on several threads
   * @return sorted by name
   */
  public <T> List<T> readAll(
      String folder, String pattern, BiFunction<String, byte[], T> conversion) {
    Path path = new Path(root, folder);
    List<FileStatus> found =
        operations.call(path, "cannot be listed", () -> reader.list(path, pattern));
    return Parallel.each(found, file -> read(file, conversion), threads()).stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private <T> Optional<T> read(FileStatus file, BiFunction<String, byte[], T> conversion) {
    return operations
        .call(file.getPath(), "cannot be read", () -> reader.read(file, InputStream::readAllBytes))
        .map(content -> conversion.apply(file.getPath().getName(), content));
  }

  /**
   * Whether a file that is replaced is never missing, wherever the process is killed. Some of
   * Hadoop's file systems delete it first.
   */
  public boolean replacesInOneStep(String name) {
    Path file = new Path(root, name);
    return operations.call(file, "cannot be replaced", () -> writer.replacesInOneStep(file));
  }

  /** Deletes a file or an empty subfolder, if it exists. */
  public void delete(String name) {
    Path file = new Path(root, name);
    operations.run(file, "cannot be deleted", () -> writer.delete(file));
  }

  /** Deletes the partial files that killed writers have left in this folder and its subfolders. */
  public void deletePartial() {
    deletePartial(root);
  }

  /** Deletes the partial files that killed writers have left in a subfolder. */
  public void deletePartial(String folder) {
    deletePartial(new Path(root, folder));
  }

  private void deletePartial(Path folder) {
    operations.run(folder, "cannot be cleared", () -> writer.deletePartial(folder));
  }
}
