package io.github.clrsearch.store.files;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Files that the operating system renames. */
final class LocalWriter extends RenamingWriter {
  private final RawLocalFileSystem fileSystem;

  LocalWriter(RawLocalFileSystem fileSystem) {
    super(fileSystem);
    this.fileSystem = fileSystem;
  }

  private java.nio.file.Path local(Path file) {
    return fileSystem.pathToFile(file).toPath();
  }

  /** Without its native library, Hadoop starts a process per local file to set its mode. */
  @Override
  public void write(Path file, AtomicFolder.Content content) throws IOException {
    if (!fileSystem.mkdirs(file.getParent())) {
      throw new IOException("the folder %s cannot be created".formatted(file.getParent()));
    }
    try (FileOutputStream out = new FileOutputStream(local(file).toFile())) {
      content.writeTo(out);
      out.getFD().sync();
    }
  }

  @Override
  void renameOver(Path from, Path to) throws IOException {
    Files.move(local(from), local(to), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public boolean replacesInOneStep(Path file) {
    return true;
  }

  /** A rename would replace an existing file; a link does not. */
  @Override
  boolean rename(Path from, Path to) throws IOException {
    try {
      Files.createLink(local(to), local(from));
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException | UnsupportedOperationException e) {
      // Not every disk has links.
      renameOver(from, to);
      return true;
    }
    Files.delete(local(from));
    return true;
  }

  @Override
  boolean claim(Path from, Path to) throws IOException {
    try {
      renameOver(from, to);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
