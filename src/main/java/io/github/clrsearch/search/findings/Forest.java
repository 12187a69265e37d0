package io.github.clrsearch.search.findings;

import io.github.clrsearch.search.space.Axis;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Seeds;
import io.github.clrsearch.search.trial.Observation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A random forest of the validation accuracy over the unit cube (Breiman, Machine Learning 45,
 * 2001), each tree grown from as many trials as there are, drawn with replacement.
 *
 * @param axes the cube's
 * @param explained the part of the accuracies' variance that trees predict in trials they were not
 *     grown from, 0 .. 1
 * @param trials that it was grown from
 */
record Forest(List<Axis> axes, List<RegressionTree> trees, double explained, int trials) {
  private static final int TREES = 100;
  private static final int LEAST_TRIALS = 8;

  /** Of more trials an even sample tells as much; all of them would take minutes. */
  private static final int MOST_TRIALS = 1000;

  static Optional<Forest> of(SearchSpace space, List<Observation> observations, long studySeed) {
    List<Axis> axes = Axis.of(space, observations.stream().map(Observation::setting).toList());
    double worst =
        observations.stream()
            .filter(Observation::measured)
            .mapToDouble(Observation::accuracy)
            .min()
            .orElse(0);
    // Trials as a whole are drawn or left out: the cycle ends of one are much alike.
    Map<String, List<Row>> byTrial =
        observations.stream()
            .flatMap(observation -> Row.of(axes, observation, worst).stream())
            .collect(Collectors.groupingBy(Row::trial, TreeMap::new, Collectors.toList()));
    if (axes.isEmpty() || byTrial.size() < LEAST_TRIALS) {
      return Optional.empty();
    }
    return Optional.of(grown(axes, sample(List.copyOf(byTrial.values())), studySeed));
  }

  private static List<List<Row>> sample(List<List<Row>> trials) {
    int count = Math.min(trials.size(), MOST_TRIALS);
    return IntStream.range(0, count)
        .mapToObj(i -> trials.get((int) ((long) i * trials.size() / count)))
        .toList();
  }

  private static Forest grown(List<Axis> axes, List<List<Row>> trials, long studySeed) {
    List<RegressionTree> trees = new ArrayList<>();
    Map<Row, double[]> outside = new LinkedHashMap<>();
    for (int tree = 0; tree < TREES; tree++) {
      boolean[] drawn = new boolean[trials.size()];
      List<double[]> points = new ArrayList<>();
      List<Double> values = new ArrayList<>();
      for (int i = 0; i < trials.size(); i++) {
        int next = (int) (trials.size() * Seeds.point(studySeed, "forest", tree, i, "trial"));
        drawn[next] = true;
        trials
            .get(next)
            .forEach(
                row -> {
                  points.add(row.point());
                  values.add(row.accuracy());
                });
      }
      RegressionTree grown = new RegressionTree(points, values);
      trees.add(grown);
      for (int i = 0; i < trials.size(); i++) {
        if (!drawn[i]) {
          for (Row row : trials.get(i)) {
            double[] sum = outside.computeIfAbsent(row, r -> new double[2]);
            sum[0] += grown.at(row.point());
            sum[1]++;
          }
        }
      }
    }
    return new Forest(axes, trees, explained(outside), trials.size());
  }

  /** The part of the variance that trees predict in trials they were not grown from, 0 .. 1. */
  private static double explained(Map<Row, double[]> outside) {
    double mean = outside.keySet().stream().mapToDouble(Row::accuracy).average().orElse(0);
    double variance = 0;
    double error = 0;
    for (Map.Entry<Row, double[]> entry : outside.entrySet()) {
      double accuracy = entry.getKey().accuracy();
      double predicted = entry.getValue()[0] / entry.getValue()[1];
      variance += (accuracy - mean) * (accuracy - mean);
      error += (accuracy - predicted) * (accuracy - predicted);
    }
    return variance == 0 ? 0 : Math.max(0, 1 - error / variance);
  }

  /** The forest's mean over all other dimensions where one of them has a coordinate. */
  double marginal(int dimension, double coordinate) {
    return trees.stream()
        .mapToDouble(tree -> tree.marginal(dimension, coordinate))
        .average()
        .orElseThrow();
  }

  /** By how much a coordinate alone raises the mean. */
  double effect(int dimension, double coordinate) {
    double mean = trees.stream().mapToDouble(RegressionTree::mean).average().orElseThrow();
    return marginal(dimension, coordinate) - mean;
  }

  /** How much each axis alone explains. */
  Importances importances() {
    Map<String, Double> byName = new LinkedHashMap<>();
    for (int d = 0; d < axes.size(); d++) {
      int dimension = d;
      double part =
          trees.stream()
              .mapToDouble(
                  tree -> {
                    double variance = tree.variance();
                    return variance == 0 ? 0 : tree.marginalVariance(dimension) / variance;
                  })
              .average()
              .orElseThrow();
      byName.put(axes.get(d).name(), explained * part);
    }
    return new Importances(byName, trials);
  }

  /** A point of the cube with what was seen there; one object a cycle's end. */
  private static final class Row {
    private final String trial;
    private final double[] point;
    private final double accuracy;

    private Row(String trial, double[] point, double accuracy) {
      this.trial = trial;
      this.point = point;
      this.accuracy = accuracy;
    }

    static Optional<Row> of(List<Axis> axes, Observation observation, double worst) {
      return Axis.coordinates(axes, observation.setting())
          .map(
              point ->
                  new Row(
                      observation.trial(),
                      Arrays.stream(point).map(x -> Math.min(Math.max(x, 0), 1)).toArray(),
                      observation.measured() ? observation.accuracy() : worst));
    }

    String trial() {
      return trial;
    }

    double[] point() {
      return point;
    }

    double accuracy() {
      return accuracy;
    }
  }
}
