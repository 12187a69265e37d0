package io.github.clrsearch.program;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * The lines of a program's output, whatever bytes it prints. The rest of a line that is too long is
 * dropped. What a progress bar overwrites with a carriage return is dropped too.
 */
final class OutputLines {
  /** More than any report has. */
  static final int LONGEST = 1 << 16;

  private OutputLines() {}

  /**
   * Reads to the end of a stream.
   *
   * @param lines receives each line without its end; invalid UTF-8 is replaced
   */
  static void read(InputStream from, Consumer<String> lines) throws IOException {
    InputStream in = new BufferedInputStream(from);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean returned = false;
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next == '\n') {
        lines.accept(line.toString(StandardCharsets.UTF_8));
        line.reset();
      } else if (next != '\r') {
        if (returned) {
          line.reset();
        }
        if (line.size() < LONGEST) {
          line.write(next);
        }
      }
      returned = next == '\r';
    }
    if (line.size() > 0) {
      lines.accept(line.toString(StandardCharsets.UTF_8));
    }
  }
}
