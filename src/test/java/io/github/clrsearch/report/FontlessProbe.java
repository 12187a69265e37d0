package io.github.clrsearch.report;

import java.nio.file.Files;
import java.nio.file.Path;

/** A program that writes an SVG to a file and prints whether there is a PNG. */
final class FontlessProbe {
  private FontlessProbe() {}

  public static void main(String[] args) throws Exception {
    Picture drawn = rangeTest(Path.of(args[0]));
    Files.write(Path.of(args[1]), drawn.svg());
    System.out.println(drawn.png().isPresent());
  }

  /** The first chart of a study that is written into a folder. */
  static Picture rangeTest(Path folder) {
    return StudyCharts.of(
            PageStudies.rangeTest(folder), PageStudies.SMOOTHING, StudyCharts.Of.FIRST)
        .get(0);
  }
}
