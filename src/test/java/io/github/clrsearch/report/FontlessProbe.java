package io.github.clrsearch.report;

import java.nio.file.Files;
import java.nio.file.Path;

/** Draws in a JVM of its own: writes the SVG to a file, and prints whether there is a PNG. */
final class FontlessProbe {
  private FontlessProbe() {}

  public static void main(String[] args) throws Exception {
    Picture picture = LearningCurvesPicture.of(EndedTrials.completed());
    Files.write(Path.of(args[0]), picture.svg());
    System.out.println(picture.png().isPresent());
  }
}
