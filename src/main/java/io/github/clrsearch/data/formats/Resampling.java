package io.github.clrsearch.data.formats;

import io.github.clrsearch.data.ImageShape;

/**
 * Scales images by bilinear interpolation. When an image shrinks, the triangle filter is widened by
 * the scale factor, so that every pixel counts and there is no aliasing. Columns first, then rows,
 * in double precision and without libraries: the result is the same on every machine.
 */
final class Resampling {
  private Resampling() {}

  /** The source pixels of one result pixel, and their weights. */
  private record Window(int from, double[] weights) {}

  /** Scales an image; the number of channels stays the same. */
  static PixelImage scale(PixelImage image, ImageSize size) {
    ImageShape shape = image.shape();
    ImageShape target = new ImageShape(shape.channels(), size.height(), size.width());
    Window[] columns = windows(shape.width(), size.width());
    Window[] rows = windows(shape.height(), size.height());
    byte[] scaled = new byte[target.size()];
    double[] narrow = new double[shape.height() * size.width()];
    for (int c = 0; c < shape.channels(); c++) {
      int plane = c * shape.height() * shape.width();
      for (int y = 0; y < shape.height(); y++) {
        for (int x = 0; x < size.width(); x++) {
          double sum = 0;
          int first = plane + y * shape.width() + columns[x].from;
          for (int i = 0; i < columns[x].weights.length; i++) {
            sum += columns[x].weights[i] * (image.pixels()[first + i] & 0xFF);
          }
          narrow[y * size.width() + x] = sum;
        }
      }
      for (int y = 0; y < size.height(); y++) {
        for (int x = 0; x < size.width(); x++) {
          double sum = 0;
          for (int i = 0; i < rows[y].weights.length; i++) {
            sum += rows[y].weights[i] * narrow[(rows[y].from + i) * size.width() + x];
          }
          scaled[(c * size.height() + y) * size.width() + x] =
              (byte) Math.max(0, Math.min(255, Math.round(sum)));
        }
      }
    }
    return new PixelImage(target, scaled);
  }

  private static Window[] windows(int source, int target) {
    double factor = (double) source / target;
    double reach = Math.max(1, factor);
    Window[] windows = new Window[target];
    for (int t = 0; t < target; t++) {
      double centre = (t + 0.5) * factor;
      int from = Math.max(0, (int) Math.floor(centre - reach + 0.5));
      int to = Math.min(source, (int) Math.floor(centre + reach + 0.5));
      double[] weights = new double[to - from];
      double total = 0;
      for (int i = 0; i < weights.length; i++) {
        weights[i] = Math.max(0, 1 - Math.abs(from + i + 0.5 - centre) / reach);
        total += weights[i];
      }
      for (int i = 0; i < weights.length; i++) {
        weights[i] /= total;
      }
      windows[t] = new Window(from, weights);
    }
    return windows;
  }
}
