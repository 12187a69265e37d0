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
import clrsearch.data.IdxReader;
import clrsearch.data.ImageFolders;
import clrsearch.data.ImageShape;
import clrsearch.data.NearMiss;
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
    Format found = data.format() == Format.AUTO ? recognized(files) : data.format();
    if (found == Format.SYNTHETIC) {
      checkNothing(files);
      return synthetic(data.synthetic());
    }
    List<String> misplaced = data.misplaced(found);
    if (!misplaced.isEmpty()) {
      throw new DataException(
          "%s is read as %s, to which %s cannot apply: leave that out, or correct data.path or data.format"
              .formatted(files.location(), name(found), String.join(", ", misplaced)));
    }
    return switch (found) {
      case IDX -> IdxReader.read(files, data.reading().classNames());
      case FOLDERS -> ImageFolders.read(files, data.reading().size(), data.reading().test());
      case AUTO, CIFAR_10, CIFAR_100, SYNTHETIC ->
          CifarReader.read(
              CifarPlace.require(files, layouts(found)),
              new CifarSelection(data.trainingFiles(), data.validationFiles()));
    };
  }

  /** Other files are likelier a mistake than a wish for synthetic images. */
  private static void checkNothing(DataFiles files) {
    try {
      if (!files.names().isEmpty()) {
        throw unrecognized(files);
      }
    } catch (IOException e) {
      throw DataException.unreadable(files.location(), e);
    }
  }

  /** What to say where no format lies. */
  static DataException unrecognized(DataFiles files) {
    try {
      Optional<String> known = NearMiss.in(files, DataSets::nameOf);
      if (known.isPresent()) {
        return new DataException(known.get());
      }
      return new DataException(
          "%s %s, but expected CIFAR-10 or CIFAR-100 (data_batch_1.bin .., train.bin .. or the archive), IDX files (train-images-idx3-ubyte ..) or folders of images (train/CLASS/*.png ..): set data.path, or get CIFAR with 'data fetch'"
              .formatted(files.location(), files.summary()));
    } catch (IOException e) {
      throw DataException.unreadable(files.location(), e);
    }
  }

  private static Optional<String> nameOf(DataFiles files) {
    return Optional.of(recognized(files))
        .filter(found -> found != Format.SYNTHETIC)
        .map(DataSets::name);
  }

  private static String name(Format found) {
    return switch (found) {
      case IDX -> IdxReader.NAME;
      case FOLDERS -> ImageFolders.NAME;
      case AUTO, CIFAR_10, CIFAR_100, SYNTHETIC -> "CIFAR";
    };
  }

  /**
   * What lies in a place: one of CIFAR's, IDX files, folders of images, or nothing, which is {@code
   * SYNTHETIC}.
   */
  static Format recognized(DataFiles files) {
    Optional<CifarPlace> cifar = CifarPlace.find(files);
    if (cifar.isPresent()) {
      return cifar.get().layout().equals(CifarLayout.CIFAR_10) ? Format.CIFAR_10 : Format.CIFAR_100;
    }
    if (IdxReader.isThere(files)) {
      return Format.IDX;
    }
    return ImageFolders.isThere(files) ? Format.FOLDERS : Format.SYNTHETIC;
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
      case AUTO, IDX, FOLDERS, SYNTHETIC -> CifarLayout.ALL;
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
