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
 * A file of unsigned bytes in the IDX format, plain or gzipped: two zero bytes, the type 8, the
 * number of dimensions, each dimension's size as a big-endian 32-bit integer, and the bytes in
 * row-major order.
 *
 * @see <a href="https://yann.lecun.org/exdb/mnist/">the format, described at the end of the
 *     page</a>
 * @param location path or URI, for messages
 * @param extents size of each dimension, at least 1
 * @param content the bytes; their number is the product of the extents
 */
record IdxFile(String location, int[] extents, byte[] content) {
  private static final int UNSIGNED_BYTES = 8;
  private static final int MAX_DIMENSIONS = 4;
  private static final int MAX_LENGTH = Integer.MAX_VALUE - 8;
  private static final int BUFFER = 1 << 16;

  /**
   * Reads a whole file.
   *
   * @throws DataException if it is not such a file, or is damaged
   */
  static IdxFile read(DataFiles files, String name) throws IOException {
    String location = files.location() + "/" + name;
    try (InputStream file = new BufferedInputStream(files.open(name), BUFFER)) {
      file.mark(2);
      boolean zipped = TarGz.isGzip(file.readNBytes(2));
      file.reset();
      return read(location, zipped ? new GZIPInputStream(file, BUFFER) : file);
    } catch (EOFException e) {
      throw refused(location, "is truncated inside the compressed data", e);
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
        || magic[3] > MAX_DIMENSIONS) {
      throw refused(
          location,
          "starts with the bytes %s, but an IDX file of unsigned bytes starts with 00 00 08 and the number of dimensions, 1 .. %d"
              .formatted(hex(magic), MAX_DIMENSIONS),
          null);
    }
    int[] extents = new int[magic[3]];
    long length = 1;
    for (int d = 0; d < extents.length; d++) {
      extents[d] = extent(location, in);
      length = extents[d] > 0 && length <= MAX_LENGTH ? length * extents[d] : 0;
    }
    if (length < 1 || length > MAX_LENGTH) {
      throw refused(
          location,
          "declares %s bytes in its header, but must contain 1 .. %d"
              .formatted(shape(extents), MAX_LENGTH),
          null);
    }
    // readNBytes allocates as it reads, so a damaged header cannot claim memory.
    byte[] content = in.readNBytes((int) length);
    if (content.length < length || in.read() >= 0) {
      throw refused(
          location,
          "must contain %s = %d bytes after its header, but contains %s"
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
      throw refused(location, "is truncated inside its header", null);
    }
    return (bytes[0] & 0xFF) << 24
        | (bytes[1] & 0xFF) << 16
        | (bytes[2] & 0xFF) << 8
        | bytes[3] & 0xFF;
  }

  private static DataException refused(String location, String why, Exception cause) {
    return new DataException("%s %s: download it again".formatted(location, why), cause);
  }

  private static String hex(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte each : bytes) {
      text.append(text.isEmpty() ? "" : " ").append("%02x".formatted(each));
    }
    return text.isEmpty() ? "(none)" : text.toString();
  }

  /** Size of the first dimension: the number of images or labels. */
  int count() {
    return extents[0];
  }

  /** The extents as text: {@code 60000 x 28 x 28}. */
  String shape() {
    return shape(extents);
  }

  private static String shape(int[] extents) {
    return Arrays.stream(extents)
        .mapToObj(Integer::toUnsignedString)
        .collect(Collectors.joining(" x "));
  }
}
