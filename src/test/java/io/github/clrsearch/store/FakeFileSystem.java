package io.github.clrsearch.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.EnumSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Abortable;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.util.Progressable;

/**
 * Local files under {@code SCHEME:/...} as other file systems have them. While a file says how, it
 * fails: tests on any thread write that file and delete it.
 *
 * <ul>
 *   <li>{@code hdfslike}: a file is renamed over another one only by Hadoop's FileContext
 *   <li>{@code plain}: by nobody
 *   <li>{@code s3}: nothing is renamed, and a file appears when its stream is closed
 * </ul>
 */
public final class FakeFileSystem extends RawLocalFileSystem {
  private static final String FAILURE = "fake.failure";

  private URI root;
  private java.nio.file.Path failure;

  /** A failure of the file system. */
  public enum Failure {
    /** Like a server that restarts. */
    REFUSED,
    /** Like an HDFS that has just started: files can be read. */
    SAFE_MODE,
    /** Like a full disk: files can be read. */
    FULL,
    /** Like local files on a full disk. */
    FULL_LOCAL,
    /** Like a folder of another user. */
    DENIED,
    /** Like a local disk that was remounted read-only after an error. */
    READ_ONLY,
    /** Like an HDFS without DataNodes: a stream fails, and closing it fails with the same error. */
    PIPELINE,
    /** The first read finds blocks of a file that has just been replaced. */
    REPLACED,
    /** The process is killed before a write: {@code KILLED 3} before the fourth. */
    KILLED
  }

  /** A process that is killed does nothing more. */
  public static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  /**
   * A Hadoop configuration with this file system.
   *
   * @param failure the file that says how it fails, by a name of {@link Failure}
   */
  public static Configuration in(Configuration configuration, java.nio.file.Path failure) {
    for (String scheme : new String[] {"hdfslike", "plain", "s3"}) {
      configuration.set("fs.%s.impl".formatted(scheme), FakeFileSystem.class.getName());
      configuration.setBoolean("fs.%s.impl.disable.cache".formatted(scheme), true);
    }
    configuration.set("fs.AbstractFileSystem.hdfslike.impl", Context.class.getName());
    configuration.set(FAILURE, failure.toString());
    return configuration;
  }

  @Override
  public void initialize(URI uri, Configuration configuration) throws IOException {
    root = URI.create(uri.getScheme() + ":///");
    super.initialize(root, configuration);
    failure = java.nio.file.Path.of(configuration.get(FAILURE));
  }

  @Override
  public URI getUri() {
    // The super constructor calls this before the field is set.
    return root == null ? super.getUri() : root;
  }

  private boolean isObjectStore() {
    return root.getScheme().equals("s3");
  }

  private void read(Path file) throws IOException {
    switch (failure()) {
      case "REFUSED" -> throw new ConnectException("Call From a to b failed: Connection refused");
      case "REPLACED" -> {
        Files.delete(failure);
        throw new IOException("Blocklist for %s has changed!".formatted(file));
      }
      default -> {}
    }
  }

  private void write(Path file) throws IOException {
    read(file);
    countDown();
    switch (failure()) {
      case "SAFE_MODE" ->
          throw new RemoteException(
              "org.apache.hadoop.hdfs.server.namenode.SafeModeException",
              "Cannot create file%s. Name node is in safe mode.\nIt was turned on manually."
                  .formatted(file));
      case "FULL" -> throw new IOException("No space left on device");
      case "FULL_LOCAL" -> throw new FileNotFoundException(file + " (No space left on device)");
      case "DENIED" -> throw new AccessControlException("Permission denied: user=a, access=WRITE");
      case "READ_ONLY" -> throw new FileNotFoundException(file + " (Read-only file system)");
      default -> {}
    }
  }

  /** Several threads may write at a time. */
  private void countDown() throws IOException {
    synchronized (FakeFileSystem.class) {
      String now = failure();
      if (now.startsWith(Failure.KILLED.name())) {
        int left = Integer.parseInt(now.substring(Failure.KILLED.name().length() + 1));
        if (left == 0) {
          throw new Killed();
        }
        Files.writeString(failure, Failure.KILLED + " " + (left - 1));
      }
    }
  }

  private String failure() throws IOException {
    return Files.exists(failure) ? Files.readString(failure) : "";
  }

