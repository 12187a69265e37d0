package io.github.clrsearch.search.findings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A regression tree over the unit cube. Every split minimizes the sum of squares and is halfway
 * between two neighbouring points.
 */
final class RegressionTree {
  /** Smaller leaves would fit the noise of single trials. */
  private static final int MIN_LEAF_SIZE = 3;

  private final List<Leaf> leaves = new ArrayList<>();
  private final int dimensions;
  private final double mean;
  private final List<Marginal> marginals;

  /**
   * A box of the unit cube with the mean of its points.
   *
   * @param low lower corner
   * @param high upper corner
   * @param value mean of the points
   */
  record Leaf(double[] low, double[] high, double value) {
    double width(int dimension) {
      return high[dimension] - low[dimension];
    }

    double volume() {
      double volume = 1;
      for (int d = 0; d < low.length; d++) {
        volume *= width(d);
      }
      return volume;
    }

    boolean contains(double[] point) {
      for (int d = 0; d < low.length; d++) {
        // A point on a border belongs to the upper box, except at the upper end of the cube.
        if (point[d] < low[d] || (point[d] >= high[d] && high[d] < 1)) {
          return false;
        }
      }
      return true;
    }
  }

  /** A split of a box. */
  private record TreeSplit(int dimension, double at, double gain) {}

  /**
   * Grows a tree.
   *
   * @param points in the unit cube, at least one
   */
  RegressionTree(List<double[]> points, List<Double> values) {
    dimensions = points.get(0).length;
    double[] high = new double[dimensions];
    Arrays.fill(high, 1);
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      all.add(i);
    }
    grow(points, values, all, new Leaf(new double[dimensions], high, mean(values, all)));
    mean = leaves.stream().mapToDouble(leaf -> leaf.volume() * leaf.value()).sum();
    marginals = IntStream.range(0, dimensions).mapToObj(d -> Marginal.of(leaves, d)).toList();
  }

  private void grow(List<double[]> points, List<Double> values, List<Integer> inside, Leaf box) {
    TreeSplit best = new TreeSplit(-1, 0, 0);
    for (int d = 0; d < dimensions; d++) {
      TreeSplit split = best(points, values, inside, d);
      if (split.gain() > best.gain()) {
        best = split;
      }
    }
    if (best.dimension() < 0) {
      leaves.add(box);
      return;
    }
    TreeSplit split = best;
    List<Integer> below =
        inside.stream().filter(i -> points.get(i)[split.dimension()] < split.at()).toList();
    List<Integer> above =
        inside.stream().filter(i -> points.get(i)[split.dimension()] >= split.at()).toList();
    double[] high = box.high().clone();
    double[] low = box.low().clone();
    high[split.dimension()] = split.at();
    low[split.dimension()] = split.at();
    grow(points, values, below, new Leaf(box.low(), high, mean(values, below)));
    grow(points, values, above, new Leaf(low, box.high(), mean(values, above)));
  }

  private static TreeSplit best(
      List<double[]> points, List<Double> values, List<Integer> inside, int dimension) {
    List<Integer> ascending =
        inside.stream()
            .sorted(Comparator.comparingDouble((Integer i) -> points.get(i)[dimension]))
            .toList();
    double total = ascending.stream().mapToDouble(values::get).sum();
    int count = ascending.size();
    double belowSum = 0;
    TreeSplit best = new TreeSplit(-1, 0, 1e-15);
    for (int i = 1; i < count; i++) {
      belowSum += values.get(ascending.get(i - 1));
      double from = points.get(ascending.get(i - 1))[dimension];
      double to = points.get(ascending.get(i))[dimension];
      if (i < MIN_LEAF_SIZE || count - i < MIN_LEAF_SIZE || from == to) {
        continue;
      }
      double aboveSum = total - belowSum;
      double gain =
          belowSum * belowSum / i + aboveSum * aboveSum / (count - i) - total * total / count;
      if (gain > best.gain()) {
        best = new TreeSplit(dimension, (from + to) / 2, gain);
      }
    }
    return best;
  }

  private static double mean(List<Double> values, List<Integer> inside) {
    return inside.stream().mapToDouble(values::get).average().orElseThrow();
  }

  double at(double[] point) {
    return leaves.stream().filter(leaf -> leaf.contains(point)).findFirst().orElseThrow().value();
  }

  /** The mean prediction over the cube. */
  double mean() {
    return mean;
  }

  /** The variance of the prediction over the cube. */
  double variance() {
    return leaves.stream()
        .mapToDouble(leaf -> leaf.volume() * (leaf.value() - mean) * (leaf.value() - mean))
        .sum();
  }

  /** The mean prediction over all other dimensions, at a coordinate of one dimension. */
  double marginal(int dimension, double value) {
    return marginals.get(dimension).at(value);
  }

  /**
   * The variance of {@link #marginal} over one dimension. It is exact, because the marginal is
   * constant between splits.
   */
  double marginalVariance(int dimension) {
    return marginals.get(dimension).variance(mean);
  }

  /**
   * The mean prediction over all other dimensions, along one dimension: a step function.
   *
   * @param splits lower ends of the steps, ascending, from 0
   * @param values of the steps
   */
  private record Marginal(double[] splits, double[] values) {
    static Marginal of(List<Leaf> leaves, int dimension) {
      double[] splits =
          leaves.stream().mapToDouble(leaf -> leaf.low()[dimension]).sorted().distinct().toArray();
      double[] values = new double[splits.length];
      for (Leaf leaf : leaves) {
        double part = leaf.value() * leaf.volume() / leaf.width(dimension);
        int first = Arrays.binarySearch(splits, leaf.low()[dimension]);
        for (int i = first; i < splits.length && splits[i] < leaf.high()[dimension]; i++) {
          values[i] += part;
        }
      }
      return new Marginal(splits, values);
    }

    double at(double value) {
      int found = Arrays.binarySearch(splits, value);
      return values[found >= 0 ? found : -found - 2];
    }

    double variance(double mean) {
      double variance = 0;
      for (int i = 0; i < splits.length; i++) {
        double end = i + 1 < splits.length ? splits[i + 1] : 1;
        double difference = values[i] - mean;
        variance += (end - splits[i]) * difference * difference;
      }
      return variance;
    }
  }
}
