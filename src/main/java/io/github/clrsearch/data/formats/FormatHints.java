package io.github.clrsearch.data.formats;

import io.github.clrsearch.data.ClassNames;
import io.github.clrsearch.data.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Explains, from file names, why a place contains no readable data set and what to do. */
final class FormatHints {
  private static final int MAX_FOLDERS = 100;
  private static final String ARCHIVE = ".*\\.(tar\\.gz|tgz)";
  private static final String GET_BINARY =
      "which is not supported: download the binary version with './submit.sh data fetch%s', or set data.path to it";
  private static final String LAYOUT =
      "but images must be in train/CLASS and test/CLASS, one folder per class: move or rename them";
  private static final int MAX_ARCHIVE_NAMES = 50;

  /**
   * Names of files or folders, and what they mean.
   *
   * @param names matches the whole name
   * @param what it is, and what to do about it
   */
  private record Known(Pattern names, String what) {
    static Known of(String names, String what) {
      return new Known(Pattern.compile(names, Pattern.CASE_INSENSITIVE), what);
    }
  }

  private static final List<Known> CIFAR =
      List.of(
          Known.of(
              "cifar-10-binary.*\\.partial",
              "an incomplete download: run './submit.sh data fetch' again to resume"),
          Known.of(
              "cifar-100-binary.*\\.partial",
              "an incomplete download: run './submit.sh data fetch cifar-100' again to resume"),
          Known.of(
              "cifar-10-python.*|cifar-10-batches-py|data_batch_[1-5]|batches\\.meta",
              "the Python version of CIFAR-10, " + GET_BINARY.formatted("")),
          Known.of(
              "cifar-10-matlab.*|cifar-10-batches-mat|data_batch_[1-5]\\.mat|batches\\.meta\\.mat",
              "the Matlab version of CIFAR-10, " + GET_BINARY.formatted("")),
          Known.of(
              "cifar-100-python.*",
              "the Python version of CIFAR-100, " + GET_BINARY.formatted(" cifar-100")),
          Known.of(
              "cifar-100-matlab.*|(train|test|meta)\\.mat",
              "the Matlab version of CIFAR-100, " + GET_BINARY.formatted(" cifar-100")),
          Known.of(
              "cifar-100?-binary.*\\.(tar|tgz|gz|zip)",
              "a CIFAR archive with another name or format: if it is a gzipped tar, rename it to cifar-10-binary.tar.gz or cifar-100-binary.tar.gz, otherwise unpack it"));

  private static final List<Known> OTHERS =
      List.of(
          Known.of(
              ".*(images|labels)[-.]idx\\d-ubyte(\\.gz)?",
              "an IDX file with another name: rename the four files to train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte"),
          Known.of(
              ".*\\.(zip|7z|rar|tar|tgz|tar\\.(gz|xz|bz2))",
              "an archive, but only CIFAR's archives are supported: unpack it, and set data.path to its folder"),
          Known.of(
              ".*\\.(np[yz]|parquet|arrow|csv|tsv|mat|pkl|pickle|pt|h5|hdf5|tfrecords?)(\\.gz)?",
              "a file in a format that is not supported: convert it to IDX files or folders of PNG images (data/README.md)"));

  private FormatHints() {}

  /**
   * The error for a place without a readable data set.
   *
   * @param expected description of the expected files
   */
  static DataException notFound(DataFiles files, String expected) {
    try {
      Optional<String> explanation = explain(files);
      return new DataException(
          explanation.isPresent()
              ? explanation.get()
              : "%s %s, but expected %s: set data.path, or download CIFAR with 'data fetch'"
                  .formatted(files.location(), files.summary(), expected));
    } catch (IOException e) {
      return DataException.unreadable(files.location(), e);
    }
  }

  /**
   * Explains in one line why a place has no readable data set.
   *
   * @return empty if nothing is known about it
   */
  static Optional<String> explain(DataFiles files) throws IOException {
    Optional<String> cifar = cifar(files);
    if (cifar.isPresent()) {
      return cifar;
    }
    Optional<String> inFolders = inFolders(files);
    return inFolders.isPresent() ? inFolders : named(files, files.names(), OTHERS);
  }

  /** The line for another version of CIFAR, recognized by a name in the place or in an archive. */
  private static Optional<String> cifar(DataFiles files) throws IOException {
    List<String> names = files.names();
    if (names.containsAll(List.of("train", "test", "meta")) && files.exists("meta")) {
      return Optional.of(
          line(files, "train, test and meta", what("cifar-100-python", CIFAR).orElseThrow()));
    }
    Optional<String> named = named(files, names, CIFAR);
    boolean archive = names.size() == 1 && names.get(0).matches(ARCHIVE);
    return named.isEmpty() && archive && files.exists(names.get(0))
        ? named(files, inArchive(files, names.get(0)), CIFAR)
        : named;
  }

  private static List<String> inArchive(DataFiles files, String archive) throws IOException {
    List<String> names = new ArrayList<>();
    try (InputStream in = files.open(archive)) {
      TarGz.read(
          files.location(),
          in,
          (entry, content) -> {
            names.addAll(List.of(entry.getName().split("/")));
            return names.size() < MAX_ARCHIVE_NAMES;
          });
    }
    return names;
  }

  private static Optional<String> named(DataFiles files, List<String> names, List<Known> known) {
    return names.stream()
        .flatMap(name -> what(name, known).map(what -> line(files, name, what)).stream())
        .findFirst();
  }

  private static Optional<String> what(String name, List<Known> known) {
    return known.stream()
        .filter(each -> each.names().matcher(name).matches())
        .map(Known::what)
        .findFirst();
  }

  private static String line(DataFiles files, String name, String what) {
    return "%s contains %s, %s".formatted(files.location(), ClassNames.printable(name), what);
  }

  /** The line for data in subfolders: data one folder down, or images not in train/CLASS. */
  private static Optional<String> inFolders(DataFiles files) throws IOException {
    List<String> folders = ClassFolders.names(files).stream().limit(MAX_FOLDERS).toList();
    for (String name : folders) {
      DataFiles folder = files.folder(name);
      Optional<String> found = DataFormats.recognized(folder).map(DataFormat::name);
      if (found.isPresent()) {
        return Optional.of(
            line(
                files,
                name,
                "which contains %s: set data.path to %s"
                    .formatted(found.get(), folder.location())));
      }
    }
    for (String name : folders) {
      if (containsImages(files.folder(name))) {
        return Optional.of(line(files, name, "a folder of images, " + LAYOUT));
      }
      for (String inside : ClassFolders.names(files.folder(name))) {
        if (containsImages(files.folder(name).folder(inside))) {
          return Optional.of(line(files, name + "/" + inside, "a folder of images, " + LAYOUT));
        }
      }
    }
    return containsImages(files)
        ? Optional.of("%s contains images, %s".formatted(files.location(), LAYOUT))
        : Optional.empty();
  }

  private static boolean containsImages(DataFiles folder) throws IOException {
    return folder.entries().stream().anyMatch(ClassFolders::isImage);
  }
}
