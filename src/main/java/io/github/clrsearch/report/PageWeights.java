package io.github.clrsearch.report;

import io.github.clrsearch.data.ImageShape;
import io.github.clrsearch.network.Network;
import io.github.clrsearch.report.PageData.Weights;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.FinalResults;
import io.github.clrsearch.store.NetworkFile.Kept;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.ejml.data.FMatrixRMaj;

/**
 * The first layer of a kept network as pictures: what each hidden node looks for. A node's weights
 * are scaled so that grey is 0 and the largest of them is black or white.
 */
final class PageWeights {
  /** So many nodes: those with the most to say. */
  static final int MOST_NODES = 64;

  static final int COLUMNS = 8;
  private static final int GREY = 128;
  private static final int REACH = 127;

  /** Where there is no node nothing is seen. */
  private static final int OPAQUE = 0xFF000000;

  private PageWeights() {}

  /**
   * The weights of the network that the best trial ended with.
   *
   * @param bestFirst the trials, the best first
   * @return null where no network of images of one or three channels is kept
   */
  static Weights of(FinalResults results, List<EndedTrial> bestFirst) {
    List<String> names = results.networkNames();
    return bestFirst.stream()
        .flatMap(
            ended -> {
              String begin =
                  String.format(
                      Locale.ROOT, "%s-%05d-cycle-", ended.trial().stage(), ended.trial().number());
              return names.stream()
                  .filter(name -> name.startsWith(begin))
                  .max(Comparator.naturalOrder())
                  .stream();
            })
        .findFirst()
        .map(name -> of(name, results.network(name)))
        .orElse(null);
  }

  private static Weights of(String name, Kept kept) {
    ImageShape shape = shape(kept.metadata().getOrDefault("image_shape", ""));
    Network network = kept.network();
    if (shape == null || shape.size() != network.w1().getNumCols()) {
      return null;
    }
    int[] nodes = loudest(network);
    int columns = Math.min(COLUMNS, nodes.length);
    int rows = (nodes.length + columns - 1) / columns;
    BufferedImage sprite =
        new BufferedImage(
            columns * shape.width(), rows * shape.height(), BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < nodes.length; i++) {
      int left = i % columns * shape.width();
      int top = i / columns * shape.height();
      draw(network.w1(), nodes[i], shape, sprite, left, top);
    }
    return new Weights(
        name,
        Base64.getEncoder().encodeToString(Png.of(sprite)),
        columns,
        nodes.length,
        network.w1().getNumRows());
  }

  /** The shape as {@link ImageShape#toString} writes it; null where it cannot be drawn. */
  private static ImageShape shape(String text) {
    if (!text.matches("[13]x\\d{1,4}x\\d{1,4}")) {
      return null;
    }
    int[] extents = Arrays.stream(text.split("x")).mapToInt(Integer::parseInt).toArray();
    return new ImageShape(extents[0], extents[1], extents[2]);
  }

  /** The nodes whose weights to and from them are largest, the largest first. */
  private static int[] loudest(Network network) {
    double[] loudness = new double[network.w1().getNumRows()];
    for (int node = 0; node < loudness.length; node++) {
      double in = 0;
      for (int input = 0; input < network.w1().getNumCols(); input++) {
        in += Math.pow(network.w1().get(node, input), 2);
      }
      double out = 0;
      for (int label = 0; label < network.w2().getNumRows(); label++) {
        out += Math.pow(network.w2().get(label, node), 2);
      }
      loudness[node] = in * out;
    }
    return IntStream.range(0, loudness.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer node) -> loudness[node]).reversed())
        .limit(MOST_NODES)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /**
   * Draws one node.
   *
   * @param sprite modified
   */
  private static void draw(
      FMatrixRMaj weights, int node, ImageShape shape, BufferedImage sprite, int left, int top) {
    float largest = 0;
    for (int input = 0; input < shape.size(); input++) {
      largest = Math.max(largest, Math.abs(weights.get(node, input)));
    }
    float scale = largest == 0 ? 0 : REACH / largest;
    int plane = shape.width() * shape.height();
    for (int y = 0; y < shape.height(); y++) {
      for (int x = 0; x < shape.width(); x++) {
        int rgb = 0;
        for (int colour = 0; colour < 3; colour++) {
          int channel = colour % shape.channels();
          int input = channel * plane + y * shape.width() + x;
          rgb = rgb << 8 | GREY + Math.round(scale * weights.get(node, input));
        }
        sprite.setRGB(left + x, top + y, OPAQUE | rgb);
      }
    }
  }
}
