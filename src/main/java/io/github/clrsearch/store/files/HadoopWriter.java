package io.github.clrsearch.store.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.AbstractFileSystem;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * Files that Hadoop's FileContext renames, because the public methods of FileSystem do not rename
 * over an existing file on HDFS. On file systems without it, a file that is replaced is missing for
 * a moment.
 */
final class HadoopWriter extends RenamingWriter {
  private final FileSystem fileSystem;
  private Optional<FileContext> context;

  HadoopWriter(FileSystem fileSystem) {
    super(fileSystem);
    this.fileSystem = fileSystem;
  }

  @Override
  public void write(Path file, AtomicFolder.Content content) throws IOException {
    try {
      AtomicWriter.write(fileSystem.create(file, true), content);
    } catch (FSError e) {
      throw AtomicWriter.cause(e);
    }
  }

  @Override
  void renameOver(Path from, Path to) throws IOException {
    if (context(to).isPresent()) {
      context(to).get().rename(from, to, Options.Rename.OVERWRITE);
    } else if (!fileSystem.rename(from, to)
        && !(fileSystem.delete(to, false) && fileSystem.rename(from, to))) {
      throw new IOException("it cannot be renamed from " + from.getName());
    }
  }

  /** What file systems inherit from Hadoop deletes the existing file first. */
  @Override
  public boolean replacesInOneStep(Path file) throws IOException {
    if (context(file).isEmpty()) {
      return false;
    }
    Class<?> files = AbstractFileSystem.get(fileSystem.getUri(), fileSystem.getConf()).getClass();
    try {
      return files
              .getMethod("renameInternal", Path.class, Path.class, boolean.class)
              .getDeclaringClass()
          != AbstractFileSystem.class;
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  @Override
  boolean rename(Path from, Path to) throws IOException {
    if (context(to).isEmpty()) {
      return fileSystem.rename(from, to);
    }
    try {
      context(to).get().rename(from, to);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  @Override
  boolean claim(Path from, Path to) throws IOException {
    try {
      return rename(from, to);
    } catch (FileNotFoundException e) {
      return false;
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
}
