package io.github.clrsearch.workflow;

import io.github.clrsearch.data.formats.DataFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A place with data on any of Hadoop's file systems: a folder, or a single file. */
final class HadoopFiles implements DataFiles {
  private final FileSystem fileSystem;
  private final Path place;
  private final boolean single;

  HadoopFiles(String location, Configuration configuration) throws IOException {
    this.place = new Path(location);
    this.fileSystem = place.getFileSystem(configuration);
    this.single = isFile(place);
  }

  private HadoopFiles(FileSystem fileSystem, Path folder) {
    this.fileSystem = fileSystem;
    this.place = folder;
    this.single = false;
  }

  @Override
  public String location() {
    return place.toString();
  }

  @Override
  public List<Entry> entries() throws IOException {
    try {
      return Stream.of(fileSystem.listStatus(place))
          .map(status -> new Entry(status.getPath().getName(), kind(status)))
          .sorted(Comparator.comparing(Entry::name))
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  private static Kind kind(FileStatus status) {
    if (status.isFile()) {
      return Kind.FILE;
    }
    return status.isDirectory() ? Kind.FOLDER : Kind.OTHER;
  }

  @Override
  public boolean exists(String name) throws IOException {
    // HDFS refuses to look below a file.
    return single ? place.getName().equals(name) : isFile(new Path(place, name));
  }

  private boolean isFile(Path path) throws IOException {
    try {
      return fileSystem.getFileStatus(path).isFile();
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  @Override
  public long length(String name) throws IOException {
    return fileSystem.getFileStatus(path(name)).getLen();
  }

  @Override
  public InputStream open(String name) throws IOException {
    return fileSystem.open(path(name));
  }

  @Override
  public DataFiles folder(String name) {
    return new HadoopFiles(fileSystem, new Path(place, name));
  }

  /** Hadoop lists a single file as a folder of itself. */
  private Path path(String name) {
    return single ? place : new Path(place, name);
  }
}
