package io.github.clrsearch.report;

import io.github.clrsearch.store.StudyStore;
import java.util.Optional;

/** Saves pictures in the folder of a study, on any file system, atomically. */
public final class StudyPictures {
  private StudyPictures() {}

  /**
   * Saves a picture as SVG and, if Java finds a font, as PNG. Replaces existing files.
   *
   * @return a line with the path, and the reason if there is no PNG
   */
  public static String keep(StudyStore store, Picture picture) {
    String svg = store.keepPicture(picture.name() + ".svg", picture.svg());
    Optional<byte[]> png = picture.png();
    png.ifPresent(bytes -> store.keepPicture(picture.name() + ".png", bytes));
    return png.isPresent()
        ? "picture %s and .png".formatted(svg)
        : "picture %s; no .png, because Java finds no fonts: install fontconfig and a font (fonts-dejavu-core)"
            .formatted(svg);
  }
}
