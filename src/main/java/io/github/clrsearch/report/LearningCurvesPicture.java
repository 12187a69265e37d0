package io.github.clrsearch.report;

import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Measurement;
import io.github.clrsearch.store.EndedTrial;
import java.awt.Color;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * The learning curves of a trial, one panel below the other over the same updates: cost, loss and
 * accuracy of both splits, and the learning rate. Cycle ends are dashed lines.
 */
public final class LearningCurvesPicture {
  private static final int HEIGHT = 900;
  private static final double GAP = 14;

  /** Beside the first and the last update, as a share of all. */
  private static final double MARGIN = 0.01;

  private static final int MOST_LABELS = 12;
  private static final double DOT = 4;
  private static final double QUANTILE = 0.75;
  private static final double HEADROOM = 2;

  private final EndedTrial ended;

  private LearningCurvesPicture(EndedTrial ended) {
    this.ended = ended;
  }

  /**
   * Draws what a trial measured. A number that there is not is a gap; where a few values dwarf the
   * others, as before a divergence, the curve leaves its panel.
   *
   * @throws IllegalArgumentException when the trial measured nothing
   */
  public static Picture of(EndedTrial ended) {
    if (ended.result().measurements().stream().noneMatch(LearningCurvesPicture::measured)) {
      throw new IllegalArgumentException(
          "the learning curves of %s cannot be drawn: it measured nothing (%s)"
              .formatted(ended.trial(), ended.result().outcome().name()));
    }
    String title = "Learning curves: %s of %s".formatted(ended.trial(), ended.trial().study());
    String reason = ended.result().outcome().reason();
    String subtitle =
        ended.trial().setting()
            + (reason == null ? "" : ", %s: %s".formatted(ended.result().outcome().name(), reason));
    JFreeChart chart =
        Style.chart(title, subtitle, new LearningCurvesPicture(ended).plot(), Style.Legend.BELOW);
    String name = "learning-curves-%s-%d".formatted(ended.trial().stage(), ended.trial().number());
    return new Picture(name, title, subtitle, chart, Style.WIDTH, HEIGHT);
  }

  private static boolean measured(Measurement measurement) {
    return Double.isFinite(measurement.cost())
        || Double.isFinite(measurement.loss())
        || Double.isFinite(measurement.accuracy());
  }

  private CombinedDomainXYPlot plot() {
    NumberAxis updates = Style.axis("updates");
    updates.setNumberFormatOverride(Style.format("#,##0"));
    double last = Math.max(1, ended.result().updates());
    updates.setRange(-MARGIN * last, (1 + MARGIN) * last);
    CombinedDomainXYPlot plot = new CombinedDomainXYPlot(updates);
    plot.setGap(GAP);
    plot.add(bounded(panel("cost (nats)", Measurement::cost), Measurement::cost), 3);
    plot.add(bounded(panel("loss (nats)", Measurement::loss), Measurement::loss), 3);
    XYPlot accuracy = panel("accuracy", Measurement::accuracy);
    ((NumberAxis) accuracy.getRangeAxis()).setNumberFormatOverride(Style.format("0.# %"));
    plot.add(accuracy, 3);
    plot.add(etaPanel(), 2);
    plot.setFixedLegendItems(legend());
    Style.of(plot);
    label(plot.getSubplots().get(0));
    return plot;
  }

  private XYPlot panel(String name, ToDoubleFunction<Measurement> value) {
    XYSeriesCollection data = new XYSeriesCollection();
    // The first series is drawn last: on top.
    data.addSeries(series(Measurement.VALIDATION, value));
    data.addSeries(series(Measurement.TRAINING, value));
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, true);
    renderer.setDrawSeriesLineAsPath(true);
    renderer.setDrawOutlines(false);
    of(renderer, 0, Style.VERMILION);
    of(renderer, 1, Style.BLUE);
    return plot(name, data, renderer);
  }

  private static void of(XYLineAndShapeRenderer renderer, int series, Color colour) {
    renderer.setSeriesPaint(series, colour);
    renderer.setSeriesStroke(series, Style.line(1.8));
    renderer.setSeriesShape(series, Style.dot(DOT));
  }

  private XYSeries series(String split, ToDoubleFunction<Measurement> value) {
    XYSeries series = new XYSeries(split, false, true);
    for (Measurement measurement : ended.result().measurements()) {
      if (measurement.split().equals(split)) {
        double y = value.applyAsDouble(measurement);
        series.add((Number) measurement.update(), Double.isFinite(y) ? y : null);
      }
    }
    return series;
  }

  private XYPlot plot(String name, XYSeriesCollection data, XYLineAndShapeRenderer renderer) {
    XYPlot plot = new XYPlot(data, null, Style.axis(name), renderer);
    Style.of(plot);
    for (CycleResult cycle : ended.result().cycles()) {
      plot.addDomainMarker(
          new ValueMarker(cycle.updates(), Style.GREY, Style.dashed(1)), Layer.BACKGROUND);
    }
    return plot;
  }

  /** Lets the rare value that dwarfs the others leave the panel. */
  private XYPlot bounded(XYPlot plot, ToDoubleFunction<Measurement> value) {
    double[] sorted =
        ended.result().measurements().stream()
            .mapToDouble(value)
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    if (sorted.length > 0) {
      double highest = HEADROOM * sorted[(int) (QUANTILE * (sorted.length - 1))];
      if (sorted[sorted.length - 1] > highest && highest > sorted[0]) {
        plot.getRangeAxis().setRange(Math.min(0, sorted[0]), highest);
      }
    }
    return plot;
  }

  /** The learning rate as the schedule has it: measurements seldom meet its corners. */
  private XYPlot etaPanel() {
    XYSeries eta = new XYSeries("eta", false, true);
    for (double[] point : EtaCurve.of(ended)) {
      eta.add((Number) point[0], Double.isFinite(point[1]) ? point[1] : null);
    }
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    renderer.setDrawSeriesLineAsPath(true);
    of(renderer, 0, Style.GREEN);
    return plot("learning rate eta", new XYSeriesCollection(eta), renderer);
  }

  private LegendItemCollection legend() {
    LegendItemCollection items = new LegendItemCollection();
    items.add(Style.legend("training", Style.BLUE, Style.line(1.8)));
    items.add(Style.legend("validation", Style.VERMILION, Style.line(1.8)));
    items.add(Style.legend("learning rate", Style.GREEN, Style.line(1.8)));
    if (!ended.result().cycles().isEmpty()) {
      items.add(Style.legend("cycle ends", Style.GREY, Style.dashed(1)));
    }
    return items;
  }

  /** Numbers the cycles at the top of the first panel, where there is room for that. */
  private void label(XYPlot top) {
    List<CycleResult> cycles = ended.result().cycles();
    if (cycles.size() > MOST_LABELS) {
      return;
    }
    for (CycleResult cycle : cycles) {
      ValueMarker marker = new ValueMarker(cycle.updates(), new Color(0, 0, 0, 0), Style.line(0));
      marker.setLabel("cycle " + cycle.cycle());
      marker.setLabelFont(Style.small(11));
      marker.setLabelPaint(Style.GREY);
      marker.setLabelBackgroundColor(new Color(0, 0, 0, 0));
      marker.setLabelAnchor(RectangleAnchor.TOP_LEFT);
      marker.setLabelTextAnchor(TextAnchor.TOP_RIGHT);
      top.addDomainMarker(marker, Layer.BACKGROUND);
    }
  }
}
