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
   * @param window number of points, odd
   * @return pairs of learning rate and accuracy; learning rates without any accuracy are omitted
   */
  static List<double[]> of(List<List<Point>> curves, int window) {
    List<Point> median = median(curves);
    List<double[]> smoothed = new ArrayList<>();
    for (int i = 0; i < median.size(); i++) {
      int reach = Math.min(window / 2, Math.min(i, median.size() - 1 - i));
      List<Point> near = median.subList(i - reach, i + reach + 1);
      smoothed.add(new double[] {mean(near, Point::eta), mean(near, Point::accuracy)});
    }
    return smoothed;
  }

  private static List<Point> median(List<List<Point>> curves) {
    TreeMap<Double, List<Double>> accuracies = new TreeMap<>();
    for (List<Point> curve : curves) {
      for (Point point : curve) {
        if (Double.isFinite(point.accuracy())) {
          accuracies.computeIfAbsent(point.eta(), eta -> new ArrayList<>()).add(point.accuracy());
        }
      }
    }
    List<Point> median = new ArrayList<>();
    accuracies.forEach((eta, values) -> median.add(new Point(eta, middle(values))));
    return median;
  }

  private static double middle(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  private static double mean(List<Point> points, ToDoubleFunction<Point> coordinate) {
    return points.stream().mapToDouble(coordinate).average().orElseThrow();
  }
}
