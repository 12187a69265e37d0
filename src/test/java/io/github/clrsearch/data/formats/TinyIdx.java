package io.github.clrsearch.data.formats;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/** Small IDX files. */
public final class TinyIdx {
  private TinyIdx() {}

  /** The bytes of a file of unsigned bytes. */
  static byte[] file(byte[] content, int... extents) {
    ByteBuffer file = ByteBuffer.allocate(4 + 4 * extents.length + content.length);
    file.put(new byte[] {0, 0, 8, (byte) extents.length});
    for (int extent : extents) {
      file.putInt(extent);
    }
    return file.put(content).array();
  }

  /** The same, gzipped. */
  static byte[] zipped(byte[] file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(file);
    }
    return bytes.toByteArray();
  }

  /**
   * Writes learnable images, not square, into a folder, which is made: grey ones of 4 x 6 as {@code
   * idx3} as they are, the test images gzipped. The higher the class, the brighter.
   */
  public static Path write(Path folder, int training, int test) throws IOException {
    Files.createDirectories(folder);
    write(folder, "train", "", training, 1);
    write(folder, "t10k", ".gz", test, 2);
    return folder;
  }

  private static void write(Path folder, String part, String ending, int count, long seed)
      throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] pixels = new byte[count * 24];
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (i % 3);
      for (int d = 0; d < 24; d++) {
        pixels[i * 24 + d] = (byte) (60 * labels[i] + random.nextInt(120));
      }
    }
    byte[] images = file(pixels, count, 4, 6);
    byte[] named = file(labels, count);
    boolean gzip = !ending.isEmpty();
    Files.write(
        folder.resolve(part + "-images-idx3-ubyte" + ending), gzip ? zipped(images) : images);
    Files.write(folder.resolve(part + "-labels-idx1-ubyte" + ending), gzip ? zipped(named) : named);
  }
}
