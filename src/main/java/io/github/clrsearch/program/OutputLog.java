package io.github.clrsearch.program;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a program printed: the first lines and the last ones, at most 128 KiB. Lines come from
 * several threads.
 */
public final class OutputLog {
  private static final int FIRST = 1 << 15;
  private static final int LAST = 3 << 15;
  private static final int LONGEST_REASON = 300;

  private final StringBuilder first = new StringBuilder();
  private final Deque<String> last = new ArrayDeque<>();
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
    // Terminals interpret control characters.
    String shown = line.replaceAll("[\\p{Cntrl}&&[^\t]]", "?") + "\n";
    if (last.isEmpty() && first.length() + shown.length() <= FIRST) {
      first.append(shown);
      return;
    }
    last.add(shown);
    lastLength += shown.length();
    while (lastLength > LAST) {
      lastLength -= last.remove().length();
      dropped++;
    }
  }

  /** The last line of standard error, or else of standard output, shortened; empty if none. */
  public synchronized String lastLine() {
    String line =
        (lastError.isEmpty() ? lastLine : lastError).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    int characters = line.codePointCount(0, line.length());
    return characters <= LONGEST_REASON
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_REASON)).strip() + "...";
  }

  /** The whole log in UTF-8; a line tells how many lines were dropped. */
  public synchronized byte[] bytes() {
    StringBuilder text = new StringBuilder(first);
    if (dropped > 0) {
      text.append("[%d lines dropped]%n".formatted(dropped));
    }
    last.forEach(text::append);
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
