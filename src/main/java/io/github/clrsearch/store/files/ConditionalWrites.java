package io.github.clrsearch.store.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Writes that depend on what a file contains. */
record ConditionalWrites(
    FileSystem fileSystem,
    AtomicReader reader,
    AtomicWriter writer,
    ReportedOperations operations) {

  /**
   * Writes a file unless it exists. Of several processes that do so at the same time, one succeeds.
   *
   * @return false if the file exists with other content
   */
  boolean create(Path target, byte[] content) {
    return operations.write(
        target,
        () ->
            writer.create(target, partial(target), out -> out.write(content))
                || has(target, content));
  }

  /**
   * Replaces a file that has not changed. A change in the last moment is noticed only by file
   * systems with conditional writes.
   *
   * @param before expected content
   * @return false if the file has changed
   */
  boolean replace(Path target, byte[] before, byte[] content) {
    return operations.write(
        target,
        () -> {
          Optional<FileStatus> found = found(target, before);
          return found.isPresent()
                  && writer.replace(found.get(), partial(target), out -> out.write(content))
              || has(target, content);
        });
  }

  /**
   * Replaces a file that has not changed. Of several processes that do so at the same time, one
   * succeeds; the file may be missing for a moment.
   *
   * @param before expected content
   * @return false if the file has changed
   */
  boolean takeOver(Path target, byte[] before, byte[] content) {
    return operations.write(
        target,
        () -> {
          Optional<FileStatus> found = found(target, before);
          return found.isPresent() && writer.takeOver(found.get(), before, partial(target), content)
              || has(target, content);
        });
  }

  /** The status of a file with the expected content; empty if it has another one. */
  private Optional<FileStatus> found(Path file, byte[] expected) throws IOException {
    try {
      FileStatus status = fileSystem.getFileStatus(file);
      return reader
          .read(status, InputStream::readAllBytes)
          .filter(now -> Arrays.equals(now, expected))
          .map(now -> status);
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** After an answer was lost, a repeated write finds what the first one wrote. */
  private boolean has(Path file, byte[] content) throws IOException {
    return reader
        .read(file, InputStream::readAllBytes)
        .filter(now -> Arrays.equals(now, content))
        .isPresent();
  }

  /** Several processes may write at the same time. */
  static Path partial(Path target) {
    return ReportedOperations.partial(target, "." + UUID.randomUUID());
  }
}
