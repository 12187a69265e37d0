package io.github.clrsearch.workflow;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The Pythons of this machine. */
final class Pythons {
  private Pythons() {}

  /** A Python that has these packages, separated by commas. */
  static Optional<String> with(String packages) throws IOException, InterruptedException {
    for (String python : List.of("python3", "/usr/bin/python3")) {
      try {
        Process tried =
            new ProcessBuilder(python, "-c", "import " + packages)
                .redirectErrorStream(true)
                .start();
        tried.getInputStream().readAllBytes();
        if (tried.waitFor() == 0) {
          return Optional.of(python);
        }
      } catch (IOException e) {
        // There is no such Python.
      }
    }
    return Optional.empty();
  }
}
