package io.github.clrsearch.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Folders that are named by classes, and the names of the images in them. */
final class ClassFolders {
  private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg");

  private ClassFolders() {}

  /** A file with the label of its folder. */
  record Labelled(DataFiles folder, String name, int label) {
    String location() {
      return folder.location() + "/" + name;
    }
  }

  /** The names of the folders in a part, ascending. */
  static List<String> names(DataFiles part) throws IOException {
    List<String> classes = new ArrayList<>();
    for (String name : part.names()) {
      if (!isHidden(name) && !part.exists(name)) {
        classes.add(name);
      }
    }
    return classes;
  }

  /**
   * The images of all classes in a part, class by class, each in the order of their names.
   *
   * @param classes the names of all classes; a label is an index into them
   * @throws DataException where there is another class, or one without images
   */
  static List<Labelled> images(DataFiles part, List<String> classes) throws IOException {
    List<String> found = names(part);
    for (String name : found) {
      if (!classes.contains(name)) {
        throw new DataException(
            "%s/%s is no class that is trained on: make the same folder among those to train on, or remove it"
                .formatted(part.location(), name));
      }
    }
    List<Labelled> images = new ArrayList<>();
    for (String name : found) {
      DataFiles folder = part.folder(name);
      int before = images.size();
      for (String file : folder.names()) {
        if (isImage(file)) {
          images.add(new Labelled(folder, file, classes.indexOf(name)));
        }
      }
      if (images.size() == before) {
        throw new DataException(
            "%s must hold images of its class (*%s), but holds none: put some there, or remove the folder"
                .formatted(folder.location(), String.join(", *", ENDINGS)));
      }
    }
    return images;
  }

  private static boolean isHidden(String name) {
    return name.startsWith(".") || name.startsWith("_");
  }

  private static boolean isImage(String name) {
    String plain = name.toLowerCase(Locale.ROOT);
    return !isHidden(name) && ENDINGS.stream().anyMatch(plain::endsWith);
  }
}
