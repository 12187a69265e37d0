package io.github.clrsearch.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Mirrors images left to right into a buffer of its own, eight pixels at a time. */
final class Mirror {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] buffer = {};

  /**
   * Mirrors every row of an image.
   *
   * @param pixels contain the image; not modified
   * @param source index of its first byte
   * @param size its number of bytes, a multiple of the width
   * @param width of a row in bytes
   * @return the mirrored image, from index 0, in a buffer that the next call overwrites
   */
  byte[] of(byte[] pixels, int source, int size, int width) {
    if (buffer.length < size) {
      buffer = new byte[size];
    }
    for (int row = 0; row < size; row += width) {
      int end = source + row + width;
      int x = 0;
      for (; x + Long.BYTES <= width; x += Long.BYTES) {
        long eight = (long) EIGHT.get(pixels, end - Long.BYTES - x);
        EIGHT.set(buffer, row + x, Long.reverseBytes(eight));
      }
      for (; x < width; x++) {
        buffer[row + x] = pixels[end - 1 - x];
      }
    }
    return buffer;
  }
}
