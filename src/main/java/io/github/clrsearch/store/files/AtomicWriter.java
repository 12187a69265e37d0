package io.github.clrsearch.store.files;

import java.io.IOException;
import java.util.Set;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.io.IOUtils;

/**
 * Writes files of one kind of file system so that readers find a complete file or none. Partial
 * files, where the kind needs them, are in the folder of their target.
 */
interface AtomicWriter {
  Set<String> OBJECT_STORES =
      Set.of("s3", "s3a", "s3n", "gs", "wasb", "wasbs", "oss", "cosn", "obs");

  static AtomicWriter of(FileSystem fileSystem) {
    if (OBJECT_STORES.contains(fileSystem.getUri().getScheme())) {
      return new ObjectWriter(fileSystem);
    }
    return fileSystem.getClass() == RawLocalFileSystem.class
        ? new LocalWriter((RawLocalFileSystem) fileSystem)
        : new HadoopWriter(fileSystem);
  }

  /** Writes and syncs a file in place. */
  void write(Path file, AtomicFolder.Content content) throws IOException;

  /** Writes a file, replacing an existing one. */
  void replace(Path target, Path partial, AtomicFolder.Content content) throws IOException;

  /** Writes a file unless it exists. Of several processes, one succeeds; the others get false. */
  boolean create(Path target, Path partial, AtomicFolder.Content content) throws IOException;

  /**
   * Replaces a file that nobody has changed since it was found; false if the file system notices a
   * change. One without conditional writes notices none.
   */
  boolean replace(FileStatus found, Path partial, AtomicFolder.Content content) throws IOException;

  /**
   * Replaces a file that nobody has changed since it was found. Of several processes, one succeeds;
   * the others get false. The file may be missing for a moment.
   *
   * @param before content of the file when it was found
   */
  boolean takeOver(FileStatus found, byte[] before, Path partial, byte[] content)
      throws IOException;

  /** Whether {@link #replace} never leaves the file missing, wherever the process is killed. */
  boolean replacesInOneStep(Path file) throws IOException;

  /** Deletes a file or an empty folder, if it exists. */
  void delete(Path file) throws IOException;

  /** Deletes the partial files that killed writers have left in a folder and its subfolders. */
  void deletePartial(Path folder) throws IOException;

  /**
   * Writes, syncs and closes a stream.
   *
   * @param out closed
   */
  static void write(FSDataOutputStream out, AtomicFolder.Content content) throws IOException {
    try {
      boolean whole = false;
      try {
        content.writeTo(out);
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
      throw cause(e);
    }
  }

  /** On HDFS, close fails again with the same error; an object store would keep the part. */
  private static void discard(FSDataOutputStream out) {
    if (out.hasCapability(StreamCapabilities.ABORTABLE_STREAM)) {
      out.abort();
    }
    IOUtils.closeStream(out);
  }

  /** The exception behind the error that Hadoop throws when a local disk is full or broken. */
  static IOException cause(FSError e) {
    return e.getCause() instanceof IOException cause ? cause : new IOException(e);
  }
}
