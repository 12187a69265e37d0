package io.github.clrsearch.program;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * What a program printed: the first lines and the last ones, at most 128 KiB. Lines come from
 * several threads.
 */
public final class OutputLog {
  private static final int FIRST = 1 << 15;
  private static final int LAST = 3 << 15;
  private static final int LONGEST_REASON = 300;

  /** Terminals interpret these, also those beyond ASCII. */
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\t]]");

  private static final Pattern SPACES = Pattern.compile("[\\p{Cc}\\s]+");

  private final ByteArrayOutputStream first = new ByteArrayOutputStream();
  private final Deque<byte[]> last = new ArrayDeque<>();
  private int lastLength;
  private long dropped;
  private String lastLine = "";
  private String lastError = "";

  /** Adds a line of standard output. */
  synchronized void out(String line) {
    lastLine = line.isBlank() ? lastLine : line;
    add(line);
  }

  /** Adds a line of standard error. */
  synchronized void error(String line) {
    lastError = line.isBlank() ? lastError : line;
    add(line);
  }

  private void add(String line) {
    byte[] shown = utf8(CONTROL.matcher(line).replaceAll("?") + "\n");
    if (last.isEmpty() && first.size() + shown.length <= FIRST) {
      first.writeBytes(shown);
      return;
    }
    last.add(shown);
    lastLength += shown.length;
    while (lastLength > LAST) {
      lastLength -= last.remove().length;
      dropped++;
    }
  }

  /** The last line of standard error, or else of standard output, shortened; empty if none. */
  public synchronized String lastLine() {
    String line =
        SPACES.matcher(lastError.isEmpty() ? lastLine : lastError).replaceAll(" ").strip();
    int characters = line.codePointCount(0, line.length());
    return characters <= LONGEST_REASON
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_REASON)).strip() + "...";
  }

  /** The whole log in UTF-8; a line tells how many lines were dropped. */
  public synchronized byte[] bytes() {
    ByteArrayOutputStream text = new ByteArrayOutputStream(first.size() + lastLength);
    text.writeBytes(first.toByteArray());
    if (dropped > 0) {
      text.writeBytes(utf8("[%d lines dropped]\n".formatted(dropped)));
    }
    last.forEach(text::writeBytes);
    return text.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
