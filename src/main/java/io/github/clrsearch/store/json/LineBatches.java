package io.github.clrsearch.store.json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Lines of a stream of bytes, some of them at a time. */
public final class LineBatches {
  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final int size;
  private final byte[] buffer = new byte[BUFFER];
  private int next;
  private int end;

  /**
   * Lines of a stream, which is not closed.
   *
   * @param size of a batch, in lines
   */
  public LineBatches(InputStream in, int size) {
    this.in = in;
    this.size = size;
  }

  /** The next lines without their line feeds; none at the end of the stream. */
  public List<byte[]> next() throws IOException {
    List<byte[]> lines = new ArrayList<>(size);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (lines.size() < size && (next < end || fill())) {
      int from = next;
      while (next < end && buffer[next] != '\n') {
        next++;
      }
      line.write(buffer, from, next - from);
      if (next < end) {
        next++;
        lines.add(line.toByteArray());
        line.reset();
      }
    }
    if (line.size() > 0) {
      lines.add(line.toByteArray());
    }
    return lines;
  }

  private boolean fill() throws IOException {
    next = 0;
    end = Math.max(0, in.read(buffer));
    return end > 0;
  }
}
