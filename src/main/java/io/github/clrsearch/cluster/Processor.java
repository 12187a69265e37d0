package io.github.clrsearch.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What computes on this machine, for provenance: it tells how fast, and changes no bit. */
final class Processor {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /** Read once: the kernel asks every core for its clock to fill that file. */
  private static final String NAME = read();

  private Processor() {}

  /** The model as Linux names it, and the architecture as Java does. */
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
