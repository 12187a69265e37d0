package io.github.clrsearch.report;

import io.github.clrsearch.store.StudyStore;
import java.util.Optional;

/** A picture that is available as SVG and PNG. */
public sealed interface Picture permits ChartPicture, WeightsPicture {
  /** Name of its files, without extension. */
  String name();

  /** SVG document in UTF-8, with texts as text elements and without external references. */
  byte[] svg();

  /** PNG with twice the width and height of the SVG; empty if Java finds no font. */
  Optional<byte[]> png();

  /**
   * Saves the SVG and, if Java finds a font, the PNG in the folder of a study. Replaces existing
   * files.
   *
   * @return a line with the path, and the reason if there is no PNG
   */
  default String saveTo(StudyStore store) {
    String svg = store.viewed().picture(name() + ".svg", svg());
    Optional<byte[]> png = png();
    png.ifPresent(bytes -> store.viewed().picture(name() + ".png", bytes));
    return png.isPresent()
        ? "picture %s and .png".formatted(svg)
        : "picture %s; no .png, because Java finds no fonts: install fontconfig and a font (fonts-dejavu-core)"
            .formatted(svg);
  }
}