  @Override
  public FSDataInputStream open(Path file, int bufferSize) throws IOException {
    read(file);
    return super.open(file, bufferSize);
  }

  @Override
  public FileStatus[] listStatus(Path folder) throws IOException {
    read(folder);
    return super.listStatus(folder);
  }

  @Override
  public boolean exists(Path file) throws IOException {
    read(file);
    return super.exists(file);
  }

  @Override
  public FileStatus getFileStatus(Path file) throws IOException {
    read(file);
    return super.getFileStatus(file);
  }

  @Override
  public boolean delete(Path file, boolean recursive) throws IOException {
    write(file);
    return super.delete(file, recursive);
  }

  @Override
  public boolean mkdirs(Path folder) throws IOException {
    read(folder);
    return super.mkdirs(folder);
  }

  @Override
  public boolean mkdirs(Path folder, FsPermission permission) throws IOException {
    read(folder);
    return super.mkdirs(folder, permission);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    if (isObjectStore()) {
      throw new IllegalStateException("a rename would be a copy");
    }
    write(to);
    return !Files.exists(pathToFile(to).toPath()) && super.rename(from, to);
  }

  @Override
  public FSDataOutputStream create(
      Path file,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    write(file);
    if (isObjectStore()) {
      return new FSDataOutputStream(new ObjectStream(file), null);
    }
    if (failure().equals("PIPELINE")) {
      return new FSDataOutputStream(new BrokenStream(), null);
    }
    return super.create(file, overwrite, bufferSize, replication, blockSize, progress);
  }

  /** Called by Hadoop's stream builder. */
  @Override
  public FSDataOutputStream create(
      Path file,
      FsPermission permission,
      EnumSet<CreateFlag> flags,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress,
      Options.ChecksumOpt checksum)
      throws IOException {
    return create(
        file, flags.contains(CreateFlag.OVERWRITE), bufferSize, replication, blockSize, progress);
  }

  /** Fails like the stream of HDFS: repeatedly with the same error. */
  private static final class BrokenStream extends OutputStream {
    private final IOException error = new IOException("All datanodes are bad. Aborting...");

    @Override
    public void write(int b) throws IOException {
      throw error;
    }

    @Override
    public void close() throws IOException {
      throw error;
    }
  }

  /** A file that appears when it is closed, unless it is aborted. */
  private final class ObjectStream extends OutputStream implements Abortable, StreamCapabilities {
    private final Path file;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private boolean aborted;

    private ObjectStream(Path file) {
      this.file = file;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      FakeFileSystem.this.write(file);
      content.write(bytes, offset, length);
      if (content.size() < 100 && content.toString(UTF_8).startsWith("half of it")) {
        throw new IOException("No space left on device");
      }
    }

    @Override
    public boolean hasCapability(String capability) {
      return capability.equals(ABORTABLE_STREAM);
    }

    @Override
    public AbortableResult abort() {
      aborted = true;
      return null;
    }

    @Override
    public void close() throws IOException {
      if (!aborted) {
        java.nio.file.Path local = pathToFile(file).toPath();
        Files.createDirectories(local.getParent());
        Files.write(local, content.toByteArray());
      }
    }
  }

  /** The same for Hadoop's FileContext. */
  public static final class Context extends DelegateToFileSystem {
    private final FakeFileSystem files;

    /** Created by Hadoop. */
    public Context(URI uri, Configuration configuration) throws IOException, URISyntaxException {
      this(uri, new FakeFileSystem(), configuration);
    }

    private Context(URI uri, FakeFileSystem files, Configuration configuration)
        throws IOException, URISyntaxException {
      super(uri, files, configuration, uri.getScheme(), false);
      this.files = files;
    }

    /** Replaces the file in one step, like HDFS. */
    @Override
    public void renameInternal(Path from, Path to, boolean overwrite) throws IOException {
      files.write(to);
      synchronized (Context.class) {
        java.nio.file.Path source = files.pathToFile(from).toPath();
        java.nio.file.Path target = files.pathToFile(to).toPath();
        if (!Files.exists(source)) {
          throw new FileNotFoundException("rename source " + from + " is not found.");
        }
        if (!overwrite && Files.exists(target)) {
          throw new FileAlreadyExistsException("rename destination " + to + " already exists.");
        }
        Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }
}
