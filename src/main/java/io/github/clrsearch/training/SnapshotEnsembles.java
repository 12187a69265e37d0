package io.github.clrsearch.training;

import io.github.clrsearch.data.Images;
import io.github.clrsearch.network.ensemble.Ensemble;
import io.github.clrsearch.network.ensemble.ForwardSelection;
import io.github.clrsearch.training.EnsembleScores.Combination;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Predictions of a training's snapshots for the validation split, and their ensembles. With ten
 * classes they take 40 bytes per image and cycle. Ensembles need no further training or forward
 * passes.
 */
final class SnapshotEnsembles {
  private final int[] labels;
  private final int classes;
  private final List<float[]> probabilities = new ArrayList<>();

  /**
   * Creates an object without snapshots.
   *
   * @param indices validation split, in the order of its measurements; not modified
   */
  SnapshotEnsembles(Images images, int[] indices) {
    this.labels = Arrays.stream(indices).map(images::label).toArray();
    this.classes = images.classes();
  }

  /**
   * Adds an array for the next snapshot's probabilities, images x classes, row-major. The caller
   * fills it.
   */
  float[] next() {
    float[] next = new float[labels.length * classes];
    probabilities.add(next);
    return next;
  }

  /** Probabilities of the snapshots so far, in the order of their cycles. Must not be modified. */
  List<float[]> probabilities() {
    return List.copyOf(probabilities);
  }

  /**
   * Checks the probabilities of an earlier training's snapshots.
   *
   * @throws IllegalArgumentException if their number does not match the validation split
   */
  void check(List<float[]> earlier) {
    for (float[] one : earlier) {
      if (one.length != labels.length * classes) {
        throw new IllegalArgumentException(
            "expected %d probabilities (%d images, %d classes), found %d"
                .formatted(labels.length * classes, labels.length, classes, one.length));
      }
    }
  }

  /**
   * Resumes after the snapshots of an earlier training.
   *
   * @param earlier their {@link #probabilities()}; not modified
   */
  void startAfter(List<float[]> earlier) {
    probabilities.clear();
    probabilities.addAll(earlier);
  }

  /**
   * Scores of the ensembles of the snapshots so far, in the order all, last-2, last-3, ..., greedy,
   * each by mean and by vote. Empty before the second snapshot.
   */
  List<EnsembleScores> scores() {
    int cycles = probabilities.size();
    List<EnsembleScores> scores = new ArrayList<>();
    Ensemble last = new Ensemble(labels, classes);
    for (int count = 1; count <= cycles; count++) {
      last.add(probabilities.get(cycles - count));
      int[] members = IntStream.range(cycles - count, cycles).toArray();
      if (count > 1 && count < cycles) {
        scores.addAll(scores(EnsembleScores.last(count), members, last));
      } else if (count > 1) {
        scores.addAll(0, scores(EnsembleScores.ALL, members, last));
      }
    }
    if (cycles > 1) {
      scores.addAll(greedy());
    }
    return scores;
  }

  /** The images that the last snapshot classifies correctly; empty if there is no snapshot. */
  BitSet correctAtLast() {
    BitSet right = new BitSet(labels.length);
    if (!probabilities.isEmpty()) {
      Ensemble last = new Ensemble(labels, classes);
      last.add(probabilities.get(probabilities.size() - 1));
      int[] answers = last.meanAnswers();
      IntStream.range(0, labels.length)
          .filter(image -> answers[image] == labels[image])
          .forEach(right::set);
    }
    return right;
  }

  private List<EnsembleScores> greedy() {
    int[] members = ForwardSelection.choose(probabilities, labels, classes);
    Ensemble ensemble = new Ensemble(labels, classes);
    for (int member : members) {
      ensemble.add(probabilities.get(member));
    }
    return scores(EnsembleScores.GREEDY, members, ensemble);
  }

  private static List<EnsembleScores> scores(String name, int[] members, Ensemble ensemble) {
    List<Integer> cycles = Arrays.stream(members).map(member -> member + 1).boxed().toList();
    return List.of(
        new EnsembleScores(name, Combination.MEAN, cycles, ensemble.meanAccuracy()),
        new EnsembleScores(name, Combination.VOTE, cycles, ensemble.voteAccuracy()));
  }
}
