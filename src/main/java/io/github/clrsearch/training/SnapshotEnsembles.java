package io.github.clrsearch.training;

import io.github.clrsearch.data.Images;
import io.github.clrsearch.network.Ensemble;
import io.github.clrsearch.network.ForwardSelection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the snapshots of a training said of the validation split, cycle by cycle: 40 bytes an image
 * and cycle for ten classes. Ensembles of them cost neither training nor forward passes.
 */
final class SnapshotEnsembles {
  private final int[] labels;
  private final int classes;
  private final List<float[]> probabilities = new ArrayList<>();

  /**
   * Before the first cycle's end.
   *
   * @param indices the validation split, in the order in which it is measured; not modified
   */
  SnapshotEnsembles(Images images, int[] indices) {
    this.labels = Arrays.stream(indices).map(images::label).toArray();
    this.classes = images.classes();
  }

  /** Where the next snapshot's probabilities go: images x classes, row-major. Kept. */
  float[] next() {
    float[] next = new float[labels.length * classes];
    probabilities.add(next);
    return next;
  }

  /** What the snapshots so far said, in the order of their cycles; nobody modifies it. */
  List<float[]> probabilities() {
    return List.copyOf(probabilities);
  }

  /**
   * Checks what snapshots of an earlier training said.
   *
   * @throws IllegalArgumentException if it was said of other images
   */
  void check(List<float[]> earlier) {
    for (float[] one : earlier) {
      if (one.length != labels.length * classes) {
        throw new IllegalArgumentException(
            "expected %d probabilities of %d images in %d classes, found %d"
                .formatted(labels.length * classes, labels.length, classes, one.length));
      }
    }
  }

  /**
   * Goes on after snapshots that an earlier training took.
   *
   * @param earlier as {@link #probabilities()} gave them; not modified
   */
  void startAfter(List<float[]> earlier) {
    probabilities.clear();
    probabilities.addAll(earlier);
  }

  /**
   * The ensembles of the snapshots so far, in the order all, last-2, last-3, ..., greedy. There are
   * none at the first cycle's end, where there is one network only.
   */
  List<EnsembleScores> scores() {
    int cycles = probabilities.size();
    List<EnsembleScores> scores = new ArrayList<>();
    Ensemble last = new Ensemble(labels, classes);
    for (int count = 1; count <= cycles; count++) {
      last.add(probabilities.get(cycles - count));
      int[] members = IntStream.range(cycles - count, cycles).toArray();
      if (count > 1 && count < cycles) {
        scores.add(scores(EnsembleScores.last(count), members, last));
      } else if (count > 1) {
        scores.add(0, scores(EnsembleScores.ALL, members, last));
      }
    }
    if (cycles > 1) {
      scores.add(greedy());
    }
    return scores;
  }

  /** Which images the last snapshot answers right; none where there is none yet. */
  BitSet rightAtLast() {
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

  private EnsembleScores greedy() {
    int[] members = ForwardSelection.choose(probabilities, labels, classes);
    Ensemble ensemble = new Ensemble(labels, classes);
    for (int member : members) {
      ensemble.add(probabilities.get(member));
    }
    return scores(EnsembleScores.GREEDY, members, ensemble);
  }

  private static EnsembleScores scores(String name, int[] members, Ensemble ensemble) {
    return new EnsembleScores(
        name,
        Arrays.stream(members).map(member -> member + 1).boxed().toList(),
        ensemble.meanAccuracy(),
        ensemble.voteAccuracy());
  }
}
