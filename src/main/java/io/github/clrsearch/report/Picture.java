package io.github.clrsearch.report;

import java.util.Optional;

/** A picture that is available as SVG and PNG. */
public sealed interface Picture permits ChartPicture, WeightsPicture {
  /** Name of its files, without extension. */
  String name();

  /** SVG document in UTF-8, with texts as text elements and without external references. */
  byte[] svg();

  /** PNG with twice the width and height of the SVG; empty if Java finds no font. */
  Optional<byte[]> png();
}
