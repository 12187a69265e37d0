package io.github.clrsearch.cluster.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Processor of this machine, for provenance: it affects the speed, but not the bits. */
final class Processor {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /** Read once, because the kernel queries every core for this file. */
  private static final String NAME = read();

  private Processor() {}

  /** Model name on Linux, and architecture. */
  static String name() {
    return NAME;
  }

  private static String read() {
    String architecture = System.getProperty("os.arch");
    try (Stream<String> lines = Files.lines(CPU_INFO)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip() + " (" + architecture + ")")
          .orElse(architecture);
    } catch (IOException e) {
      return architecture;
    }
  }
}
