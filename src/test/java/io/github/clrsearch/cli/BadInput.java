package io.github.clrsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What holds for bad input of every kind: one or two lines name the rule, the value or place, and
 * the way out; nothing is written or damaged. Exact messages are tested beside the code that
 * creates them.
 */
final class BadInput {
  private BadInput() {}

  static void assertBrief(List<String> lines, String fragment) {
    assertThat(lines).as("one or two lines").hasSizeBetween(1, 2);
    assertThat(String.join("\n", lines))
        .contains(fragment)
        .doesNotContain("\tat ", "Exception", "unexpected");
  }

  /** A folder and everything below it. */
  static List<Path> paths(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.sorted().toList();
    }
  }

  /** The same paths with a hash of each file; 0 for a folder. */
  static Map<Path, Integer> tree(Path folder) throws IOException {
    Map<Path, Integer> tree = new TreeMap<>();
    for (Path path : paths(folder)) {
      int content = Files.isRegularFile(path) ? Arrays.hashCode(Files.readAllBytes(path)) : 0;
      tree.put(path, content);
    }
    return tree;
  }
}
