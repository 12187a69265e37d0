package io.github.clrsearch.cli.console;

import io.github.clrsearch.search.space.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;

/** Scatter plot in plain ASCII characters, for any terminal. */
public final class TextScatter {
  /** Smallest width of the labels of the vertical axis. */
  private static final int LABEL = 9;

  /**
   * A point.
   *
   * @param x on the horizontal axis
   * @param y value of the metric
   * @param mark its character; the last of several points in the same cell is shown
   */
  public record Point(double x, double y, char mark) {}

  /**
   * The horizontal axis.
   *
   * @param min value at the left end; above 0 on a logarithmic axis
   * @param max value at the right end, at least {@code min}
   * @param log whether it is logarithmic
   */
  public record Axis(double min, double max, boolean log) {
    /** Checks that the ends are finite, in order, and above 0 on a logarithmic axis. */
    public Axis {
      if (!(min <= max) || !Double.isFinite(max - min) || log && min <= 0) {
        throw new IllegalArgumentException(
            "an axis must have finite ends min <= max, and min > 0 if it is logarithmic, but got [%s, %s]"
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
   * @param x the horizontal axis; the vertical axis spans the lowest to the highest point
   * @param yText text of a value of the vertical axis
   * @param width columns of the plot area without labels, at least 2
   * @param height rows of the plot area, at least 2
   * @return one line per row and two lines for the x axis; empty if there are no points
   * @throws IllegalArgumentException if a point is outside the x axis
   */
  public static List<String> draw(
      List<Point> points, Axis x, DoubleFunction<String> yText, int width, int height) {
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
    List<String> labels =
        IntStream.range(0, height).mapToObj(cell -> y.label(cell, height, yText)).toList();
    int label = Math.max(LABEL, labels.stream().mapToInt(String::length).max().orElse(0));
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < height; row++) {
      String text = labels.get(height - 1 - row);
      lines.add(("%" + label + "s |%s").formatted(text, new String(area[row])).stripTrailing());
    }
    lines.add(" ".repeat(label) + " +" + "-".repeat(width));
    lines.add(" ".repeat(label + 2) + xLabels(x, width));
    return lines;
  }

  private static String xLabels(Axis x, int width) {
    String left = Numbers.brief(x.min());
    String right = Numbers.brief(x.max());
    int gap = Math.max(1, width - left.length() - right.length());
    return left.equals(right) ? left : left + " ".repeat(gap) + right;
  }

  private record Span(double min, double max) {
    /** The value at the first, middle and last cell; empty at the others. */
    String label(int cell, int cells, DoubleFunction<String> text) {
      boolean labelled =
          max > min ? cell % (cells - 1) == 0 || cell == cells / 2 : cell == cells / 2;
      double value = min + (max - min) * cell / (cells - 1);
      return labelled ? text.apply(value) : "";
    }

    /** The cell of a value, 0 .. cells - 1; the middle if all values are equal. */
    int cell(double value, int cells) {
      return max == min ? cells / 2 : (int) Math.round((value - min) / (max - min) * (cells - 1));
    }
  }
}
