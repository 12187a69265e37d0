package io.github.clrsearch.network;

import java.util.BitSet;
import java.util.List;

/**
 * Chooses the members of an {@link Ensemble}: the best candidate first, then always the one whose
 * addition raises the accuracy of the mean probability most, each at most once, until none raises
 * it (Caruana et al., "Ensemble Selection from Libraries of Models", 2004, without replacement).
 *
 * <p>The accuracy of the chosen members on the images that chose them is optimistic: of many
 * ensembles it is the one that happened to suit these images. Only other images tell how good it
 * is.
 */
public final class ForwardSelection {
  private ForwardSelection() {}

  /**
   * Chooses among candidates.
   *
   * @param candidates images x classes probabilities of each, at least one; not modified
   * @param labels of the images, 0 .. classes - 1; not modified
   * @param classes the number of classes
   * @return indices of the chosen candidates, ascending; of equally good ones the first was taken
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
