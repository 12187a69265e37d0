package io.github.clrsearch.store.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FutureDataInputStreamBuilder;
import org.apache.hadoop.fs.GlobFilter;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathFilter;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.util.functional.FutureIO;

/**
 * Reads whole files that may be replaced meanwhile.
 *
 * @param fileSystem of the files
 */
record AtomicReader(FileSystem fileSystem) {
  /** Maximum number of attempts to read a file that changes meanwhile. */
  private static final int READS = 3;

  /** The same for S3A, which notices every change between looking the file up and reading it. */
  private static final int NOTICED_READS = 20;

  /** An object store then sends the file in one piece. */
  private static final String READ_POLICY = "fs.option.openfile.read.policy";

  private static final String WHOLE_FILE = "whole-file";

  /** Reads a file; empty if it does not exist. */
  <T> Optional<T> read(Path file, AtomicFolder.Reading<T> reading) throws IOException {
    for (int tries = 1; ; tries++) {
      try {
        return Optional.of(read(fileSystem.openFile(file), reading));
      } catch (FileNotFoundException e) {
        if (isObject() || !fileSystem.exists(file)) {
          return Optional.empty();
        }
        // Also thrown for an existing local file that cannot be opened.
        if (tries == READS) {
          throw e;
        }
      } catch (SocketException | SocketTimeoutException | RemoteException e) {
        throw e;
      } catch (IOException e) {
        // HDFS fails in many ways when a file is replaced while it is read, S3A in one.
        if (tries >= (isChanged(e) ? NOTICED_READS : READS)) {
          throw e;
        }
      }
    }
  }

  /** By its name, because S3A is not always there. */
  private static boolean isChanged(IOException e) {
    return e.getClass().getSimpleName().equals("RemoteFileChangedException");
  }

  private boolean isObject() {
    return AtomicWriter.OBJECT_STORES.contains(fileSystem.getUri().getScheme());
  }

  /**
   * Reads a file that was listed, in one request; empty if it does not exist any more.
   *
   * @param listed status of the file
   */
  <T> Optional<T> read(FileStatus listed, AtomicFolder.Reading<T> reading) throws IOException {
    try {
      return Optional.of(
          read(fileSystem.openFile(listed.getPath()).withFileStatus(listed), reading));
    } catch (IOException e) {
      // It was replaced, or the file system fails.
      return read(listed.getPath(), reading);
    }
  }

  private static <T> T read(FutureDataInputStreamBuilder file, AtomicFolder.Reading<T> reading)
      throws IOException {
    file.opt(READ_POLICY, WHOLE_FILE);
    try (FSDataInputStream in = FutureIO.awaitFuture(file.build())) {
      return reading.of(in);
    } catch (FSError e) {
      throw AtomicWriter.cause(e);
    }
  }

  /** The complete files in a folder, sorted by name; none if it does not exist. */
  List<FileStatus> list(Path folder, String pattern) throws IOException {
    return files(folder, new GlobFilter(pattern))
        .filter(file -> !isHidden(file) && !file.getPath().getName().startsWith("_"))
        .toList();
  }

  private static boolean isHidden(FileStatus file) {
    return file.getPath().getName().startsWith(".");
  }

  private Stream<FileStatus> files(Path folder, PathFilter filter) throws IOException {
    try {
      return Stream.of(fileSystem.listStatus(folder, filter))
          .filter(FileStatus::isFile)
          .sorted(Comparator.comparing(FileStatus::getPath));
    } catch (FileNotFoundException e) {
      return Stream.empty();
    }
  }
}
