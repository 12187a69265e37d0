package io.github.clrsearch.search.trial;

import io.github.clrsearch.search.space.Numbers;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measurements of a trial at the end of a cycle. A trial of exactly this many cycles would have
 * ended with the same numbers. A number that was not measured is NaN here and NULL in tables.
 *
 * <p>Trials are compared by the {@link Metric} of their search. The built-in training has those of
 * the components; any other objective has metrics of its own, by name.
 *
 * @param cycle from 1
 * @param updates since the start of the trial, at least 0
 * @param trainingCost loss plus L2 penalty on the training split
 * @param trainingLoss mean cross-entropy on the training split
 * @param trainingAccuracy fraction in 0 .. 1
 * @param validationCost loss plus L2 penalty on the validation split
 * @param validationLoss mean cross-entropy on the validation split
 * @param validationAccuracy fraction in 0 .. 1
 * @param ensembles of the snapshots up to this cycle; empty if the objective has none
 * @param metrics the objective's own metrics by name; empty for the built-in training
 */
public record CycleResult(
    @Column("the cycle that ended, from 1") int cycle,
    @Column("updates done so far") long updates,
    @Column("cost on a fixed sample of the training split, nats") double trainingCost,
    @Column("loss on a fixed sample of the training split, nats") double trainingLoss,
    @Column("accuracy on a fixed sample of the training split, 0..1") double trainingAccuracy,
    @Column("cost on the validation split, nats") double validationCost,
    @Column("loss on the validation split, nats") double validationLoss,
    @Column("accuracy on the validation split, 0..1") double validationAccuracy,
    @Column("ensembles of the networks at this and earlier cycles' ends")
        List<EnsembleResult> ensembles,
    @Column("the objective's own metrics by name") Map<String, Double> metrics)
    implements Serializable {

  /** The names of the metrics that are components. */
  public static final List<String> BUILT_IN =
      List.of(
          "training_cost",
          "training_loss",
          "training_accuracy",
          "validation_cost",
          Metric.VALIDATION_LOSS,
          Metric.VALIDATION_ACCURACY);

  /**
   * A result with metrics only.
   *
   * @param metrics by name; those of the built-in training have its names, such as {@link
   *     Metric#VALIDATION_ACCURACY}
   */
  public static CycleResult of(int cycle, long updates, Map<String, Double> metrics) {
    Map<String, Double> own = new LinkedHashMap<>(metrics);
    return new CycleResult(
        cycle,
        updates,
        taken(own, "training_cost"),
        taken(own, "training_loss"),
        taken(own, "training_accuracy"),
        taken(own, "validation_cost"),
        taken(own, Metric.VALIDATION_LOSS),
        taken(own, Metric.VALIDATION_ACCURACY),
        List.of(),
        own);
  }

  /** Removes a value from a map; NaN if it has none. */
  private static double taken(Map<String, Double> from, String name) {
    Double value = from.remove(name);
    return value == null ? Double.NaN : value;
  }

  /** A result with the validation accuracy only. */
  public static CycleResult of(int cycle, long updates, double validationAccuracy) {
    return of(cycle, updates, Map.of(Metric.VALIDATION_ACCURACY, validationAccuracy));
  }

  public CycleResult {
    if (cycle < 1 || updates < 0) {
      throw new IllegalArgumentException(
          "a cycle's result must have cycle >= 1 and updates >= 0, but got %d and %d"
              .formatted(cycle, updates));
    }
    checkAccuracy("trainingAccuracy", trainingAccuracy);
    checkAccuracy("validationAccuracy", validationAccuracy);
    ensembles = List.copyOf(ensembles);
    metrics =
        metrics == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /** The value of a metric by its name; NaN if there is none. */
  public double value(String metric) {
    return switch (metric) {
      case "training_cost" -> trainingCost;
      case "training_loss" -> trainingLoss;
      case "training_accuracy" -> trainingAccuracy;
      case "validation_cost" -> validationCost;
      case Metric.VALIDATION_LOSS -> validationLoss;
      case Metric.VALIDATION_ACCURACY -> validationAccuracy;
      default -> metrics.getOrDefault(metric, Double.NaN);
    };
  }

  /** The score of a metric: the higher, the better; NaN if there is none. */
  public double score(Metric metric) {
    double value = value(metric.name());
    return metric.allows(value) ? metric.score(value) : Double.NaN;
  }

  /** Whether a metric was reported. Metrics of the built-in training may always be NaN. */
  public boolean has(String metric) {
    return BUILT_IN.contains(metric) || metrics.containsKey(metric);
  }

  /** The names of the metrics that have a value. */
  public List<String> names() {
    return Stream.concat(BUILT_IN.stream(), metrics.keySet().stream())
        .filter(name -> metrics.containsKey(name) || !Double.isNaN(value(name)))
        .toList();
  }

  /** Rejects an accuracy that is neither a fraction nor NaN; usually it is a percentage. */
  static void checkAccuracy(String name, double accuracy) {
    if (accuracy < 0 || accuracy > 1) {
      throw new IllegalArgumentException(
          "%s must be a fraction in 0 .. 1 or NaN, but got %s: divide percent by 100, or give the search a metric of its own"
              .formatted(name, Numbers.exact(accuracy)));
    }
  }
}
