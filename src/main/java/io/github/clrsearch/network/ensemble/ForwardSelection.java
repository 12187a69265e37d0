package io.github.clrsearch.network.ensemble;

import java.util.BitSet;
import java.util.List;

/**
 * Greedy choice of the members of an {@link Ensemble}: first the best candidate, then repeatedly
 * the one that raises the accuracy of the mean probability most, each at most once, until none
 * raises it (Caruana et al., "Ensemble Selection from Libraries of Models", 2004, without
 * replacement).
 *
 * <p>The accuracy of the chosen members on the selection images is optimistically biased (best of
 * many ensembles). Use other images for an unbiased estimate.
 */
public final class ForwardSelection {
  private ForwardSelection() {}

  /**
   * Chooses among candidates.
   *
   * @param candidates for each candidate its probabilities, images x classes, row-major; at least
   *     one; not modified
   * @param labels of the images, 0 .. classes - 1; not modified
   * @param classes the number of classes
   * @return indices of the chosen candidates, ascending; the first candidate wins a tie
   */
  public static int[] choose(List<float[]> candidates, int[] labels, int classes) {
    Ensemble ensemble = new Ensemble(labels, classes);
    BitSet chosen = new BitSet();
    double accuracy = -1;
    int best;
    do {
      best = -1;
      for (int i = chosen.nextClearBit(0); i < candidates.size(); i = chosen.nextClearBit(i + 1)) {
        double with = ensemble.meanAccuracyWith(candidates.get(i));
        if (with > accuracy) {
          accuracy = with;
          best = i;
        }
      }
      if (best >= 0) {
        chosen.set(best);
        ensemble.add(candidates.get(best));
      }
    } while (best >= 0);
    return chosen.stream().toArray();
  }
}
