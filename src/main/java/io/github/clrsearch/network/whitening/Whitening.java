package io.github.clrsearch.network.whitening;

import io.github.clrsearch.data.DataException;
import io.github.clrsearch.data.Images;
import io.github.clrsearch.data.PreparedData;
import io.github.clrsearch.data.Standardizer;
import io.github.clrsearch.network.Network;
import java.util.stream.IntStream;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;

/**
 * Truncated whitening: the k strongest principal components of the training images are shrunk to
 * the deviation of the k-th. Neighbouring pixels are alike, so a few components hold most of the
 * variance, and gradient descent is slow in the others (LeCun et al., "Efficient BackProp", 1998,
 * 4.3).
 *
 * <p>The map is linear. So a network that was trained on whitened images is also a network of the
 * same shape of the original ones ({@link #unfold}).
 */
public final class Whitening {
  /** The middle of the bytes, which becomes the mean. */
  private static final float MIDDLE = 127.5f;

  /** Standard deviation of the whitened bytes, over all dimensions: few exceed 0 .. 255. */
  private static final double DEVIATION = 28;

  /** Variance of the rounding of bytes. Components below it are noise. */
  private static final double ROUNDING = 1 / 12.0;

  /** More components take minutes to find, and make noise as strong as everything else. */
  private static final int MOST = 256;

  private static final int CHUNK = 500;

  private final PreparedData original;
  private final PreparedData whitened;
  private final FMatrixRMaj mean;

  /** d x k: orthonormal columns. */
  private final FMatrixRMaj directions;

  /** By how much each component is shrunk: 0 not at all, 1 to nothing. */
  private final float[] shrinkage;

  /** From whitened differences of bytes to whitened bytes. */
  private final float scale;

  /**
   * Whitens images.
   *
   * @param original not modified; the components are those of its training split
   * @param k number of components
   * @throws DataException if these are more than 256, or than dimensions or training images
   */
  public Whitening(PreparedData original, int k) {
    int[] training = original.split().training();
    int most = Math.min(MOST, Math.min(training.length, original.images().shape().size()));
    if (k > most) {
      throw new DataException(
          "data.whitening must be at most %d (%d, or the number of inputs or training images), but got %d"
              .formatted(most, MOST, k));
    }
    PrincipalComponents components = PrincipalComponents.of(original.images(), training, k);
    double[] variances = components.variances();
    this.original = original;
    this.mean = components.mean();
    this.directions = components.directions();
    this.shrinkage = new float[k];
    double least = Math.max(variances[k - 1], ROUNDING);
    double total = components.total();
    for (int j = 0; j < k; j++) {
      if (variances[j] > least) {
        shrinkage[j] = (float) (1 - Math.sqrt(least / variances[j]));
        total -= variances[j] - least;
      }
    }
    double deviation = Math.sqrt(Math.max(0, total) / original.images().shape().size());
    this.scale = (float) (deviation > 0 ? DEVIATION / deviation : 1);
    this.whitened = PreparedData.of(apply(original.images()), original.split());
  }

  /** The whitened images, with the same split. */
  public PreparedData whitened() {
    return whitened;
  }

  private Images apply(Images images) {
    int count = images.count();
    byte[] pixels = new byte[images.pixels().length];
    IntStream.range(0, (count + CHUNK - 1) / CHUNK)
        .parallel()
        .forEach(
            chunk ->
                apply(
                    images.pixels(),
                    chunk * CHUNK,
                    Math.min(CHUNK, count - chunk * CHUNK),
                    pixels));
    return new Images(images.shape(), images.classNames(), pixels, images.labels());
  }

  /** Whitens {@code count} images from {@code first} on. */
  private void apply(byte[] from, int first, int count, byte[] to) {
    int size = mean.numCols;
    int offset = first * size;
    FMatrixRMaj x = new FMatrixRMaj(count, size);
    for (int i = 0; i < x.data.length; i++) {
      x.data[i] = (from[offset + i] & 0xFF) - mean.data[i % size];
    }
    whiten(x);
    for (int i = 0; i < x.data.length; i++) {
      int value = Math.round(MIDDLE + scale * x.data[i]);
      to[offset + i] = (byte) Math.max(0, Math.min(255, value));
    }
  }

  /**
   * Multiplies by I - V S V^T. The matrix is symmetric, so it whitens rows of images and turns
   * weights of whitened images into weights of the original ones.
   *
   * @param rows modified
   */
  private void whiten(FMatrixRMaj rows) {
    int k = shrinkage.length;
    FMatrixRMaj scores = new FMatrixRMaj(rows.numRows, k);
    CommonOps_FDRM.mult(rows, directions, scores);
    for (int i = 0; i < scores.data.length; i++) {
      scores.data[i] *= -shrinkage[i % k];
    }
    CommonOps_FDRM.multAddTransB(scores, directions, rows);
  }

  /**
   * The network of the original images that computes what a network of whitened images does, except
   * for the rounding of whitened bytes.
   *
   * @param network trained on {@link #whitened}; not modified
   */
  public Network unfold(Network network) {
    int m = network.m();
    int size = network.inputs();
    Standardizer inner = whitened.standardizer();
    Standardizer outer = original.standardizer();
    Network result = network.copy();
    float[] w = result.w1().data;
    // An input of the network is inner.scale (MIDDLE + scale z) + inner.shift, with z whitened.
    for (int i = 0; i < m; i++) {
      double bias = network.b1().data[i];
      for (int d = 0; d < size; d++) {
        bias += (double) w[i * size + d] * (inner.scale()[d] * MIDDLE + inner.shift()[d]);
        w[i * size + d] *= inner.scale()[d] * scale;
      }
      result.b1().data[i] = (float) bias;
    }
    whiten(result.w1());
    // z is of bytes minus mean; an input of the result is outer.scale byte + outer.shift.
    for (int i = 0; i < m; i++) {
      double bias = result.b1().data[i];
      for (int d = 0; d < size; d++) {
        double perByte = w[i * size + d];
        double perInput = perByte / outer.scale()[d];
        bias -= perByte * mean.data[d] + perInput * outer.shift()[d];
        w[i * size + d] = (float) perInput;
      }
      result.b1().data[i] = (float) bias;
    }
    return result;
  }
}
