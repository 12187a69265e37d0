package io.github.clrsearch.data.formats;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/** Small folders of images. */
public final class TinyFolders {
  private static final String[] CLASSES = {"first", "second", "third"};

  private TinyFolders() {}

  /** The file of an image, each pixel a grey. */
  public static byte[] png(int height, int width, int... greys) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setPixels(0, 0, width, height, greys);
    return encoded(image, "png");
  }

  /** The file of an image. */
  public static byte[] encoded(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (!ImageIO.write(image, format, bytes)) {
      throw new IOException("no writer of " + format);
    }
    return bytes.toByteArray();
  }

  /** Writes a file, and the folders it is in. */
  static Path write(Path folder, String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }

  /**
   * Writes learnable images in three classes into {@code train} and {@code test}: grey, 4 x 6, as
   * many of each. The higher the class, the brighter.
   */
  public static Path write(Path folder, int training, int test) throws IOException {
    write(folder, "train", training, 1);
    write(folder, "test", test, 2);
    return folder;
  }

  private static void write(Path folder, String part, int count, long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < count; i++) {
      int label = i % CLASSES.length;
      int[] greys = new int[24];
      for (int d = 0; d < greys.length; d++) {
        greys[d] = 60 * label + random.nextInt(120);
      }
      write(folder, "%s/%s/%04d.png".formatted(part, CLASSES[label], i), png(4, 6, greys));
    }
  }
}
