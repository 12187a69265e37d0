package io.github.clrsearch.store;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.Progressable;

/** Local files under {@code failing:/...} on a disk that is full after some bytes. */
public final class FailingFileSystem extends RawLocalFileSystem {
  private static final String ROOM = "failing.room";
  private static final URI ROOT = URI.create("failing:///");

  private int room;

  /** A Hadoop configuration with this file system. */
  static Configuration configuration(int room) {
    Configuration configuration = new Configuration();
    configuration.set("fs.failing.impl", FailingFileSystem.class.getName());
    configuration.setBoolean("fs.failing.impl.disable.cache", true);
    configuration.setInt(ROOM, room);
    return configuration;
  }

  @Override
  public void initialize(URI uri, Configuration configuration) throws IOException {
    super.initialize(uri, configuration);
    room = configuration.getInt(ROOM, 0);
  }

  @Override
  public URI getUri() {
    return ROOT;
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
    OutputStream out = super.create(file, overwrite, bufferSize, replication, blockSize, progress);
    return new FSDataOutputStream(new Full(out), null);
  }

  /** Writes as much as there is room for, like a disk. */
  private final class Full extends FilterOutputStream {
    private Full(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] content, int offset, int length) throws IOException {
      int taken = Math.min(length, room);
      out.write(content, offset, taken);
      room -= taken;
      if (taken < length) {
        throw new IOException("No space left on device");
      }
    }
  }
}
