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
   * @param x on the horizontal axis
   * @param y accuracy, a fraction in 0 .. 1
   * @param mark what stands for it; of two at one place the later one is seen
   */
  public record Point(double x, double y, char mark) {}

  /**
   * The horizontal axis.
   *
   * @param min at its left end; above 0 on a logarithmic axis
   * @param max at its right end, at least {@code min}
   * @param log whether it is logarithmic
   */
  public record Axis(double min, double max, boolean log) {
    /** Checks that the ends are finite, in order, and above 0 on a logarithmic axis. */
    public Axis {
      if (!(min <= max) || !Double.isFinite(max - min) || log && min <= 0) {
        throw new IllegalArgumentException(
            "an axis must have finite ends min <= max, above 0 where it is logarithmic, but got [%s, %s]"
                .formatted(min, max));
      }
    }

    private Span span() {
      return new Span(place(min), place(max));
    }

    private double place(double x) {
      return log ? Math.log(x) : x;
    }
  }

  private TextScatter() {}

  /**
   * Draws points.
   *
   * @param x the horizontal axis; the vertical one is from the lowest to the highest point
   * @param width columns of the area without its labels, at least 2
   * @param height rows of it, at least 2
   * @return a line a row and two for the x axis; none where there is no point
   * @throws IllegalArgumentException where a point is not on the x axis
   */
  public static List<String> draw(List<Point> points, Axis x, int width, int height) {
    if (points.isEmpty()) {
      return List.of();
    }
    Span y =
        new Span(
            points.stream().mapToDouble(Point::y).min().orElseThrow(),
            points.stream().mapToDouble(Point::y).max().orElseThrow());
    char[][] area = new char[height][width];
    for (char[] row : area) {
      Arrays.fill(row, ' ');
    }
    for (Point point : points) {
      if (!(point.x() >= x.min() && point.x() <= x.max())) {
        throw new IllegalArgumentException(
            "points must be within [%s, %s], but got %s".formatted(x.min(), x.max(), point.x()));
      }
      area[height - 1 - y.cell(point.y(), height)][x.span().cell(x.place(point.x()), width)] =
          point.mark();
    }
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < height; row++) {
      String label = y.label(height - 1 - row, height);
      lines.add(("%" + LABEL + "s |%s").formatted(label, new String(area[row])).stripTrailing());
    }
    lines.add(" ".repeat(LABEL) + " +" + "-".repeat(width));
    lines.add(xLabels(x, width));
    return lines;
  }

  private static String xLabels(Axis x, int width) {
    String left = Numbers.brief(x.min());
    String right = Numbers.brief(x.max());
    int gap = Math.max(1, width - left.length() - right.length());
    String labels = left.equals(right) ? left : left + " ".repeat(gap) + right;
    return " ".repeat(LABEL + 2) + labels;
  }

  private record Span(double min, double max) {
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
