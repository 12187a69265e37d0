package io.github.clrsearch.store.files;

import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.io.IOUtils;
import org.apache.hadoop.ipc.RemoteException;

/**
 * Reads and writes files of a Hadoop file system so that readers find a complete file or none. The
 * content is written to a partial file in the same folder, which is synced and then renamed. On
 * object stores, a file appears when it is closed and a rename is a copy, so the file is written
 * directly.
 */
final class AtomicFiles {
  private static final Set<String> OBJECT_STORES =
      Set.of("s3", "s3a", "s3n", "gs", "wasb", "wasbs", "oss", "cosn", "obs");

  /** Maximum number of attempts to read a file that changes meanwhile. */
  private static final int READS = 3;

  private final FileSystem fileSystem;
  private Optional<FileContext> context;

  AtomicFiles(FileSystem fileSystem) {
    this.fileSystem = fileSystem;
  }

  /** The content of a file; empty if it does not exist. */
  Optional<byte[]> read(Path file) throws IOException {
    for (int left = READS - 1; ; left--) {
      try (FSDataInputStream in = fileSystem.open(file)) {
        return Optional.of(in.readAllBytes());
      } catch (FileNotFoundException e) {
        if (!fileSystem.exists(file)) {
          return Optional.empty();
        }
        // Also thrown for an existing local file that cannot be opened.
        if (left == 0) {
          throw e;
        }
      } catch (SocketException | SocketTimeoutException | RemoteException e) {
        throw e;
      } catch (IOException e) {
        // HDFS fails in many ways when a file is replaced while it is read.
        if (left == 0) {
          throw e;
        }
      } catch (FSError e) {
        throw cause(e);
      }
    }
  }

  /** Replaces a file. */
  void replace(Path target, Path partial, byte[] content) throws IOException {
    if (OBJECT_STORES.contains(target.toUri().getScheme())) {
      write(target, content);
      return;
    }
    write(partial, content);
    if (isLocal()) {
      Files.move(local(partial), local(target), StandardCopyOption.ATOMIC_MOVE);
    } else if (context(target).isPresent()) {
      // The public methods of FileSystem do not rename over an existing file on HDFS.
      context(target).get().rename(partial, target, Options.Rename.OVERWRITE);
    } else {
      rename(partial, target);
    }
  }

  /** The fallback of other file systems: the file is missing for a moment. */
  private void rename(Path partial, Path target) throws IOException {
    if (!fileSystem.rename(partial, target)
        && !(fileSystem.delete(target, false) && fileSystem.rename(partial, target))) {
      throw new IOException("it cannot be renamed from " + partial.getName());
    }
  }

  /** Hadoop's other interface to the same files; empty if the file system does not support it. */
  private synchronized Optional<FileContext> context(Path file) throws IOException {
    if (context == null) {
      try {
        context = Optional.of(FileContext.getFileContext(file.toUri(), fileSystem.getConf()));
      } catch (UnsupportedFileSystemException | RuntimeException e) {
        // Hadoop throws the latter if the class cannot be created.
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

  /** Writes and syncs a file in place. */
  void write(Path file, byte[] content) throws IOException {
    if (isLocal()) {
      writeLocally(file, content);
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

  /** Without its native library, Hadoop starts a process per local file to set its mode. */
  private void writeLocally(Path file, byte[] content) throws IOException {
    if (!fileSystem.mkdirs(file.getParent())) {
      throw new IOException("the folder %s cannot be created".formatted(file.getParent()));
    }
    try (FileOutputStream out = new FileOutputStream(local(file).toFile())) {
      out.write(content);
      out.getFD().sync();
    }
  }

  /** The exception behind the error that Hadoop throws when a local disk is full or broken. */
  static IOException cause(FSError e) {
    return e.getCause() instanceof IOException cause ? cause : new IOException(e);
  }
}
