package io.github.clrsearch.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes child processes react to SIGINT. A shell's background jobs ignore it, their children
 * inherit this, and a JVM does not change it.
 */
final class Sigint {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int SIGINT_BIT = 1 << 1;
  private static final List<String> RESTORING = List.of("env", "--default-signal=INT");
  private static final boolean IGNORED = isIgnored();
  private static final boolean RESTORABLE = IGNORED && isRestorable();

  private Sigint() {}

  /** Whether a process started with {@link #prefix()} can be interrupted. */
  static boolean canBeSent() {
    return !IGNORED || RESTORABLE;
  }

  /** The words before a command that restore SIGINT: none where it is not ignored. */
  static List<String> prefix() {
    return RESTORABLE ? RESTORING : List.of();
  }

  private static boolean isIgnored() {
    if (!Files.exists(STATUS)) {
      return false;
    }
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("SigIgn:"))
          .map(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
          .anyMatch(ignored -> (ignored & SIGINT_BIT) != 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** GNU's {@code env} can, from coreutils 8.31 on. */
  private static boolean isRestorable() {
    try {
      return new ProcessBuilder(RESTORING.get(0), RESTORING.get(1), "true").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
