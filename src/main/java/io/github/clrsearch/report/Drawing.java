package io.github.clrsearch.report;

import java.util.Optional;

/** Something that can be had as SVG and PNG. */
public sealed interface Drawing permits ChartPicture, WeightsPicture {
  /** The name of its files, without an ending. */
  String name();

  /** An SVG document, UTF-8, in which texts are texts, and which refers to nothing outside. */
  byte[] svg();

  /** A PNG, twice as wide and high in pixels; empty where Java finds no font. */
  Optional<byte[]> png();
}
