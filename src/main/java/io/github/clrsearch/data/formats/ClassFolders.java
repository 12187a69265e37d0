package io.github.clrsearch.data.formats;

import io.github.clrsearch.data.ClassNames;
import io.github.clrsearch.data.DataException;
import io.github.clrsearch.data.formats.DataFiles.Entry;
import io.github.clrsearch.data.formats.DataFiles.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Folders that are named by classes, and the images in them and in the folders below. */
final class ClassFolders {
  private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg");
  private static final int DEEPEST = 10;

  private final List<Labelled> images = new ArrayList<>();
  private final IgnoredFiles notRead;

  private ClassFolders(IgnoredFiles notRead) {
    this.notRead = notRead;
  }

  /** A file with the label of its class. */
  record Labelled(DataFiles folder, String name, int label) {
    /** Where it is, as a message names it. */
    String location() {
      return ClassNames.printable(folder.location() + "/" + name);
    }
  }

  /** The names of the folders in a part, ascending, without hidden ones. */
  static List<String> names(DataFiles part) throws IOException {
    return part.entries().stream()
        .filter(entry -> entry.kind() == Kind.FOLDER && !isHidden(entry))
        .map(Entry::name)
        .toList();
  }

  /**
   * The images of all classes in a part, class by class, each in the order of their names, those of
   * a folder in a class's folder where that folder's name is.
   *
   * @param classes the names of all classes; a label is an index into them
   * @param notRead is told what else lies there
   * @throws DataException where there is another class, or one without images
   */
  static List<Labelled> images(DataFiles part, List<String> classes, IgnoredFiles notRead)
      throws IOException {
    ClassFolders found = new ClassFolders(notRead);
    for (Entry entry : part.entries()) {
      if (isHidden(entry)) {
        notRead.add("hidden");
      } else if (entry.kind() == Kind.FOLDER) {
        found.read(part, entry.name(), classes);
      } else if (isImage(entry)) {
        notRead.add("in no class's folder");
      } else {
        notRead.addOther(entry.name());
      }
    }
    return found.images;
  }

  private void read(DataFiles part, String name, List<String> classes) throws IOException {
    if (!classes.contains(name)) {
      throw new DataException(
          "%s/%s is no class that is trained on: make the same folder among those to train on, or remove it"
              .formatted(part.location(), name));
    }
    DataFiles folder = part.folder(name);
    int before = images.size();
    read(folder, classes.indexOf(name), 1);
    if (images.size() == before) {
      throw new DataException(
          "%s must hold images of its class (*%s), but holds none: put some there, or remove the folder"
              .formatted(folder.location(), String.join(", *", ENDINGS)));
    }
  }

  private void read(DataFiles folder, int label, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new DataException(
          "%s is more than %d folders deep: remove the link that leads in a circle, or lay the images less deep"
              .formatted(folder.location(), DEEPEST));
    }
    for (Entry entry : folder.entries()) {
      if (isHidden(entry)) {
        notRead.add("hidden");
      } else if (entry.kind() == Kind.FOLDER) {
        read(folder.folder(entry.name()), label, depth + 1);
      } else if (entry.kind() == Kind.OTHER) {
        notRead.add("neither file nor folder (a link to nothing, say)");
      } else if (isImage(entry)) {
        images.add(new Labelled(folder, entry.name(), label));
      } else {
        notRead.addOther(entry.name());
      }
    }
  }

  /** Cameras name images with a line in front, Hadoop what is not yet there: folders. */
  private static boolean isHidden(Entry entry) {
    return entry.name().startsWith(".")
        || entry.kind() == Kind.FOLDER && entry.name().startsWith("_");
  }

  /** Whether a file's name ends as an image's does, in small letters or in capitals. */
  static boolean isImage(Entry entry) {
    String plain = entry.name().toLowerCase(Locale.ROOT);
    return entry.kind() == Kind.FILE && ENDINGS.stream().anyMatch(plain::endsWith);
  }
}
