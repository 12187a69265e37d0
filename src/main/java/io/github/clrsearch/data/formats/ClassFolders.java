package io.github.clrsearch.data.formats;

import io.github.clrsearch.data.ClassNames;
import io.github.clrsearch.data.DataException;
import io.github.clrsearch.data.formats.DataFiles.Entry;
import io.github.clrsearch.data.formats.DataFiles.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds the images in folders named after classes, including their subfolders. */
final class ClassFolders {
  private static final List<String> EXTENSIONS = List.of(".png", ".jpg", ".jpeg");
  private static final int MAX_DEPTH = 10;

  private final List<LabelledFile> images = new ArrayList<>();
  private final IgnoredFiles ignored;

  private ClassFolders(IgnoredFiles ignored) {
    this.ignored = ignored;
  }

  /** An image file with the label of its class. */
  record LabelledFile(DataFiles folder, String name, int label) {
    /** Path or URI, for messages. */
    String location() {
      return ClassNames.printable(folder.location() + "/" + name);
    }
  }

  /** Sorted names of the folders in a place, without hidden ones. */
  static List<String> names(DataFiles part) throws IOException {
    return part.entries().stream()
        .filter(entry -> entry.kind() == Kind.FOLDER && !isHidden(entry))
        .map(Entry::name)
        .toList();
  }

  /**
   * Finds the images of all classes in a place: class by class, files and subfolders in the order
   * of their names.
   *
   * @param part the folder that contains the class folders
   * @param classes names of all classes; a label is an index into them
   * @param ignored modified: counts everything else
   * @throws DataException if there is an unknown class, or a class without images
   */
  static List<LabelledFile> images(DataFiles part, List<String> classes, IgnoredFiles ignored)
      throws IOException {
    ClassFolders found = new ClassFolders(ignored);
    for (Entry entry : part.entries()) {
      if (isHidden(entry)) {
        ignored.add("hidden");
      } else if (entry.kind() == Kind.FOLDER) {
        found.read(part, entry.name(), classes);
      } else if (isImage(entry)) {
        ignored.add("outside class folders");
      } else {
        ignored.addOther(entry.name());
      }
    }
    return found.images;
  }

  private void read(DataFiles part, String name, List<String> classes) throws IOException {
    if (!classes.contains(name)) {
      throw new DataException(
          "%s/%s is not a class of the training images: create the same folder there, or remove it"
              .formatted(part.location(), name));
    }
    DataFiles folder = part.folder(name);
    int before = images.size();
    read(folder, classes.indexOf(name), 1);
    if (images.size() == before) {
      throw new DataException(
          "%s must contain images of its class (*%s), but contains none: add some, or remove the folder"
              .formatted(folder.location(), String.join(", *", EXTENSIONS)));
    }
  }

  private void read(DataFiles folder, int label, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw new DataException(
          "%s is nested more than %d folders deep: remove the link that forms a loop, or move the images up"
              .formatted(folder.location(), MAX_DEPTH));
    }
    for (Entry entry : folder.entries()) {
      if (isHidden(entry)) {
        ignored.add("hidden");
      } else if (entry.kind() == Kind.FOLDER) {
        read(folder.folder(entry.name()), label, depth + 1);
      } else if (entry.kind() == Kind.OTHER) {
        ignored.add("neither file nor folder (such as broken links)");
      } else if (isImage(entry)) {
        images.add(new LabelledFile(folder, entry.name(), label));
      } else {
        ignored.addOther(entry.name());
      }
    }
  }

  /**
   * Folders starting with an underscore are Hadoop's unfinished output; images may start with one.
   */
  private static boolean isHidden(Entry entry) {
    return entry.name().startsWith(".")
        || entry.kind() == Kind.FOLDER && entry.name().startsWith("_");
  }

  /** Whether an entry is a file with an image's extension, in lower or upper case. */
  static boolean isImage(Entry entry) {
    String plain = entry.name().toLowerCase(Locale.ROOT);
    return entry.kind() == Kind.FILE && EXTENSIONS.stream().anyMatch(plain::endsWith);
  }
}
