package clrsearch.cli;

import clrsearch.cli.DataConfiguration.Format;
import clrsearch.cli.DataConfiguration.Synthetic;
import clrsearch.data.CifarLayout;
import clrsearch.data.CifarPlace;
import clrsearch.data.CifarReader;
import clrsearch.data.CifarSelection;
import clrsearch.data.DataException;
import clrsearch.data.DataFiles;
import clrsearch.data.DataSet;
import clrsearch.data.ImageShape;
import clrsearch.data.SyntheticImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** From a configuration to the images. */
final class DataSets {
  private DataSets() {}

  /** Reads or generates a study's data. */
  static DataSet load(DataConfiguration data, Configuration hadoop) {
    if (data.format() == Format.SYNTHETIC) {
      return synthetic(data.synthetic());
    }
    DataFiles files = files(data.path(), hadoop);
    List<CifarLayout> layouts = layouts(data.format());
    Optional<CifarPlace> place =
        data.format() == Format.AUTO
            ? CifarPlace.find(files, layouts)
            : Optional.of(CifarPlace.require(files, layouts));
    return place
        .map(
            found ->
                CifarReader.read(
                    found, new CifarSelection(data.trainingFiles(), data.validationFiles())))
        .orElseGet(() -> synthetic(data.synthetic()));
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

  private static List<CifarLayout> layouts(Format format) {
    return switch (format) {
      case CIFAR_10 -> List.of(CifarLayout.CIFAR_10);
      case CIFAR_100 -> List.of(CifarLayout.CIFAR_100);
      case AUTO, SYNTHETIC -> CifarLayout.ALL;
    };
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
