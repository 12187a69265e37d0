package io.github.clrsearch.report;

import io.github.clrsearch.training.LearningRateRange.Point;
import io.github.clrsearch.training.LearningRateSuggestion;
import io.github.clrsearch.training.LearningRateSuggestion.Spread;
import java.awt.Color;
import java.util.List;
import java.util.Optional;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * The learning rate range test: validation accuracy over the learning rate, a thin line per seed,
 * their smoothed median, and the suggested bounds with their spread.
 */
public final class RangeTestPicture {
  private static final int HEIGHT = 500;
  private static final Color SEED = new Color(0x9CCBE8);
  private static final float BAND = 0.18f;

  /** From this many decades on, each has a mark of its own. */
  private static final double DECADES = 1.5;

  /** How the learning rate is drawn. */
  public enum Scale {
    /** By its decimal logarithm: the whole test is seen. */
    LOGARITHMIC("lr-range"),
    /** As it rises. */
    LINEAR("lr-range-linear");

    private final String file;

    Scale(String file) {
      this.file = file;
    }

    private double of(double eta) {
      return this == LINEAR ? eta : Math.log10(eta);
    }
  }

  private final Scale scale;

  private RangeTestPicture(Scale scale) {
    this.scale = scale;
  }

  /**
   * Draws the test.
   *
   * @param study its name
   * @param curves one a seed, in ascending order of eta; a point whose accuracy is NaN is a gap
   * @param suggestion of all of them; empty where there is none
   * @param window how many points the median is smoothed over, odd
   * @throws IllegalArgumentException when no point has an accuracy
   */
  public static Picture of(
      String study,
      List<List<Point>> curves,
      Optional<LearningRateSuggestion> suggestion,
      int window,
      Scale scale) {
    List<List<Point>> drawn = curves.stream().map(curve -> drawable(curve, scale)).toList();
    List<double[]> median = SmoothedMedian.of(drawn, window, scale::of);
    if (median.isEmpty()) {
      throw new IllegalArgumentException(
          "the learning rate range test of %s cannot be drawn: none of its %d curves has an accuracy"
              .formatted(study, curves.size()));
    }
    String title = "Learning rate range test: " + study;
    String subtitle =
        suggestion
            .map(
                found ->
                    "Suggested by %d of %d seeds: eta_min %s, eta_max %s"
                        .formatted(
                            found.seeds(),
                            curves.size(),
                            text(found.etaMin()),
                            text(found.etaMax())))
            .orElse("No suggestion");
    XYPlot plot = new RangeTestPicture(scale).plot(drawn, median, suggestion);
    plot.setFixedLegendItems(legend(curves.size(), suggestion.isPresent()));
    JFreeChart chart = Style.chart(title, subtitle, plot, Style.Legend.BELOW);
    return new Picture(scale.file, title, subtitle, chart, Style.WIDTH, HEIGHT);
  }

  /** Zero has no logarithm. */
  private static List<Point> drawable(List<Point> curve, Scale scale) {
    return curve.stream().filter(point -> Double.isFinite(scale.of(point.eta()))).toList();
  }

  private XYPlot plot(
      List<List<Point>> curves,
      List<double[]> median,
      Optional<LearningRateSuggestion> suggestion) {
    XYSeriesCollection data = new XYSeriesCollection();
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    renderer.setDrawSeriesLineAsPath(true);
    // The first series is drawn last: on top.
    XYSeries smoothed = new XYSeries("median", false, true);
    for (double[] point : median) {
      smoothed.add(point[0], point[1]);
    }
    data.addSeries(smoothed);
    renderer.setSeriesPaint(0, Style.BLUE);
    renderer.setSeriesStroke(0, Style.line(3));
    for (int seed = 0; seed < curves.size(); seed++) {
      data.addSeries(series("seed " + seed, curves.get(seed)));
      renderer.setSeriesPaint(seed + 1, SEED);
      renderer.setSeriesStroke(seed + 1, Style.line(1.2));
    }
    NumberAxis accuracy = Style.axis("validation accuracy");
    accuracy.setNumberFormatOverride(Style.format("0.# %"));
    XYPlot plot = new XYPlot(data, etaAxis(curves), accuracy, renderer);
    Style.of(plot);
    suggestion.ifPresent(
        found -> {
          mark(plot, found.etaMin(), Style.GREEN);
          mark(plot, found.etaMax(), Style.VERMILION);
        });
    return plot;
  }

  private XYSeries series(String name, List<Point> curve) {
    XYSeries series = new XYSeries(name, false, true);
    for (Point point : curve) {
      boolean there = Double.isFinite(point.accuracy());
      series.add((Number) scale.of(point.eta()), there ? point.accuracy() : null);
    }
    return series;
  }

  private NumberAxis etaAxis(List<List<Point>> curves) {
    NumberAxis axis = Style.axis("learning rate eta");
    double[] etas =
        curves.stream()
            .flatMap(List::stream)
            .mapToDouble(point -> scale.of(point.eta()))
            .sorted()
            .toArray();
    axis.setLowerMargin(0.01);
    axis.setUpperMargin(0.01);
    if (scale == Scale.LOGARITHMIC) {
      if (etas[etas.length - 1] - etas[0] >= DECADES) {
        axis.setTickUnit(new NumberTickUnit(1, new PowersOfTen()), true, true);
      } else {
        axis.setNumberFormatOverride(new PowersOfTen());
      }
    }
    return axis;
  }

  private void mark(XYPlot plot, Spread bound, Color colour) {
    IntervalMarker spread =
        new IntervalMarker(place(plot, bound.lowest()), place(plot, bound.highest()), colour);
    spread.setAlpha(BAND);
    plot.addDomainMarker(spread, Layer.BACKGROUND);
    ValueMarker median = new ValueMarker(place(plot, bound.median()), colour, Style.dashed(1.8));
    median.setAlpha(1);
    plot.addDomainMarker(median, Layer.BACKGROUND);
  }

  /** Zero, which has no logarithm, is where the axis begins. */
  private double place(XYPlot plot, double eta) {
    return Math.max(scale.of(eta), plot.getDomainAxis().getLowerBound());
  }

  private static LegendItemCollection legend(int seeds, boolean suggested) {
    LegendItemCollection items = new LegendItemCollection();
    items.add(Style.legend("%d seeds".formatted(seeds), SEED, Style.line(1.2)));
    items.add(Style.legend("smoothed median", Style.BLUE, Style.line(3)));
    if (suggested) {
      items.add(Style.legend("eta_min, its spread shaded", Style.GREEN, Style.dashed(1.8)));
      items.add(Style.legend("eta_max, its spread shaded", Style.VERMILION, Style.dashed(1.8)));
    }
    return items;
  }

  /** The median and the spread: {@code 0.0450 [0.0410, 0.0520]}. */
  private static String text(Spread bound) {
    return "%s [%s, %s]"
        .formatted(
            PowersOfTen.brief(bound.median()),
            PowersOfTen.brief(bound.lowest()),
            PowersOfTen.brief(bound.highest()));
  }
}
