package io.github.clrsearch.data.formats;

import io.github.clrsearch.data.ClassNames;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts of ignored files and folders by kind, summarized in one line. */
final class IgnoredFiles {
  private static final int SHOWN = 6;

  private final Map<String, Integer> counts = new TreeMap<>();

  /** Counts one file or folder of a kind. */
  void add(String kind) {
    counts.merge(ClassNames.printable(kind), 1, Integer::sum);
  }

  /** Counts a file that is not an image, by its extension. */
  void addOther(String name) {
    int dot = name.lastIndexOf('.');
    add(dot < 0 ? "without extension" : "*" + name.substring(dot));
  }

  /** One line with all counts, highest first; empty if nothing was ignored. */
  Optional<String> line() {
    if (counts.isEmpty()) {
      return Optional.empty();
    }
    List<Map.Entry<String, Integer>> kinds =
        counts.entrySet().stream().sorted(Comparator.comparing(kind -> -kind.getValue())).toList();
    List<String> shown =
        kinds.stream().limit(SHOWN).map(kind -> kind.getValue() + " " + kind.getKey()).toList();
    int rest = kinds.stream().skip(SHOWN).mapToInt(Map.Entry::getValue).sum();
    return Optional.of(
        "ignored: " + String.join(", ", shown) + (rest > 0 ? ", " + rest + " others" : ""));
  }
}
