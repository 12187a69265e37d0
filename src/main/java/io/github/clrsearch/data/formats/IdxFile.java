package io.github.clrsearch.data.formats;

import io.github.clrsearch.data.DataException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file of unsigned bytes in the IDX format, as it is or gzipped: two zero bytes, the type 8, the
 * number of dimensions, each extent in four bytes, the highest first, and the bytes row-major.
 *
 * @see <a href="https://yann.lecun.org/exdb/mnist/">the format, at the end of the page</a>
 * @param location where it is, as a message names it
 * @param extents the extent of each dimension, at least 1
 * @param content as many bytes as the product of the extents
 */
record IdxFile(String location, int[] extents, byte[] content) {
  private static final int UNSIGNED_BYTES = 8;
  private static final int MOST_DIMENSIONS = 4;
  private static final int LONGEST = Integer.MAX_VALUE - 8;
  private static final int BUFFER = 1 << 16;

  /**
   * Reads a file to its end.
   *
   * @throws DataException where it is none, or is damaged
   */
  static IdxFile read(DataFiles files, String name) throws IOException {
    String location = files.location() + "/" + name;
    try (InputStream file = new BufferedInputStream(files.open(name), BUFFER)) {
      file.mark(2);
      boolean zipped = TarGz.isGzip(file.readNBytes(2));
      file.reset();
      return read(location, zipped ? new GZIPInputStream(file, BUFFER) : file);
    } catch (EOFException e) {
      throw refused(location, "breaks off inside the compressed data", e);
    } catch (ZipException e) {
      throw refused(
          location,
          "is corrupt: the compressed data cannot be unpacked (%s)".formatted(e.getMessage()),
          e);
    }
  }

  private static IdxFile read(String location, InputStream in) throws IOException {
    byte[] magic = in.readNBytes(4);
    if (magic.length < 4
        || magic[0] != 0
        || magic[1] != 0
        || magic[2] != UNSIGNED_BYTES
        || magic[3] < 1
        || magic[3] > MOST_DIMENSIONS) {
      throw refused(
          location,
          "begins with the bytes %s, but an IDX file of unsigned bytes begins with 00 00 08 and its number of dimensions, 1 .. %d"
              .formatted(hex(magic), MOST_DIMENSIONS),
          null);
    }
    int[] extents = new int[magic[3]];
    long length = 1;
    for (int d = 0; d < extents.length; d++) {
      extents[d] = extent(location, in);
      length = extents[d] > 0 && length <= LONGEST ? length * extents[d] : 0;
    }
    if (length < 1 || length > LONGEST) {
      throw refused(
          location,
          "says that it holds %s bytes, but must hold 1 .. %d".formatted(shape(extents), LONGEST),
          null);
    }
    // It grows as it is read: a damaged header claims no memory.
    byte[] content = in.readNBytes((int) length);
    if (content.length < length || in.read() >= 0) {
      throw refused(
          location,
          "must hold %s = %d bytes behind its header, but holds %s"
              .formatted(
                  shape(extents),
                  length,
                  content.length < length ? Integer.toString(content.length) : "more"),
          null);
    }
    return new IdxFile(location, extents, content);
  }

  private static int extent(String location, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(Integer.BYTES);
    if (bytes.length < Integer.BYTES) {
      throw refused(location, "ends inside its header", null);
    }
    return (bytes[0] & 0xFF) << 24
        | (bytes[1] & 0xFF) << 16
        | (bytes[2] & 0xFF) << 8
        | bytes[3] & 0xFF;
  }

  private static DataException refused(String location, String why, Exception cause) {
    return new DataException("%s %s: fetch it again".formatted(location, why), cause);
  }

  private static String hex(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte each : bytes) {
      text.append(text.isEmpty() ? "" : " ").append("%02x".formatted(each));
    }
    return text.isEmpty() ? "(none)" : text.toString();
  }

  /** The number of things in the first dimension: images or labels. */
  int count() {
    return extents[0];
  }

  /** The extents in words: {@code 60000 x 28 x 28}. */
  String shape() {
    return shape(extents);
  }

  private static String shape(int[] extents) {
    return Arrays.stream(extents)
        .mapToObj(Integer::toUnsignedString)
        .collect(Collectors.joining(" x "));
  }
}
