package io.github.clrsearch.data.formats;

import io.github.clrsearch.data.ClassNames;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What lies where no data set was found, but is known: each is one line with the way out. */
final class FormatHints {
  private static final int FOLDERS_LOOKED_INTO = 100;
  private static final String ARCHIVE = ".*\\.(tar\\.gz|tgz)";
  private static final String CIFAR_WAY_OUT =
      "which is not read: get the binary version with './submit.sh data fetch%s', or set data.path to it";
  private static final String LAYOUT =
      "but images are read from train/CLASS and test/CLASS, each class a folder: lay or rename them so";
  private static final int ENTRIES_LOOKED_AT = 50;
  private static final String CONVERT =
      "which is not read: set data.path to CIFAR's binary version, IDX files or folders of PNG and JPEG images (data/README.md), or convert it";

  /**
   * Names that say what a file or folder is.
   *
   * @param names matches the whole name
   * @param what it is, and what to do
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
              "a download that broke off: give './submit.sh data fetch' again"),
          Known.of(
              "cifar-100-binary.*\\.partial",
              "a download that broke off: give './submit.sh data fetch cifar-100' again"),
          Known.of(
              "cifar-10-python.*|cifar-10-batches-py|data_batch_[1-5]|batches\\.meta",
              "the Python version of CIFAR-10, " + CIFAR_WAY_OUT.formatted("")),
          Known.of(
              "cifar-10-matlab.*|cifar-10-batches-mat|data_batch_[1-5]\\.mat|batches\\.meta\\.mat",
              "the Matlab version of CIFAR-10, " + CIFAR_WAY_OUT.formatted("")),
          Known.of(
              "cifar-100-python.*",
              "the Python version of CIFAR-100, " + CIFAR_WAY_OUT.formatted(" cifar-100")),
          Known.of(
              "cifar-100-matlab.*|(train|test|meta)\\.mat",
              "the Matlab version of CIFAR-100, " + CIFAR_WAY_OUT.formatted(" cifar-100")),
          Known.of(
              "cifar-100?-binary.*\\.(tar|tgz|gz|zip)",
              "CIFAR's archive under another name or in another form: call it cifar-10-binary.tar.gz or cifar-100-binary.tar.gz where it is a gzipped tar, or unpack it"));

  private static final List<Known> OTHERS =
      List.of(
          Known.of(
              ".*(images|labels)[-.]idx\\d-ubyte(\\.gz)?",
              "an IDX file of another name: call the four of them train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte"),
          Known.of(
              ".*\\.(zip|7z|rar|tar|tgz|tar\\.(gz|xz|bz2))",
              "an archive, but of archives only CIFAR's own (cifar-10-binary.tar.gz) is read: unpack it, and set data.path to its folder"),
          Known.of(".*\\.np[yz]", "a file of NumPy, " + CONVERT),
          Known.of(".*\\.(parquet|arrow|csv|tsv)(\\.gz)?", "a table, " + CONVERT),
          Known.of(
              ".*\\.(mat|pkl|pickle|pt|h5|hdf5|tfrecords?)", "data in another form, " + CONVERT));

  private FormatHints() {}

  /**
   * The line for what lies in a place.
   *
   * @return empty where nothing is known of it
   */
  static Optional<String> in(DataFiles files) throws IOException {
    Optional<String> cifar = cifar(files);
    if (cifar.isPresent()) {
      return cifar;
    }
    Optional<String> below = below(files);
    return below.isPresent() ? below : named(files, files.names(), OTHERS);
  }

  /** The line for a version of CIFAR that is not read: by a name there, or in an archive's. */
  static Optional<String> cifar(DataFiles files) throws IOException {
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
            return names.size() < ENTRIES_LOOKED_AT;
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
    return "%s holds %s, %s".formatted(files.location(), ClassNames.printable(name), what);
  }

  /** What is one folder too deep, or not deep enough. */
  private static Optional<String> below(DataFiles files) throws IOException {
    List<String> folders = ClassFolders.names(files).stream().limit(FOLDERS_LOOKED_INTO).toList();
    for (String name : folders) {
      DataFiles folder = files.folder(name);
      Optional<String> found = DataFormats.recognized(folder).map(DataFormat::name);
      if (found.isPresent()) {
        return Optional.of(
            line(
                files,
                name,
                "where %s lie: set data.path to %s".formatted(found.get(), folder.location())));
      }
    }
    for (String name : folders) {
      if (holdsImages(files.folder(name))) {
        return Optional.of(line(files, name, "a folder of images, " + LAYOUT));
      }
      for (String inside : ClassFolders.names(files.folder(name))) {
        if (holdsImages(files.folder(name).folder(inside))) {
          return Optional.of(line(files, name + "/" + inside, "a folder of images, " + LAYOUT));
        }
      }
    }
    return holdsImages(files)
        ? Optional.of("%s holds images, %s".formatted(files.location(), LAYOUT))
        : Optional.empty();
  }

  private static boolean holdsImages(DataFiles folder) throws IOException {
    return folder.entries().stream().anyMatch(ClassFolders::isImage);
  }
}
