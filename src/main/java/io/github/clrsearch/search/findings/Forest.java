package io.github.clrsearch.search.findings;

import io.github.clrsearch.search.space.Axis;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Seeds;
import io.github.clrsearch.search.trial.Metric;
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
 * A random forest that predicts the score over the unit cube (Breiman, Machine Learning 45, 2001).
 * Each tree is grown from a bootstrap sample of the trials.
 *
 * @param axes dimensions of the cube
 * @param trees the trees
 * @param explained out-of-bag R^2: the share of the variance of the scores that trees explain in
 *     trials they were not grown from, 0 .. 1
 * @param trials number of trials
 * @param unit scores per unit of the trees' predictions
 * @param mean of the trees' predictions over the cube
 */
public record Forest(
    List<Axis> axes,
    List<RegressionTree> trees,
    double explained,
    int trials,
    double unit,
    double mean) {
  private static final int TREES = 100;
  private static final int MIN_TRIALS = 8;

  /** Of more trials an even sample is used: all of them would take minutes and add little. */
  private static final int MAX_TRIALS = 1000;

  /**
   * Grows a forest, which takes seconds for many trials; empty if there are too few.
   *
   * @param space a space that contains all settings
   * @param observations every trial at the end of every cycle; divergences count as the worst
   * @param metric of the observations
   * @param studySeed seed of the bootstrap samples
   */
  public static Optional<Forest> of(
      SearchSpace space, List<Observation> observations, Metric metric, long studySeed) {
    List<Axis> axes = Axis.of(space, observations.stream().map(Observation::setting).toList());
    double[] scores =
        observations.stream()
            .filter(Observation::measured)
            .mapToDouble(Observation::score)
            .toArray();
    double worst =
        scores.length == 0
            ? 0
            : Math.max(metric.lowest(scores), Arrays.stream(scores).min().orElseThrow());
    double unit = unit(scores, metric, worst);
    // Whole trials are drawn or left out, because the cycle ends of one trial are correlated.
    Map<String, List<ObservedPoint>> byTrial =
        observations.stream()
            .flatMap(observation -> ObservedPoint.of(axes, observation, worst, unit).stream())
            .collect(
                Collectors.groupingBy(ObservedPoint::trial, TreeMap::new, Collectors.toList()));
    if (axes.isEmpty() || byTrial.size() < MIN_TRIALS) {
      return Optional.empty();
    }
    return Optional.of(grown(axes, sample(List.copyOf(byTrial.values())), unit, studySeed));
  }

  /** Trees need numbers of about 1: that of fractions is 1, otherwise it is the largest score. */
  private static double unit(double[] scores, Metric metric, double worst) {
    double largest =
        Arrays.stream(scores).map(score -> Math.abs(Math.max(worst, score))).max().orElse(1);
    return metric.isFraction() || largest == 0 ? 1 : largest;
  }

  private static List<List<ObservedPoint>> sample(List<List<ObservedPoint>> trials) {
    int count = Math.min(trials.size(), MAX_TRIALS);
    return IntStream.range(0, count)
        .mapToObj(i -> trials.get((int) ((long) i * trials.size() / count)))
        .toList();
  }

  private static Forest grown(
      List<Axis> axes, List<List<ObservedPoint>> trials, double unit, long studySeed) {
    List<RegressionTree> trees = new ArrayList<>();
    Map<ObservedPoint, double[]> outside = new LinkedHashMap<>();
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
                  values.add(row.score());
                });
      }
      RegressionTree grown = new RegressionTree(points, values);
      trees.add(grown);
      for (int i = 0; i < trials.size(); i++) {
        if (!drawn[i]) {
          for (ObservedPoint row : trials.get(i)) {
            double[] sum = outside.computeIfAbsent(row, r -> new double[2]);
            sum[0] += grown.at(row.point());
            sum[1]++;
          }
        }
      }
    }
    double mean = trees.stream().mapToDouble(RegressionTree::mean).average().orElseThrow();
    return new Forest(axes, trees, explained(outside), trials.size(), unit, mean);
  }

  /** The out-of-bag R^2, 0 .. 1. */
  private static double explained(Map<ObservedPoint, double[]> outside) {
    double mean = outside.keySet().stream().mapToDouble(ObservedPoint::score).average().orElse(0);
    double variance = 0;
    double error = 0;
    for (Map.Entry<ObservedPoint, double[]> entry : outside.entrySet()) {
      double score = entry.getKey().score();
      double predicted = entry.getValue()[0] / entry.getValue()[1];
      variance += (score - mean) * (score - mean);
      error += (score - predicted) * (score - predicted);
    }
    return variance == 0 ? 0 : Math.max(0, 1 - error / variance);
  }

  /** The mean prediction over all other dimensions, at a coordinate of one dimension. */
  double marginal(int dimension, double coordinate) {
    return trees.stream()
        .mapToDouble(tree -> tree.marginal(dimension, coordinate))
        .average()
        .orElseThrow();
  }

  /** The main effect of a coordinate on the score: the marginal minus the overall mean. */
  double effect(int dimension, double coordinate) {
    return unit * (marginal(dimension, coordinate) - mean);
  }

  /** The importance of each axis alone. */
  public Importances importances() {
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

  /** An observed point of the cube. Compared by identity: one object per cycle end. */
  private static final class ObservedPoint {
    private final String trial;
    private final double[] point;
    private final double score;

    private ObservedPoint(String trial, double[] point, double score) {
      this.trial = trial;
      this.point = point;
      this.score = score;
    }

    static Optional<ObservedPoint> of(
        List<Axis> axes, Observation observation, double worst, double unit) {
      return Axis.coordinates(axes, observation.setting())
          .map(
              point ->
                  new ObservedPoint(
                      observation.trial(),
                      Arrays.stream(point).map(x -> Math.min(Math.max(x, 0), 1)).toArray(),
                      (observation.measured() ? Math.max(worst, observation.score()) : worst)
                          / unit));
    }

    String trial() {
      return trial;
    }

    double[] point() {
      return point;
    }

    double score() {
      return score;
    }
  }
}
