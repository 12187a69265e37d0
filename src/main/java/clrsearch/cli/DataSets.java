package clrsearch.cli;

import clrsearch.cli.DataConfiguration.Format;
import clrsearch.cli.DataConfiguration.Synthetic;
import clrsearch.data.DataException;
import clrsearch.data.DataFiles;
import clrsearch.data.DataFormat;
import clrsearch.data.DataFormats;
import clrsearch.data.DataSet;
import clrsearch.data.ImageShape;
import clrsearch.data.SyntheticImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** From a configuration to the images. */
final class DataSets {
  private DataSets() {}

  /** Reads or generates a study's data. */
  static DataSet load(DataConfiguration data, Configuration hadoop) {
    if (data.format().equals(Format.SYNTHETIC)) {
      return synthetic(data.synthetic());
    }
    DataFiles files = files(data.path(), hadoop);
    Optional<DataFormat> format =
        data.format().equals(Format.AUTO)
            ? DataFormats.recognized(files)
            : DataFormats.named(data.format().key());
    if (format.isEmpty()) {
      checkNothing(files);
      return synthetic(data.synthetic());
    }
    return DataFormats.read(format.get(), files, data.options());
  }

  /** Other files are likelier a mistake than a wish for synthetic images. */
  private static void checkNothing(DataFiles files) {
    try {
      if (!files.names().isEmpty()) {
        throw DataFormats.unrecognized(files);
      }
    } catch (IOException e) {
      throw DataException.unreadable(files.location(), e);
    }
  }

  /** A place on the local disk, or wherever a URI leads. */
  static DataFiles files(String location, Configuration hadoop) {
    try {
      return location.contains(":/")
          ? new HadoopFiles(location, hadoop)
          : DataFiles.of(Path.of(location));
    } catch (IOException | IllegalArgumentException e) {
      throw new DataException(
          "%s cannot be opened (%s): set data.path to a folder, an archive or a URI that Hadoop knows"
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
