package io.github.clrsearch.data.formats;

import io.github.clrsearch.data.ClassNames;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What lies among images and is not read, counted by its kind, so that one line can tell it. */
final class IgnoredFiles {
  private static final int TOLD = 6;

  private final Map<String, Integer> counts = new TreeMap<>();

  /** Counts one more of a kind. */
  void add(String kind) {
    counts.merge(ClassNames.printable(kind), 1, Integer::sum);
  }

  /** Counts a file that is no image by the ending of its name. */
  void addOther(String name) {
    int dot = name.lastIndexOf('.');
    add(dot < 0 ? "without an ending" : "*" + name.substring(dot));
  }

  /** One line with all counts, the highest first; empty where everything is read. */
  Optional<String> line() {
    if (counts.isEmpty()) {
      return Optional.empty();
    }
    List<Map.Entry<String, Integer>> kinds =
        counts.entrySet().stream().sorted(Comparator.comparing(kind -> -kind.getValue())).toList();
    List<String> told =
        kinds.stream().limit(TOLD).map(kind -> kind.getValue() + " " + kind.getKey()).toList();
    int rest = kinds.stream().skip(TOLD).mapToInt(Map.Entry::getValue).sum();
    return Optional.of(
        "not read: " + String.join(", ", told) + (rest > 0 ? ", " + rest + " others" : ""));
  }
}
