package io.github.clrsearch.report;

import java.awt.Color;
import java.awt.Paint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.PaintScale;
import org.jfree.chart.renderer.xy.XYBlockRenderer;
import org.jfree.data.xy.DefaultXYZDataset;

/**
 * A confusion matrix as a heat map: a row for each class, a column for each answer, and each
 * class's accuracy beside its name.
 */
public final class ConfusionPicture {
  /** Up to so many classes, a cell has its percentage in it. */
  private static final int MOST_NUMBERS = 20;

  private static final int LONGEST_NAME = 20;
  private static final int MARGIN = 210;
  private static final int LEAST_CELL = 14;
  private static final int LARGEST_CELL = 56;
  private static final int SIDE = 590;

  /** The size of a letter beside a cell as a share of the cell's. */
  private static final double LETTER = 0.65;

  private final int[][] counts;
  private final List<String> names;
  private final int cell;

  private ConfusionPicture(int[][] counts, List<String> names) {
    this.counts = counts;
    this.names = names;
    this.cell = Math.max(LEAST_CELL, Math.min(LARGEST_CELL, SIDE / names.size()));
  }

  /**
   * Draws the matrix.
   *
   * @param name of the files: letters, digits, '.', '_' and '-'
   * @param what was tested, for the title
   * @param counts K x K: {@code counts[label][answer]} images, at least 0. Not modified.
   * @param names of the K classes
   * @throws IllegalArgumentException when the sizes differ or no image was counted
   */
  public static Picture of(String name, String what, int[][] counts, List<String> names) {
    int classes = names.size();
    check(counts, classes);
    long images = Arrays.stream(counts).mapToLong(ConfusionPicture::sum).sum();
    if (images == 0) {
      throw new IllegalArgumentException(
          "the confusion matrix of %s cannot be drawn: it counts no image".formatted(what));
    }
    long right = IntStream.range(0, classes).mapToLong(i -> counts[i][i]).sum();
    String title = "Confusion matrix: " + what;
    String subtitle =
        String.format(
            Locale.ROOT,
            "Accuracy %.2f %% on %,d images; cells: percent of the images of a class",
            100.0 * right / images,
            images);
    ConfusionPicture picture = new ConfusionPicture(counts, names);
    JFreeChart chart = Style.chart(title, subtitle, picture.plot(), Style.Legend.NONE);
    int side = picture.cell * classes;
    return new Picture(
        name, title, subtitle, chart, Math.max(Style.WIDTH, side + MARGIN), side + MARGIN);
  }

  private static void check(int[][] counts, int classes) {
    int[] lengths = Arrays.stream(counts).mapToInt(row -> row.length).toArray();
    if (lengths.length != classes || Arrays.stream(lengths).anyMatch(n -> n != classes)) {
      throw new IllegalArgumentException(
          "a confusion matrix of %d classes must have so many rows and columns, but got rows of %s"
              .formatted(classes, Arrays.toString(lengths)));
    }
    Arrays.stream(counts)
        .flatMapToInt(Arrays::stream)
        .filter(count -> count < 0)
        .findFirst()
        .ifPresent(
            count -> {
              throw new IllegalArgumentException(
                  "a confusion matrix must hold counts of at least 0, but got " + count);
            });
  }

  private static long sum(int[] row) {
    return Arrays.stream(row).asLongStream().sum();
  }

  private XYPlot plot() {
    int classes = names.size();
    SymbolAxis answers =
        axis("answer", names.stream().map(name -> Style.cut(name, LONGEST_NAME)).toList());
    answers.setVerticalTickLabels(cell < LARGEST_CELL || longest() > 9);
    SymbolAxis labels =
        axis("class and its accuracy", IntStream.range(0, classes).mapToObj(this::label).toList());
    labels.setInverted(true);
    DefaultXYZDataset cells = cells();
    XYBlockRenderer renderer = new XYBlockRenderer();
    renderer.setPaintScale(new Blues());
    XYPlot plot = new XYPlot(cells, answers, labels, renderer);
    Style.of(plot);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinesVisible(false);
    if (classes <= MOST_NUMBERS) {
      write(plot, cells);
    }
    return plot;
  }

  private int longest() {
    return names.stream().mapToInt(String::length).max().orElse(0);
  }

  private SymbolAxis axis(String title, List<String> symbols) {
    SymbolAxis axis = new SymbolAxis(title, symbols.toArray(String[]::new));
    Style.of(axis);
    axis.setTickLabelFont(Style.small(Math.min(Style.TEXT, (int) (LETTER * cell))));
    axis.setGridBandsVisible(false);
    axis.setRange(-0.5, names.size() - 0.5);
    return axis;
  }

  private String label(int label) {
    long images = sum(counts[label]);
    String name = Style.cut(names.get(label), LONGEST_NAME);
    return images == 0
        ? name + "  (none)"
        : String.format(Locale.ROOT, "%s  %.1f %%", name, 100.0 * counts[label][label] / images);
  }

  /** The cells that are not empty: {answer, label, fraction}. */
  private DefaultXYZDataset cells() {
    List<double[]> cells = new ArrayList<>();
    for (int label = 0; label < names.size(); label++) {
      for (int answer = 0; answer < names.size(); answer++) {
        if (counts[label][answer] > 0) {
          cells.add(new double[] {answer, label, fraction(label, answer)});
        }
      }
    }
    DefaultXYZDataset data = new DefaultXYZDataset();
    data.addSeries("images", new double[][] {column(cells, 0), column(cells, 1), column(cells, 2)});
    return data;
  }

  private static double[] column(List<double[]> cells, int column) {
    return cells.stream().mapToDouble(cell -> cell[column]).toArray();
  }

  /** Of the images of a class. */
  private double fraction(int label, int answer) {
    return counts[label][answer] / (double) sum(counts[label]);
  }

  private void write(XYPlot plot, DefaultXYZDataset cells) {
    for (int i = 0; i < cells.getItemCount(0); i++) {
      double fraction = cells.getZValue(0, i);
      XYTextAnnotation text =
          new XYTextAnnotation(
              Style.format("0.0").format(100 * fraction),
              cells.getXValue(0, i),
              cells.getYValue(0, i));
      text.setFont(Style.small(Math.min(Style.TEXT, cell / 3)));
      text.setPaint(Blues.inkOn(fraction));
      plot.addAnnotation(text);
    }
  }

  /** From white to dark blue: told apart by lightness alone. */
  private static final class Blues implements PaintScale {
    private static final Color DARK = new Color(0x08306B);
    private static final double HALF = 0.45;

    static Color inkOn(double fraction) {
      return Math.sqrt(fraction) < HALF + 0.15 ? Style.BLACK : Color.WHITE;
    }

    @Override
    public double getLowerBound() {
      return 0;
    }

    @Override
    public double getUpperBound() {
      return 1;
    }

    /** By the root, so that the rare confusions are seen beside the many right answers. */
    @Override
    public Paint getPaint(double fraction) {
      double dark = Math.sqrt(Math.min(1, Math.max(0, fraction)));
      return new Color(
          mixed(255, DARK.getRed(), dark),
          mixed(255, DARK.getGreen(), dark),
          mixed(255, DARK.getBlue(), dark));
    }

    private static int mixed(int light, int dark, double share) {
      return (int) Math.round(light + share * (dark - light));
    }
  }
}
