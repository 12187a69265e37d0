package io.github.clrsearch.cli;

import io.github.clrsearch.search.space.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Points over two axes, in characters: for terminals. Plain ASCII, so that every one shows it. */
public final class TextScatter {
  private static final int LABEL = 9;

  /**
   * A point.
   *
   * @param x finite; positive on a logarithmic axis
   * @param y accuracy, a fraction in 0 .. 1
   * @param mark what stands for it; of two at one place the later one is seen
   */
  public record Point(double x, double y, char mark) {}

  /** How x is laid out. */
  public enum Scale {
    LINEAR,
    LOG;

    private double of(double x) {
      return this == LOG ? Math.log(x) : x;
    }
  }

  private TextScatter() {}

  /**
   * Draws points.
   *
   * @param width columns of the area without its labels, at least 2
   * @param height rows of it, at least 2
   * @return a line a row and two for the x axis; none where there is no point
   * @throws IllegalArgumentException where a point cannot lie on the x axis
   */
  public static List<String> draw(List<Point> points, Scale scale, int width, int height) {
    if (points.isEmpty()) {
      return List.of();
    }
    Span x = Span.of(points.stream().mapToDouble(point -> scale.of(point.x())).toArray());
    Span y = Span.of(points.stream().mapToDouble(Point::y).toArray());
    char[][] area = new char[height][width];
    for (char[] row : area) {
      Arrays.fill(row, ' ');
    }
    for (Point point : points) {
      area[height - 1 - y.cell(point.y(), height)][x.cell(scale.of(point.x()), width)] =
          point.mark();
    }
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < height; row++) {
      String label = y.label(height - 1 - row, height);
      lines.add(("%" + LABEL + "s |%s").formatted(label, new String(area[row])).stripTrailing());
    }
    lines.add(" ".repeat(LABEL) + " +" + "-".repeat(width));
    lines.add(xLabels(points, width));
    return lines;
  }

  private static String xLabels(List<Point> points, int width) {
    String left = Numbers.brief(points.stream().mapToDouble(Point::x).min().orElseThrow());
    String right = Numbers.brief(points.stream().mapToDouble(Point::x).max().orElseThrow());
    int gap = Math.max(1, width - left.length() - right.length());
    String labels = left.equals(right) ? left : left + " ".repeat(gap) + right;
    return " ".repeat(LABEL + 2) + labels;
  }

  private record Span(double min, double max) {
    static Span of(double[] values) {
      double min = Arrays.stream(values).min().orElseThrow();
      double max = Arrays.stream(values).max().orElseThrow();
      if (!Double.isFinite(min) || !Double.isFinite(max)) {
        throw new IllegalArgumentException(
            "points must be finite, and positive on a logarithmic axis, but reach from %s to %s"
                .formatted(min, max));
      }
      return new Span(min, max);
    }

    /** The percentage at the first cell, the middle and the last; empty at others. */
    String label(int cell, int cells) {
      boolean labelled =
          max > min ? cell % (cells - 1) == 0 || cell == cells / 2 : cell == cells / 2;
      double value = min + (max - min) * cell / (cells - 1);
      return labelled ? String.format(Locale.ROOT, "%.2f %%", 100 * value) : "";
    }

    /** The cell of a value, 0 .. cells - 1; where there is only one value, the middle. */
    int cell(double value, int cells) {
      return max == min ? cells / 2 : (int) Math.round((value - min) / (max - min) * (cells - 1));
    }
  }
}
