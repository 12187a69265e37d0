package io.github.clrsearch.store.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Writes a partial file, which is synced and then renamed. */
abstract class RenamingWriter implements AtomicWriter {
  private final FileSystem fileSystem;

  RenamingWriter(FileSystem fileSystem) {
    this.fileSystem = fileSystem;
  }

  /** Renames a file, replacing an existing one. */
  abstract void renameOver(Path from, Path to) throws IOException;

  /** Renames a file; false if a file of the new name exists. */
  abstract boolean rename(Path from, Path to) throws IOException;

  /** Renames a file to a new name; false if there is no such file. */
  abstract boolean claim(Path from, Path to) throws IOException;

  @Override
  public final void replace(Path target, Path partial, AtomicFolder.Content content)
      throws IOException {
    write(partial, content);
    renameOver(partial, target);
  }

  @Override
  public final boolean create(Path target, Path partial, AtomicFolder.Content content)
      throws IOException {
    if (fileSystem.exists(target)) {
      return false;
    }
    write(partial, content);
    boolean created = false;
    try {
      created = rename(partial, target);
      return created;
    } finally {
      if (!created) {
        fileSystem.delete(partial, false);
      }
    }
  }

  @Override
  public final boolean replace(FileStatus found, Path partial, AtomicFolder.Content content)
      throws IOException {
    replace(found.getPath(), partial, content);
    return true;
  }

  /** Of several processes, one can rename the file. */
  @Override
  public final boolean takeOver(FileStatus found, byte[] before, Path partial, byte[] content)
      throws IOException {
    Path claimed = new Path(partial.getParent(), "." + UUID.randomUUID() + partial.getName());
    if (!claim(found.getPath(), claimed)) {
      return false;
    }
    byte[] now;
    try (FSDataInputStream in = fileSystem.open(claimed)) {
      now = in.readAllBytes();
    }
    boolean unchanged = Arrays.equals(now, before);
    // What a faster process wrote is put back.
    boolean created = create(found.getPath(), partial, out -> out.write(unchanged ? content : now));
    fileSystem.delete(claimed, false);
    return unchanged && created;
  }

  @Override
  public final void delete(Path file) throws IOException {
    try {
      fileSystem.delete(file, false);
    } catch (FileNotFoundException e) {
      // Some file systems throw instead of returning false.
    }
  }

  @Override
  public final void deletePartial(Path folder) throws IOException {
    for (FileStatus found : list(folder)) {
      // Files are in the folder itself or in one of its subfolders.
      for (FileStatus file : found.isDirectory() ? list(found.getPath()) : List.of(found)) {
        if (ReportedOperations.isPartial(file)) {
          delete(file.getPath());
        }
      }
    }
  }

  private List<FileStatus> list(Path folder) throws IOException {
    try {
      return List.of(fileSystem.listStatus(folder));
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }
}
