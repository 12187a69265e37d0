package io.github.clrsearch.workflow;

import io.github.clrsearch.data.ErrorMessages;
import io.github.clrsearch.store.files.AtomicFolder;
import java.io.IOException;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;

/**
 * A file that the user names with {@code --out}, on this machine or on any of Hadoop's file
 * systems. It is written as a whole or not at all, in place of an earlier one.
 *
 * @param location as the user names it
 * @param path the same for Hadoop
 */
public record OutputFile(String location, Path path, Configuration hadoop) {
  private static final String PART = "part-";

  /**
   * The file of a location.
   *
   * @param location a path on this machine, or a URI that Hadoop supports
   * @throws CommandException if it is a folder, or its folder does not exist
   */
  public static OutputFile of(String location) {
    try {
      boolean uri = location.contains(":/");
      Path path =
          new Path(
              uri
                  ? location
                  : "file:" + java.nio.file.Path.of(location).toAbsolutePath().normalize());
      OutputFile file = new OutputFile(location, path, SparkSessions.hadoop());
      FileSystem files = path.getFileSystem(file.hadoop());
      if (files.exists(path) && files.getFileStatus(path).isDirectory()) {
        throw file.unwritable("it is a folder");
      }
      if (path.getParent() == null || !files.exists(path.getParent())) {
        throw file.unwritable("folder not found: " + path.getParent());
      }
      return file;
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandException(
          "%s cannot be written (%s): name a file in an existing folder with --out"
              .formatted(location, ErrorMessages.reason(e)),
          e);
    }
  }

  private CommandException unwritable(String reason) {
    return new CommandException(
        "%s cannot be written: %s; name a file in an existing folder with --out"
            .formatted(location, reason.replace("file:", "")));
  }

  private CommandException failed(IOException e) {
    return new CommandException(
        "%s cannot be written (%s): name a file in an existing folder with --out"
            .formatted(location, ErrorMessages.reason(e)),
        e);
  }

  /**
   * Writes the file.
   *
   * @throws io.github.clrsearch.store.files.StoreException if it cannot be written
   */
  public void write(AtomicFolder.Content content) {
    new AtomicFolder(path.getParent().toString(), hadoop).write(path.getName(), content);
  }

  /**
   * Writes rows as a Parquet file.
   *
   * @throws CommandException if two columns have one name, or Spark's executors cannot write here
   */
  public void writeParquet(Dataset<Row> rows) {
    String twice = twice(rows.columns());
    if (!twice.isEmpty()) {
      throw new CommandException(
          "a Parquet file cannot have two columns named %s: rename one with AS".formatted(twice));
    }
    try {
      FileSystem files = path.getFileSystem(hadoop);
      if (files instanceof LocalFileSystem && !rows.sparkSession().sparkContext().isLocal()) {
        throw new CommandException(
            "%s is on this machine, but executors elsewhere write Parquet files: use --master 'local[*]', or a URI such as hdfs:///..."
                .formatted(location));
      }
      Path partial = new Path(path.getParent(), "." + path.getName() + ".partial");
      try {
        rows.coalesce(1).write().mode(SaveMode.Overwrite).parquet(partial.toString());
        // Hadoop's checksummed local files would bring a .crc file along.
        replaceBy(
            files instanceof LocalFileSystem local ? local.getRawFileSystem() : files, partial);
      } finally {
        files.delete(partial, true);
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static String twice(String[] columns) {
    return Stream.of(columns)
        .filter(name -> Stream.of(columns).filter(name::equalsIgnoreCase).count() > 1)
        .findFirst()
        .orElse("");
  }

  /** Spark writes a folder with one file of rows. */
  private void replaceBy(FileSystem files, Path folder) throws IOException {
    Path part =
        Stream.of(files.listStatus(folder))
            .map(status -> status.getPath())
            .filter(each -> each.getName().startsWith(PART))
            .findFirst()
            .orElseThrow(() -> new IOException("Spark wrote no rows"));
    files.delete(path, false);
    if (!files.rename(part, path)) {
      throw new IOException("it cannot be renamed from " + part);
    }
  }
}
