package io.github.clrsearch.data.formats;

import io.github.clrsearch.data.DataException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads gzipped tar archives sequentially. */
final class TarGz {
  private static final int BUFFER = 1 << 16;
  private static final int GZIP_MAGIC = 0x1f8b;

  private TarGz() {}

  /** Receives the entries of an archive. */
  @FunctionalInterface
  interface Visitor {
    /**
     * Receives one entry.
     *
     * @param content of the entry; may be read partially, must not be closed
     * @return whether to continue with the next entry
     */
    boolean visit(TarArchiveEntry entry, InputStream content) throws IOException;
  }

  /**
   * Passes every entry to a visitor, and verifies the gzip checksum at the end.
   *
   * @param where the archive's location, for messages
   * @param in the compressed bytes; the caller closes the stream
   * @throws DataException if this is not an archive, or a truncated or corrupt one
   */
  static void read(String where, InputStream in, Visitor visitor) {
    Counting counting = new Counting(in);
    try {
      InputStream compressed = new BufferedInputStream(counting, BUFFER);
      checkMagic(where, compressed);
      InputStream plain = new GZIPInputStream(compressed, BUFFER);
      TarArchiveInputStream tar = new TarArchiveInputStream(plain);
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (!visitor.visit(entry, tar)) {
          return;
        }
      }
      // The tar ends before the gzip stream, whose checksum is verified only at its end.
      plain.transferTo(OutputStream.nullOutputStream());
    } catch (EOFException e) {
      throw new DataException(
          "%s is truncated after %d bytes, inside the compressed data: download it again"
              .formatted(where, counting.count),
          e);
    } catch (ZipException e) {
      throw new DataException(
          "%s is corrupt: the compressed data cannot be unpacked near byte %d (%s): download it again"
              .formatted(where, counting.count, e.getMessage()),
          e);
    } catch (IOException e) {
      throw new DataException(
          "%s cannot be read as a gzipped tar near byte %d (%s): download it again"
              .formatted(where, counting.count, e.getMessage()),
          e);
    }
  }

  private static void checkMagic(String where, InputStream in) throws IOException {
    in.mark(BUFFER);
    byte[] head = in.readNBytes(512);
    in.reset();
    if (head.length == 0) {
      throw new DataException(
          "%s is empty, expected a gzipped tar: download it again".formatted(where));
    }
    if (!isGzip(head)) {
      throw new DataException(notAnArchive(where, head));
    }
  }

  /** The error for data without a gzip header. */
  static String notAnArchive(String where, byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1).strip().toLowerCase(Locale.ROOT);
    String found =
        text.startsWith("<!doctype html") || text.startsWith("<html") || text.startsWith("<?xml")
            ? "is a web page"
            : "starts with the bytes %02x %02x"
                .formatted(head[0] & 0xFF, head.length > 1 ? head[1] & 0xFF : 0);
    return "%s %s, expected a gzipped tar (1f 8b): download it from another address"
        .formatted(where, found);
  }

  /** Whether data with these first bytes is gzipped. */
  static boolean isGzip(byte[] head) {
    return head.length >= 2 && ((head[0] & 0xFF) << 8 | (head[1] & 0xFF)) == GZIP_MAGIC;
  }

  private static final class Counting extends FilterInputStream {
    private long count;

    Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      count += b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = super.read(buffer, offset, length);
      count += Math.max(0, n);
      return n;
    }
  }
}
