package io.github.clrsearch.network;

import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link Motion} of the weights of a tile, right after {@link VectorUpdate}. */
final class VectorMotion {
  private static final VectorSpecies<Float> FLOATS = VectorProducts.FLOATS;
  private static final int LANES = VectorProducts.LANES;

  private VectorMotion() {}

  /**
   * Updates velocities and weights.
   *
   * @param tile fma(w, penalty, s) of each weight, in rows of {@code width} nodes; not modified
   * @param old velocities before the update, in the same order; not modified
   * @param count numbers in the tile
   * @param q first node of the panel
   * @param v velocities, in the layout of the weights, from {@code at} on; modified
   * @param w weights from {@code at} on; modified
   */
  static void move(
      float[] tile,
      float[] old,
      int count,
      int width,
      Motion m,
      int q,
      float[] v,
      float[] w,
      int at) {
    for (int j = 0; j < width; j += LANES) {
      FloatVector momentum = fromArray(FLOATS, m.momentum, q + j);
      FloatVector keep = fromArray(FLOATS, m.keep, q + j);
      FloatVector ofNew = fromArray(FLOATS, m.ofNew, q + j);
      FloatVector ofOld = fromArray(FLOATS, m.ofOld, q + j);
      for (int i = j; i < count; i += width) {
        FloatVector before = fromArray(FLOATS, old, i);
        FloatVector after = before.fma(momentum, fromArray(FLOATS, tile, i));
        FloatVector ahead = before.fma(ofOld, fromArray(FLOATS, w, at + i).mul(keep));
        after.intoArray(v, at + i);
        after.fma(ofNew, ahead).intoArray(w, at + i);
      }
    }
  }
}
