package io.github.clrsearch.network;

import org.ejml.data.FMatrixRMaj;

/**
 * The weights W of a layer in the order of its {@link Panels}.
 *
 * @param values live
 */
record PackedWeights(Panels panels, float[] values) {
  private static final int ROWS = 8;

  /** Weights of 0. */
  PackedWeights(Panels panels) {
    this(panels, new float[panels.inputs() * panels.nodes()]);
  }

  /**
   * Copies a network's weights into the nodes from {@code first} on.
   *
   * @param from nodes x inputs. Not modified.
   */
  void load(FMatrixRMaj from, int first) {
    copy(from, first, true);
  }

  /**
   * Copies the weights of the nodes from {@code first} on to a network.
   *
   * @param to nodes x inputs. Modified.
   */
  void store(FMatrixRMaj to, int first) {
    copy(to, first, false);
  }

  private void copy(FMatrixRMaj matrix, int first, boolean pack) {
    int realInputs = panels.realInputs();
    int realNodes = panels.realNodes();
    if (matrix.numCols != realInputs || first + matrix.numRows > realNodes) {
      throw new IllegalArgumentException(
          "expected at most %d x %d weights, found %d x %d"
              .formatted(realNodes - first, realInputs, matrix.numRows, matrix.numCols));
    }
    for (int k = 0; k < realInputs; k += Panels.BLOCK) {
      for (int row = 0, rows; row < matrix.numRows; row += rows) {
        int node = first + row;
        int q = panels.panelOf(node);
        boolean several = row + ROWS <= matrix.numRows && panels.panelOf(node + ROWS - 1) == q;
        rows = several ? ROWS : 1;
        copy(
            matrix.data, row * realInputs + k, panels.weightsAt(k, q) + node - q, k, q, rows, pack);
      }
    }
  }

  /** Copies one block of {@link #ROWS} adjacent rows, or of one row. */
  private void copy(float[] matrix, int from, int to, int k, int q, int rows, boolean pack) {
    int realInputs = panels.realInputs();
    int count = Math.min(Panels.BLOCK, realInputs - k);
    int step = panels.width(q);
    for (int row = 0; row < rows && !pack; row++) {
      for (int i = 0, o = to + row; i < count; i++, o += step) {
        matrix[from + row * realInputs + i] = values[o];
      }
    }
    if (pack && rows == 1) {
      for (int i = 0, o = to; i < count; i++, o += step) {
        values[o] = matrix[from + i];
      }
    } else if (pack) {
      scatterRows(matrix, from, realInputs, to, step, count);
    }
  }

  /** Copies eight rows at a time, because their elements are adjacent in the panel. */
  private void scatterRows(float[] matrix, int from, int stride, int to, int step, int count) {
    for (int i = from, o = to; i < from + count; i++, o += step) {
      values[o] = matrix[i];
      values[o + 1] = matrix[i + stride];
      values[o + 2] = matrix[i + 2 * stride];
      values[o + 3] = matrix[i + 3 * stride];
      values[o + 4] = matrix[i + 4 * stride];
      values[o + 5] = matrix[i + 5 * stride];
      values[o + 6] = matrix[i + 6 * stride];
      values[o + 7] = matrix[i + 7 * stride];
    }
  }

  /**
   * Copies a network's transposed weights.
   *
   * @param from inputs x nodes. Not modified.
   */
  void loadTransposed(FMatrixRMaj from) {
    int realInputs = panels.realInputs();
    int realNodes = panels.realNodes();
    for (int input = 0; input < realInputs; input++) {
      int k = input / Panels.BLOCK * Panels.BLOCK;
      for (int q = 0; q < realNodes; q += panels.width(0)) {
        int at = panels.weightsAt(k, q) + (input - k) * panels.width(q);
        int count = Math.min(panels.width(0), realNodes - q);
        System.arraycopy(from.data, input * realNodes + q, values, at, count);
      }
    }
  }
}
