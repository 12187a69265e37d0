package io.github.clrsearch.cli;

import io.github.clrsearch.config.DataConfiguration;
import io.github.clrsearch.config.DataConfiguration.Format;
import io.github.clrsearch.config.DataConfiguration.Missing;
import io.github.clrsearch.config.DataConfiguration.Synthetic;
import io.github.clrsearch.data.CifarLayout;
import io.github.clrsearch.data.CifarPlace;
import io.github.clrsearch.data.CifarReader;
import io.github.clrsearch.data.CifarSelection;
import io.github.clrsearch.data.DataException;
import io.github.clrsearch.data.DataFiles;
import io.github.clrsearch.data.DataSet;
import io.github.clrsearch.data.IdxReader;
import io.github.clrsearch.data.ImageFolders;
import io.github.clrsearch.data.ImageShape;
import io.github.clrsearch.data.SyntheticImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** From a configuration to the images. */
public final class DataSets {
  private DataSets() {}

  /**
   * Where a study's data is, before all of it is read.
   *
   * @param files at {@code data.path}; null for generated images
   * @param format never {@code auto}
   */
  public record Found(DataFiles files, Format format) {}

  /** Reads or generates a study's data. */
  public static DataSet load(DataConfiguration data, Configuration hadoop) {
    return read(find(data, hadoop), data);
  }

  /**
   * Looks for a study's data.
   *
   * @throws DataException where {@code data.path} leads to nothing that can be read
   */
  public static Found find(DataConfiguration data, Configuration hadoop) {
    if (data.format() == Format.SYNTHETIC) {
      return new Found(null, Format.SYNTHETIC);
    }
    DataFiles files = files(data.path(), hadoop);
    Format found = data.format() == Format.AUTO ? recognized(files) : data.format();
    switch (found) {
      case SYNTHETIC -> checkNothing(files, data);
      case CIFAR_10, CIFAR_100 -> CifarPlace.require(files, layouts(found));
      case AUTO, IDX, FOLDERS -> {}
    }
    List<String> misplaced = found == Format.SYNTHETIC ? List.of() : data.misplaced(found);
    if (!misplaced.isEmpty()) {
      throw new DataException(
          "%s is read as %s, to which %s cannot apply: leave that out, or correct data.path or data.format"
              .formatted(files.location(), name(found), String.join(", ", misplaced)));
    }
    return new Found(files, found);
  }

  /** Reads or generates what was found. */
  public static DataSet read(Found found, DataConfiguration data) {
    return switch (found.format()) {
      case SYNTHETIC -> synthetic(data.synthetic());
      case IDX -> IdxReader.read(found.files(), data.reading().classNames());
      case FOLDERS ->
          ImageFolders.read(found.files(), data.reading().size(), data.reading().test());
      case AUTO, CIFAR_10, CIFAR_100 ->
          CifarReader.read(
              CifarPlace.require(found.files(), layouts(found.format())),
              new CifarSelection(data.trainingFiles(), data.validationFiles()));
    };
  }

  /**
   * Other files are likelier a mistake than a wish for synthetic images, and so is a path that
   * somebody has named.
   */
  private static void checkNothing(DataFiles files, DataConfiguration data) {
    try {
      if (!files.names().isEmpty()) {
        throw unrecognized(files);
      }
    } catch (IOException e) {
      throw DataException.unreadable(files.location(), e);
    }
    if (data.missing() == Missing.REFUSED) {
      throw new DataException(
          "data.path is %s, which is empty or does not exist%s: correct it, or set data.format = synthetic to train on generated images"
              .formatted(data.path(), whereThatIs(data.path())));
    }
  }

  /** A relative path depends on the folder that the command is run in. */
  private static String whereThatIs(String location) {
    boolean relative = !location.contains(":/") && !Path.of(location).isAbsolute();
    return relative ? " (here it is " + Path.of(location).toAbsolutePath() + ")" : "";
  }

  /** What to say where no format lies. */
  static DataException unrecognized(DataFiles files) {
    try {
      return new DataException(
          "%s %s, but expected CIFAR-10 or CIFAR-100 (data_batch_1.bin .., train.bin .. or the archive), IDX files (train-images-idx3-ubyte ..) or folders of images (train/CLASS/*.png ..): set data.path, or get CIFAR with 'data fetch'"
              .formatted(files.location(), files.summary()));
    } catch (IOException e) {
      throw DataException.unreadable(files.location(), e);
    }
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
