package io.github.clrsearch.store.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.BulkDelete;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Objects, which appear when they are complete. They are written under their final names, because a
 * rename is a copy. Hadoop's S3A writes conditionally from Hadoop 3.4.2 on, if the server does.
 *
 * @param fileSystem of an object store
 */
record ObjectWriter(FileSystem fileSystem) implements AtomicWriter {
  /** By their names, because earlier versions of Hadoop lack the constants. */
  private static final String IF_MISSING = "fs.option.create.conditional.overwrite";

  private static final String IF_MATCHES = "fs.option.create.conditional.overwrite.etag";

  /** S3A sends no requests that look for a folder of the same name. */
  private static final String WITHOUT_LOOKING = "fs.s3a.create.performance";

  @Override
  public void write(Path file, AtomicFolder.Content content) throws IOException {
    put(builder(file), content);
  }

  private FSDataOutputStreamBuilder<?, ?> builder(Path file) throws IOException {
    FSDataOutputStreamBuilder<?, ?> builder = fileSystem.createFile(file).overwrite(true);
    builder.recursive();
    builder.opt(WITHOUT_LOOKING, true);
    return builder;
  }

  private static void put(FSDataOutputStreamBuilder<?, ?> builder, AtomicFolder.Content content)
      throws IOException {
    AtomicWriter.write((FSDataOutputStream) builder.build(), content);
  }

  @Override
  public void replace(Path target, Path partial, AtomicFolder.Content content) throws IOException {
    write(target, content);
  }

  @Override
  public boolean create(Path target, Path partial, AtomicFolder.Content content)
      throws IOException {
    FSDataOutputStreamBuilder<?, ?> builder = builder(target);
    if (fileSystem.hasPathCapability(target, IF_MISSING)) {
      builder.must(IF_MISSING, true);
    } else if (fileSystem.exists(target)) {
      return false;
    } else {
      builder.overwrite(false);
    }
    try {
      put(builder, content);
      return true;
    } catch (IOException e) {
      if (fileSystem.exists(target)) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public boolean replace(FileStatus found, Path partial, AtomicFolder.Content content)
      throws IOException {
    FSDataOutputStreamBuilder<?, ?> builder = builder(found.getPath());
    String etag = etag(found);
    boolean conditional =
        !etag.isEmpty() && fileSystem.hasPathCapability(found.getPath(), IF_MATCHES);
    if (conditional) {
      builder.must(IF_MATCHES, etag);
    }
    try {
      put(builder, content);
      return true;
    } catch (IOException e) {
      if (conditional && isChanged(found.getPath(), etag)) {
        return false;
      }
      throw e;
    }
  }

  /** The object's version; empty if the store does not tell. */
  private static String etag(FileStatus status) {
    String etag = status instanceof EtagSource source ? source.getEtag() : null;
    return etag == null ? "" : etag;
  }

  private boolean isChanged(Path file, String etag) throws IOException {
    try {
      return !etag(fileSystem.getFileStatus(file)).equals(etag);
    } catch (FileNotFoundException e) {
      return true;
    }
  }

  /** Where the store does not write conditionally, the last of several processes succeeds too. */
  @Override
  public boolean takeOver(FileStatus found, byte[] before, Path partial, byte[] content)
      throws IOException {
    return replace(found, partial, out -> out.write(content));
  }

  @Override
  public boolean replacesInOneStep(Path file) {
    return true;
  }

  /** In one request: S3A's other method looks the file up first, and writes a marker afterwards. */
  @Override
  public void delete(Path file) throws IOException {
    try (BulkDelete files = fileSystem.createBulkDelete(file.getParent())) {
      for (Map.Entry<Path, String> failed : files.bulkDelete(List.of(file))) {
        throw new IOException(failed.getValue());
      }
    }
  }

  @Override
  public void deletePartial(Path folder) {
    // A killed writer leaves no object.
  }
}
