package io.github.clrsearch.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/**
 * How all pictures look. The colours are those of M. Okabe and K. Ito, "Color Universal Design"
 * (2008), which the colour-blind tell apart; every font is a {@link MeasuredFont}.
 */
final class Style {
  static final Color BLUE = new Color(0x0072B2);
  static final Color VERMILION = new Color(0xD55E00);
  static final Color GREEN = new Color(0x009E73);
  static final Color BLACK = new Color(0x222222);
  static final Color GREY = new Color(0x666666);
  static final Color LIGHT = new Color(0xE4E4E4);

  /** The width of most pictures, pixels. */
  static final int WIDTH = 800;

  static final int TEXT = 13;
  private static final int TITLE = 16;
  private static final int LONGEST_TITLE = 70;
  private static final int LONGEST_SUBTITLE = 110;

  static {
    // Turned texts stay texts: Java's way around an old fault would draw their outlines.
    TextUtils.setUseDrawRotatedStringWorkaround(false);
  }

  private Style() {}

  static Font text() {
    return new MeasuredFont(Font.PLAIN, TEXT);
  }

  static Font small(int size) {
    return new MeasuredFont(Font.PLAIN, size);
  }

  /** A line of some width, its corners round. */
  static Stroke line(double width) {
    return new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
  }

  static Stroke dashed(double width) {
    return new BasicStroke(
        (float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {4, 3}, 0);
  }

  /** The mark of a measurement. */
  static Shape dot(double diameter) {
    return new Ellipse2D.Double(-diameter / 2, -diameter / 2, diameter, diameter);
  }

  /** A format that is the same in every country. */
  static DecimalFormat format(String pattern) {
    return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
  }

  /** An axis with round numbers, which need not show zero. */
  static NumberAxis axis(String label) {
    NumberAxis axis = new NumberAxis(label);
    axis.setStandardTickUnits(NumberAxis.createStandardTickUnits(Locale.ROOT));
    axis.setAutoRangeIncludesZero(false);
    of(axis);
    return axis;
  }

  static void of(Axis axis) {
    axis.setLabelFont(text());
    axis.setLabelPaint(BLACK);
    axis.setTickLabelFont(text());
    axis.setTickLabelPaint(BLACK);
    axis.setAxisLinePaint(GREY);
    axis.setTickMarkPaint(GREY);
    axis.setLabelInsets(new RectangleInsets(6, 4, 8, 4));
  }

  static void of(XYPlot plot) {
    plot.setBackgroundPaint(Color.WHITE);
    plot.setOutlineVisible(false);
    plot.setDomainGridlinePaint(LIGHT);
    plot.setRangeGridlinePaint(LIGHT);
    plot.setDomainGridlineStroke(line(1));
    plot.setRangeGridlineStroke(line(1));
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setNoDataMessageFont(text());
  }

  /** An entry of a legend that is a line. */
  static LegendItem legend(String label, Color colour, Stroke stroke) {
    LegendItem item =
        new LegendItem(label, null, null, null, new Line2D.Double(-12, 0, 12, 0), stroke, colour);
    item.setLabelFont(text());
    item.setLabelPaint(BLACK);
    return item;
  }

  /** A chart of a plot with a title, a line of small print and, where wanted, a legend below. */
  static JFreeChart chart(String title, String subtitle, Plot plot, Legend legend) {
    JFreeChart chart = new JFreeChart(null, new MeasuredFont(Font.BOLD, TITLE), plot, false);
    chart.setBackgroundPaint(Color.WHITE);
    chart.setPadding(new RectangleInsets(10, 10, 10, 18));
    chart.addSubtitle(text(cut(title, LONGEST_TITLE), new MeasuredFont(Font.BOLD, TITLE), BLACK));
    chart.addSubtitle(text(cut(subtitle, LONGEST_SUBTITLE), text(), GREY));
    if (legend == Legend.BELOW) {
      LegendTitle below = new LegendTitle(plot);
      below.setItemFont(text());
      below.setItemPaint(BLACK);
      below.setFrame(BlockBorder.NONE);
      below.setBackgroundPaint(Color.WHITE);
      below.setPosition(RectangleEdge.BOTTOM);
      below.setItemLabelPadding(new RectangleInsets(2, 4, 2, 14));
      chart.addSubtitle(below);
    }
    return chart;
  }

  /** Whether a chart explains its marks. */
  enum Legend {
    NONE,
    BELOW
  }

  private static TextTitle text(String text, Font font, Color colour) {
    TextTitle title = new TextTitle(text, font);
    title.setPaint(colour);
    title.setHorizontalAlignment(HorizontalAlignment.LEFT);
    title.setTextAlignment(HorizontalAlignment.LEFT);
    title.setExpandToFitSpace(true);
    title.setPadding(0, 4, 4, 4);
    return title;
  }

  /** A text on one line of at most so many characters, dots standing for what is left out. */
  static String cut(String text, int longest) {
    String line = SvgGraphics.allowed(text.replaceAll("\\s+", " ").strip());
    int characters = line.codePointCount(0, line.length());
    return characters <= longest
        ? line
        : line.substring(0, line.offsetByCodePoints(0, longest - 1)).strip() + "…";
  }
}
