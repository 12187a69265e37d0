package io.github.clrsearch.report;

import io.github.clrsearch.training.LearningRateRange.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Smoothed median of the curves of several seeds. */
final class SmoothedMedian {
  private SmoothedMedian() {}

  /**
   * Takes the median over the seeds at each learning rate, then a moving average of both
   * coordinates, because the points are not evenly spaced. At the ends the window shrinks
   * symmetrically.
   *
   * @param value of a point: its accuracy or its loss
   * @param window number of points, odd
   * @return pairs of learning rate and value; learning rates without any value are omitted
   */
  static List<Double[]> of(List<List<Point>> curves, ToDoubleFunction<Point> value, int window) {
    List<double[]> median = median(curves, value);
    List<Double[]> smoothed = new ArrayList<>();
    for (int i = 0; i < median.size(); i++) {
      int reach = Math.min(window / 2, Math.min(i, median.size() - 1 - i));
      List<double[]> near = median.subList(i - reach, i + reach + 1);
      smoothed.add(new Double[] {mean(near, 0), mean(near, 1)});
    }
    return smoothed;
  }

  private static List<double[]> median(List<List<Point>> curves, ToDoubleFunction<Point> value) {
    TreeMap<Double, List<Double>> values = new TreeMap<>();
    for (List<Point> curve : curves) {
      for (Point point : curve) {
        if (Double.isFinite(value.applyAsDouble(point))) {
          values
              .computeIfAbsent(point.eta(), eta -> new ArrayList<>())
              .add(value.applyAsDouble(point));
        }
      }
    }
    List<double[]> median = new ArrayList<>();
    values.forEach((eta, all) -> median.add(new double[] {eta, middle(all)}));
    return median;
  }

  private static double middle(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  private static double mean(List<double[]> points, int coordinate) {
    return points.stream().mapToDouble(point -> point[coordinate]).average().orElseThrow();
  }
}
