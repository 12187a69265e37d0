package io.github.clrsearch.training;

import io.github.clrsearch.data.PreparedData;
import io.github.clrsearch.data.Split;
import io.github.clrsearch.network.Evaluation;
import io.github.clrsearch.network.Learner;
import io.github.clrsearch.network.Network;
import io.github.clrsearch.network.Scores;
import io.github.clrsearch.network.TrainingStep;
import io.github.clrsearch.network.ensemble.WeightAverage;
import io.github.clrsearch.training.EnsembleScores.Combination;
import io.github.clrsearch.training.TrainingObserver.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Measures a network during its training: on a fixed sample of each split, or on the whole. A call
 * of {@code load} comes before the measurements.
 */
final class SplitMeasurements {
  private final Evaluation evaluation;
  private final Network network;
  private final double lambda;
  private final int subset;
  private final int[] training;
  private final int[] validation;
  private final SnapshotEnsembles ensembles;
  private final WeightAverage average = new WeightAverage();

  /**
   * Creates measurements.
   *
   * @param evaluation evaluation of the same data
   * @param network live; not modified
   * @param lambda weight of the L2 penalty in the cost
   * @param subset images of a sample
   * @param order seed of the samples
   */
  SplitMeasurements(
      Evaluation evaluation,
      PreparedData data,
      Network network,
      double lambda,
      int subset,
      long order) {
    this.evaluation = evaluation;
    this.network = network;
    this.lambda = lambda;
    this.subset = subset;
    this.training = shuffled(data.split().training(), order);
    this.validation = shuffled(data.split().validation(), order);
    this.ensembles = new SnapshotEnsembles(data.images(), validation);
  }

  /** The ensembles of the networks that {@link #wholeValidation} has measured. Live. */
  SnapshotEnsembles ensembles() {
    return ensembles;
  }

  /** Loads the network as it is before its first update. */
  void load() {
    evaluation.load(network);
  }

  /** Loads the network as it is after an update of a step, and makes its matrices current. */
  void load(TrainingStep step, Learner learner) {
    evaluation.load(step, learner);
  }

  /** Measures the fixed sample of a split. */
  Scores sample(Part part) {
    int[] indices = part == Part.TRAINING ? training : validation;
    return evaluation.measure(indices, Math.min(subset, indices.length), lambda);
  }

  /** The average of the networks that {@link #wholeValidation} has measured. Live. */
  WeightAverage average() {
    return average;
  }

  /** Measures the whole validation split and adds the network to the ensembles and the average. */
  Scores wholeValidation() {
    average.add(network);
    return evaluation.measure(validation, validation.length, lambda, ensembles.next());
  }

  /**
   * Scores of the ensembles so far, and, from the second network on, of their average, which is
   * measured now.
   */
  List<EnsembleScores> together() {
    List<EnsembleScores> scores = new ArrayList<>(ensembles.scores());
    if (average.count() > 1) {
      Scores averaged =
          evaluation.measure(average.network(), validation, validation.length, lambda);
      List<Integer> cycles = IntStream.rangeClosed(1, average.count()).boxed().toList();
      scores.add(
          new EnsembleScores(EnsembleScores.SWA, Combination.WEIGHTS, cycles, averaged.accuracy()));
    }
    return scores;
  }

  /** A fixed random order of a split, so that its first elements are a random sample. */
  private static int[] shuffled(int[] indices, long seed) {
    int[] shuffled = indices.clone();
    Split.shuffle(shuffled, new SplittableRandom(seed));
    return shuffled;
  }
}
