package io.github.clrsearch.data.formats;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * Removes metadata from PNG and JPEG files before decoding: colour profiles, gamma, text,
 * thumbnails and EXIF. None of it is applied, but a decoder rejects an image whose metadata is
 * damaged.
 */
final class ImageMetadata {
  private static final byte[] JFIF = {
    (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
  };
  private static final byte[] EXIF = {(byte) 0xFF, (byte) 0xE1, 0, 8, 'E', 'x', 'i', 'f', 0, 0};
  private static final int PNG_SIGNATURE = 8;

  private ImageMetadata() {}

  /**
   * Returns the signature of a PNG, its critical chunks, and its transparent colours.
   *
   * @param file not modified; from a damaged chunk on, everything is kept
   */
  static byte[] removeFromPng(byte[] file) {
    ByteArrayOutputStream parts = new ByteArrayOutputStream(file.length);
    int at = Math.min(PNG_SIGNATURE, file.length);
    parts.write(file, 0, at);
    while (at + 12 <= file.length) {
      long length = Integer.toUnsignedLong(unsigned16(file, at) << 16 | unsigned16(file, at + 2));
      if (length > file.length - at - 12) {
        break;
      }
      String type = new String(file, at + 4, 4, StandardCharsets.ISO_8859_1);
      int size = (int) length + 12;
      if (Character.isUpperCase(type.charAt(0)) || type.equals("tRNS")) {
        parts.write(file, at, size);
      }
      at += size;
    }
    parts.write(file, at, file.length - at);
    return parts.toByteArray();
  }

  /**
   * Returns a JPEG without its comments and application segments, except those that define its
   * colour encoding: JFIF, Adobe, and an empty EXIF segment.
   *
   * @param file not modified; from a damaged segment on, everything is kept
   */
  static byte[] removeFromJpeg(byte[] file) {
    ByteArrayOutputStream parts = new ByteArrayOutputStream(file.length);
    parts.write(file, 0, 2);
    int at = marker(file, 2);
    for (int size = segment(file, at); size > 0; size = segment(file, at)) {
      int marker = file[at + 1] & 0xFF;
      if (marker == 0xE0 && startsWith(file, at, "JFIF\0")) {
        parts.write(JFIF, 0, JFIF.length);
      } else if (marker == 0xE1 && startsWith(file, at, "Exif\0")) {
        parts.write(EXIF, 0, EXIF.length);
      } else if (marker < 0xE0 || marker == 0xEE || marker > 0xEF && marker != 0xFE) {
        parts.write(file, at, size);
      }
      at = marker(file, at + size);
    }
    parts.write(file, at, file.length - at);
    return parts.toByteArray();
  }

  /** The number of colour components of a JPEG: 1, 3 or 4; 0 if unknown. */
  static int jpegComponents(byte[] file) {
    Set<Integer> notFrames = Set.of(0xC4, 0xC8, 0xCC);
    int at = marker(file, 2);
    for (int size = segment(file, at); size > 0; size = segment(file, at)) {
      int marker = file[at + 1] & 0xFF;
      if (marker >= 0xC0 && marker <= 0xCF && !notFrames.contains(marker) && size > 9) {
        return file[at + 9] & 0xFF;
      }
      at = marker(file, at + size);
    }
    return 0;
  }

  /** The offset of the next marker. Skips bytes between segments, as decoders do. */
  private static int marker(byte[] file, int from) {
    for (int at = from; at + 1 < file.length; at++) {
      int next = file[at + 1] & 0xFF;
      if ((file[at] & 0xFF) == 0xFF && next != 0 && next != 0xFF) {
        return at;
      }
    }
    return from;
  }

  /**
   * The length of the segment at an offset including its marker; 0 if there is none or the pixels
   * start.
   */
  private static int segment(byte[] file, int at) {
    if (at + 4 > file.length || (file[at] & 0xFF) != 0xFF) {
      return 0;
    }
    int marker = file[at + 1] & 0xFF;
    int length = unsigned16(file, at + 2);
    // Start of scan, a marker without length, or a fill byte.
    boolean other = marker < 0xC0 || marker >= 0xD0 && marker <= 0xDA || marker == 0xFF;
    return other || length < 2 || length + 2 > file.length - at ? 0 : length + 2;
  }

  private static boolean startsWith(byte[] file, int at, String text) {
    byte[] expected = text.getBytes(StandardCharsets.ISO_8859_1);
    int from = at + 4;
    return from + expected.length <= file.length
        && Arrays.equals(file, from, from + expected.length, expected, 0, expected.length);
  }

  private static int unsigned16(byte[] file, int at) {
    return (file[at] & 0xFF) << 8 | file[at + 1] & 0xFF;
  }
}
