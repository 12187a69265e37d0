package io.github.clrsearch.workflow;

import io.github.clrsearch.config.DataConfiguration;
import io.github.clrsearch.config.DataConfiguration.Format;
import io.github.clrsearch.config.DataConfiguration.Synthetic;
import io.github.clrsearch.data.DataException;
import io.github.clrsearch.data.DataSet;
import io.github.clrsearch.data.ImageShape;
import io.github.clrsearch.data.SyntheticImages;
import io.github.clrsearch.data.formats.DataFiles;
import io.github.clrsearch.data.formats.DataFormat;
import io.github.clrsearch.data.formats.DataFormats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** Finds and reads the data of a configuration. */
public final class DataSets {
  private DataSets() {}

  /**
   * Location of a study's data, which is not read yet.
   *
   * @param files at {@code data.path}; null if images are generated
   * @param format empty if images are generated
   */
  public record Found(DataFiles files, Optional<DataFormat> format) {}

  /**
   * Looks for a study's data.
   *
   * @throws DataException if {@code data.path} leads to nothing that can be read
   */
  public static Found find(DataConfiguration data, Configuration hadoop) {
    if (data.format().equals(Format.SYNTHETIC)) {
      return new Found(null, Optional.empty());
    }
    DataFiles files = files(data.path(), hadoop);
    boolean recognize = data.format().equals(Format.AUTO);
    Optional<DataFormat> format =
        recognize ? DataFormats.recognized(files) : DataFormats.named(data.format().key());
    if (format.isEmpty()) {
      checkNothing(files, data);
    } else {
      DataFormats.check(format.get(), files, data.options());
    }
    return new Found(files, format);
  }

  /** Reads or generates what was found. */
  public static DataSet read(Found found, DataConfiguration data) {
    return found
        .format()
        .map(format -> format.read(found.files(), data.options()))
        .orElseGet(() -> synthetic(data.synthetic()));
  }

  /**
   * Checks that synthetic images are not used by mistake: because the path contains other files, or
   * was set and does not exist.
   */
  private static void checkNothing(DataFiles files, DataConfiguration data) {
    try {
      if (!files.names().isEmpty()) {
        throw DataFormats.unrecognized(files);
      }
    } catch (IOException e) {
      throw DataException.unreadable(files.location(), e);
    }
    switch (data.missing()) {
      case GENERATED -> {}
      case OFFERED ->
          throw new DataException(
              "data.path is not set, and its default %s is empty or does not exist%s: download CIFAR-10 (170 MB) with './submit.sh data fetch', set data.path, or set data.format = synthetic to train on generated images"
                  .formatted(data.path(), whereThatIs(data.path())));
      case REFUSED ->
          throw new DataException(
              "data.path is %s, which is empty or does not exist%s: correct it, or set data.format = synthetic to train on generated images"
                  .formatted(data.path(), whereThatIs(data.path())));
    }
  }

  /** A relative path depends on the folder that the command is run in. */
  private static String whereThatIs(String location) {
    boolean relative = !location.contains(":/") && !Path.of(location).isAbsolute();
    return relative ? " (absolute path: " + Path.of(location).toAbsolutePath() + ")" : "";
  }

  /** A place on the local disk, or on the file system of a URI. */
  public static DataFiles files(String location, Configuration hadoop) {
    try {
      return location.contains(":/")
          ? new HadoopFiles(location, hadoop)
          : DataFiles.of(Path.of(location));
    } catch (IOException | IllegalArgumentException e) {
      throw new DataException(
          "%s cannot be opened (%s): set data.path to a folder, an archive or a URI that Hadoop supports"
              .formatted(location, e.getMessage()),
          e);
    }
  }

  private static DataSet synthetic(Synthetic synthetic) {
    return SyntheticImages.generate(
        ImageShape.CIFAR,
        synthetic.classes(),
        synthetic.training(),
        synthetic.test(),
        synthetic.seed());
  }
}
