package io.github.clrsearch.config;

/**
 * Where the known points of a stage come from, if the study's file does not list them. They are
 * read once, when the study begins.
 */
public sealed interface PointsSource {

  /**
   * A file with one line per point and the names of the columns in its first line.
   *
   * @param path a path, or a URI that Hadoop supports
   */
  record CsvFile(String path) implements PointsSource {
    @Override
    public String toString() {
      return path;
    }
  }

  /**
   * The best settings of a study.
   *
   * @param study its folder, or its name in {@code runs/}
   * @param best number of settings, at least 1
   */
  record BestOf(String study, int best) implements PointsSource {
    @Override
    public String toString() {
      return "best %d of %s".formatted(best, study);
    }
  }

  /** In one line, for messages and the definition of a study. */
  @Override
  String toString();
}
