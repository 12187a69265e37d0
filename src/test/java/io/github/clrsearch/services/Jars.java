package io.github.clrsearch.services;

import java.nio.file.Files;
import java.nio.file.Path;

/** The jars of the modules in {@code src/it/services}, where the profile has copied them. */
final class Jars {
  private static final Path FOLDER =
      Path.of(System.getProperty("clrsearch.services", "target/services")).toAbsolutePath();

  private Jars() {}

  /** The folder of a module, with its jars in {@code jars}. */
  static Path home(String module) {
    Path home = FOLDER.resolve(module);
    if (!Files.isDirectory(home.resolve("jars"))) {
      throw new IllegalStateException(
          home + " has no jars: run mvn -f src/it/services/pom.xml package");
    }
    return home;
  }

  /** All jars of a module, as a class path. */
  static String classPath(String module) {
    return home(module).resolve("jars") + "/*";
  }
}
