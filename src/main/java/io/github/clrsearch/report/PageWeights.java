package io.github.clrsearch.report;

import io.github.clrsearch.data.ImageShape;
import io.github.clrsearch.network.Network;
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
 * First-layer weights of a saved network as images, one per hidden unit. The weights of a unit are
 * scaled so that 0 is grey and the largest absolute weight is black or white.
 *
 * @param network name of the network
 * @param png all images as tiles of one, in Base64
 * @param columns number of tiles per row
 * @param shown number of tiles
 * @param units number of hidden units
 */
record PageWeights(String network, String png, int columns, int shown, int units) {
  /** Limit for the number of hidden units, those with the largest weights. */
  static final int MAX_UNITS = 64;

  static final int COLUMNS = 8;
  private static final int GREY = 128;
  private static final int REACH = 127;

  /** Tiles without a unit stay transparent. */
  private static final int OPAQUE = 0xFF000000;

  /**
   * The weights of the saved network of the best trial.
   *
   * @param bestFirst trials, best first
   * @return null if no network of images with one or three channels was saved
   */
  static PageWeights of(FinalResults results, List<EndedTrial> bestFirst) {
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

  private static PageWeights of(String name, Kept kept) {
    ImageShape shape = shape(kept.metadata().getOrDefault("image_shape", ""));
    Network network = kept.network();
    if (shape == null || shape.size() != network.w1().getNumCols()) {
      return null;
    }
    int[] units = strongest(network);
    int columns = Math.min(COLUMNS, units.length);
    int rows = (units.length + columns - 1) / columns;
    BufferedImage sprite =
        new BufferedImage(
            columns * shape.width(), rows * shape.height(), BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < units.length; i++) {
      int left = i % columns * shape.width();
      int top = i / columns * shape.height();
      draw(network.w1(), units[i], shape, sprite, left, top);
    }
    return new PageWeights(
        name,
        Base64.getEncoder().encodeToString(Png.of(sprite)),
        columns,
        units.length,
        network.w1().getNumRows());
  }

  /** Parses the text of {@link ImageShape#toString}; null if it cannot be drawn. */
  private static ImageShape shape(String text) {
    if (!text.matches("[13]x\\d{1,4}x\\d{1,4}")) {
      return null;
    }
    int[] extents = Arrays.stream(text.split("x")).mapToInt(Integer::parseInt).toArray();
    return new ImageShape(extents[0], extents[1], extents[2]);
  }

  /** Hidden units with the largest incoming and outgoing weights, largest first. */
  private static int[] strongest(Network network) {
    double[] strength = new double[network.w1().getNumRows()];
    for (int unit = 0; unit < strength.length; unit++) {
      double in = 0;
      for (int input = 0; input < network.w1().getNumCols(); input++) {
        in += Math.pow(network.w1().get(unit, input), 2);
      }
      double out = 0;
      for (int label = 0; label < network.w2().getNumRows(); label++) {
        out += Math.pow(network.w2().get(label, unit), 2);
      }
      strength[unit] = in * out;
    }
    return IntStream.range(0, strength.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer unit) -> strength[unit]).reversed())
        .limit(MAX_UNITS)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /**
   * Draws one hidden unit.
   *
   * @param sprite modified
   */
  private static void draw(
      FMatrixRMaj weights, int unit, ImageShape shape, BufferedImage sprite, int left, int top) {
    float largest = 0;
    for (int input = 0; input < shape.size(); input++) {
      largest = Math.max(largest, Math.abs(weights.get(unit, input)));
    }
    float scale = largest == 0 ? 0 : REACH / largest;
    int plane = shape.width() * shape.height();
    for (int y = 0; y < shape.height(); y++) {
      for (int x = 0; x < shape.width(); x++) {
        int rgb = 0;
        for (int colour = 0; colour < 3; colour++) {
          int channel = colour % shape.channels();
          int input = channel * plane + y * shape.width() + x;
          rgb = rgb << 8 | GREY + Math.round(scale * weights.get(unit, input));
        }
        sprite.setRGB(left + x, top + y, OPAQUE | rgb);
      }
    }
  }
}
