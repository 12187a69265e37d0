package io.github.clrsearch.network;

import java.io.Serializable;
import java.util.SplittableRandom;
import org.ejml.data.FMatrixRMaj;

/**
 * The parameters of a network with one hidden layer: s1 = W1 x + b1, h = max(0, s1), s = W2 h + b2,
 * p = softmax(s). The matrices are live: training modifies them in place.
 *
 * @param w1 m x inputs
 * @param b1 1 x m
 * @param w2 classes x m
 * @param b2 1 x classes
 */
public record Network(FMatrixRMaj w1, FMatrixRMaj b1, FMatrixRMaj w2, FMatrixRMaj b2)
    implements Serializable {

  /** Checks that the shapes fit together. */
  public Network {
    if (b1.numCols != w1.numRows
        || w2.numCols != w1.numRows
        || b2.numCols != w2.numRows
        || b1.numRows != 1
        || b2.numRows != 1) {
      throw new IllegalArgumentException(
          "expected W1 m x d, b1 1 x m, W2 K x m and b2 1 x K, found %s, %s, %s and %s"
              .formatted(shape(w1), shape(b1), shape(w2), shape(b2)));
    }
  }

  /**
   * Draws the initial network of a training: W1 from N(0, 1 / sqrt(inputs)), W2 from N(0, 1 /
   * sqrt(m)) (standard deviations), biases 0.
   *
   * @param seed seed of the random numbers; the same seed draws the same network
   */
  public static Network random(int inputs, int m, int classes, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Network network =
        new Network(
            new FMatrixRMaj(m, inputs),
            new FMatrixRMaj(1, m),
            new FMatrixRMaj(classes, m),
            new FMatrixRMaj(1, classes));
    fillNormal(network.w1.data, 1 / Math.sqrt(inputs), random);
    fillNormal(network.w2.data, 1 / Math.sqrt(m), random);
    return network;
  }

  /**
   * Marsaglia's polar method with StrictMath. It gives the same numbers on every Java version,
   * which nextGaussian does not guarantee.
   */
  private static void fillNormal(float[] values, double deviation, SplittableRandom random) {
    for (int i = 0; i < values.length; i += 2) {
      double u;
      double v;
      double s;
      do {
        u = 2 * random.nextDouble() - 1;
        v = 2 * random.nextDouble() - 1;
        s = u * u + v * v;
      } while (s >= 1 || s == 0);
      double factor = deviation * StrictMath.sqrt(-2 * StrictMath.log(s) / s);
      values[i] = (float) (u * factor);
      if (i + 1 < values.length) {
        values[i + 1] = (float) (v * factor);
      }
    }
  }

  /** The number of inputs. */
  public int inputs() {
    return w1.numCols;
  }

  /** The number of hidden units. */
  public int m() {
    return w1.numRows;
  }

  /** The number of classes. */
  public int classes() {
    return w2.numRows;
  }

  /** Returns a network of the same shape whose parameters are 0. */
  Network zeros() {
    return new Network(
        new FMatrixRMaj(m(), inputs()),
        new FMatrixRMaj(1, m()),
        new FMatrixRMaj(classes(), m()),
        new FMatrixRMaj(1, classes()));
  }

  /** Returns a deep copy. */
  public Network copy() {
    return new Network(w1.copy(), b1.copy(), w2.copy(), b2.copy());
  }

  /**
   * Copies the values of another network into this one.
   *
   * @param other of the same shape; not modified
   * @throws IllegalArgumentException if its shape differs
   */
  public void set(Network other) {
    if (other.m() != m() || other.inputs() != inputs() || other.classes() != classes()) {
      throw new IllegalArgumentException(
          "expected W1 %s and W2 %s, found %s and %s"
              .formatted(shape(w1), shape(w2), shape(other.w1), shape(other.w2)));
    }
    w1.setTo(other.w1);
    b1.setTo(other.b1);
    w2.setTo(other.w2);
    b2.setTo(other.b2);
  }

  /** The sum of the squares of W1 and W2. The L2 penalty in the cost is lambda times this sum. */
  public double sumOfSquares() {
    return sumOfSquares(w1.data) + sumOfSquares(w2.data);
  }

  /** Four independent sums, because the processor can run four additions at once. */
  private static double sumOfSquares(float[] values) {
    int whole = values.length / 4 * 4;
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    for (int i = 0; i < whole; i += 4) {
      s0 += (double) values[i] * values[i];
      s1 += (double) values[i + 1] * values[i + 1];
      s2 += (double) values[i + 2] * values[i + 2];
      s3 += (double) values[i + 3] * values[i + 3];
    }
    for (int i = whole; i < values.length; i++) {
      s0 += (double) values[i] * values[i];
    }
    return s0 + s1 + (s2 + s3);
  }

  private static String shape(FMatrixRMaj matrix) {
    return matrix.numRows + " x " + matrix.numCols;
  }
}
