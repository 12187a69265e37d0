package io.github.clrsearch.network.ensemble;

import io.github.clrsearch.data.ImageShape;
import io.github.clrsearch.data.Standardizer;
import io.github.clrsearch.network.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ejml.data.FMatrixRMaj;

/**
 * Test-time augmentation: the mean scores of a network over an image and moved copies of it, as
 * training moves its images (Krizhevsky et al., "ImageNet Classification with Deep Convolutional
 * Neural Networks", 2012, 4.1). Moving an image is a linear map of the inputs. So this is one
 * network with one hidden layer, whose hidden units are those of the original, once for each move.
 *
 * @param mirror whether the copies include the images mirrored left to right
 * @param shift whether they include each of these shifted by one pixel up, down, left and right
 */
public record TestTimeAugmentation(boolean mirror, boolean shift) {
  private static final String MIRROR = "mirror";
  private static final String SHIFT = "shift";
  private static final int[][] SHIFTS = {{0, 0}, {-1, 0}, {1, 0}, {0, -1}, {0, 1}};

  /** The inverse of {@link #toString}. */
  public static TestTimeAugmentation parse(String text) {
    List<String> words = Arrays.asList(text.split(" "));
    return new TestTimeAugmentation(words.contains(MIRROR), words.contains(SHIFT));
  }

  /** Whether there are no moved copies. */
  public boolean isNone() {
    return !mirror && !shift;
  }

  /** For example {@code mirror shift}; empty if there are no moved copies. */
  @Override
  public String toString() {
    return String.join(
        " ",
        Stream.of(mirror ? MIRROR : "", shift ? SHIFT : "").filter(w -> !w.isEmpty()).toList());
  }

  /**
   * The network with the mean scores.
   *
   * @param network of standardized images; not modified
   * @param shape of the images
   * @param standardizer of the inputs; a pixel from outside the image has input 0
   * @return has the hidden units of {@code network} once for each move: 1, 2, 5 or 10 times as many
   */
  public Network of(Network network, ImageShape shape, Standardizer standardizer) {
    List<int[]> moves = moves(shape);
    int m = network.m();
    int classes = network.classes();
    Network mean =
        new Network(
            new FMatrixRMaj(moves.size() * m, network.inputs()),
            new FMatrixRMaj(1, moves.size() * m),
            new FMatrixRMaj(classes, moves.size() * m),
            network.b2().copy());
    for (int move = 0; move < moves.size(); move++) {
      for (int unit = 0; unit < m; unit++) {
        moveUnit(network, unit, moves.get(move), standardizer, mean, move * m + unit);
      }
    }
    for (int label = 0; label < classes; label++) {
      for (int unit = 0; unit < mean.m(); unit++) {
        mean.w2().set(label, unit, network.w2().get(label, unit % m) / moves.size());
      }
    }
    return mean;
  }

  /** For each move: the dimension that moves to each dimension, or -1 from outside the image. */
  private List<int[]> moves(ImageShape shape) {
    List<int[]> moves = new ArrayList<>();
    for (boolean mirrored : mirror ? new boolean[] {false, true} : new boolean[] {false}) {
      for (int[] by : shift ? SHIFTS : new int[][] {SHIFTS[0]}) {
        moves.add(sources(shape, mirrored, by[0], by[1]));
      }
    }
    return moves;
  }

  private static int[] sources(ImageShape shape, boolean mirrored, int down, int right) {
    int[] sources = new int[shape.size()];
    for (int d = 0; d < sources.length; d++) {
      int x = d % shape.width() - right;
      int row = d / shape.width();
      int y = row % shape.height() - down;
      boolean inside = x >= 0 && x < shape.width() && y >= 0 && y < shape.height();
      int column = mirrored ? shape.width() - 1 - x : x;
      sources[d] = inside ? (row - down) * shape.width() + column : -1;
    }
    return sources;
  }

  /**
   * Sets the hidden unit {@code to} of {@code mean} to what a unit computes of the moved image. If
   * dimension s moves to d, then the byte of s is standardized as d: inputs d of the moved image
   * are (input s - shift s) scale d / scale s + shift d.
   */
  private static void moveUnit(
      Network network, int unit, int[] sources, Standardizer standardizer, Network mean, int to) {
    float[] scale = standardizer.scale();
    float[] shift = standardizer.shift();
    double bias = network.b1().data[unit];
    for (int d = 0; d < sources.length; d++) {
      int s = sources[d];
      if (s >= 0) {
        double weight = (double) network.w1().get(unit, d) * scale[d] / scale[s];
        mean.w1().set(to, s, (float) weight);
        bias += network.w1().get(unit, d) * (double) shift[d] - weight * shift[s];
      }
    }
    mean.b1().data[to] = (float) bias;
  }
}
