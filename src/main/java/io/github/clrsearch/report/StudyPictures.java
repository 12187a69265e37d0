package io.github.clrsearch.report;

import io.github.clrsearch.store.StudyStore;
import java.util.Optional;

/**
 * Puts pictures into a study's folder, on whatever file system that is: each whole or not at all.
 */
public final class StudyPictures {
  private StudyPictures() {}

  /**
   * Keeps a picture as SVG and, where Java finds a font, as PNG; in place of one of that name.
   *
   * @return a line that says where, and why there is no PNG where there is none
   */
  public static String keep(StudyStore store, Drawing picture) {
    String svg = store.keepPicture(picture.name() + ".svg", picture.svg());
    Optional<byte[]> png = picture.png();
    png.ifPresent(bytes -> store.keepPicture(picture.name() + ".png", bytes));
    return png.isPresent()
        ? "picture %s, and as .png".formatted(svg)
        : "picture %s; no .png, for this Java finds no fonts: install fontconfig and a font (fonts-dejavu-core)"
            .formatted(svg);
  }
}
