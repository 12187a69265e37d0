package clrsearch.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds keys that {@code reference.conf} does not have: a typing error must not go unnoticed. */
final class KnownKeys {
  private static final int FARTHEST_SUGGESTION = 3;

  private final ConfigObject reference;
  private final Problems problems;

  KnownKeys(Config reference, Problems problems) {
    this.reference = reference.root();
    this.problems = problems;
  }

  /** Reports every unknown key of a study's file. */
  void check(Config config) {
    checkObject("", config.root(), reference);
    if (config.root().get("stages") instanceof ConfigList stages) {
      for (int i = 0; i < stages.size(); i++) {
        if (stages.get(i) instanceof ConfigObject stage) {
          checkStage("stages[%d]".formatted(i), stage);
        }
      }
    }
  }

  private void checkStage(String path, ConfigObject stage) {
    ConfigObject known = (ConfigObject) reference.get("stage");
    Set<String> keys = new TreeSet<>(known.keySet());
    keys.add("name");
    stage.forEach((key, value) -> checkKey(path, key, value, keys));
    if (stage.get("space") instanceof ConfigObject space) {
      Set<String> names = ((ConfigObject) reference.get("space")).keySet();
      space.forEach((key, value) -> checkKey(path + ".space", key, value, names));
    }
  }

  private void checkObject(String path, ConfigObject object, ConfigObject known) {
    object.forEach(
        (key, value) -> {
          checkKey(path, key, value, known.keySet());
          // Below a hyperparameter lies its distribution: whoever reads that checks it.
          if (value instanceof ConfigObject below && known.get(key) instanceof ConfigObject inner) {
            checkObject(path.isEmpty() ? key : path + "." + key, below, inner);
          }
        });
  }

  private void checkKey(String path, String key, ConfigValue value, Collection<String> known) {
    if (!known.contains(key)) {
      String full = path.isEmpty() ? key : path + "." + key;
      problems.add(
          "%s: %s is no key of a study%s"
              .formatted(value.origin().description(), full, suggestion(key, known)));
    }
  }

  private static String suggestion(String key, Collection<String> known) {
    LevenshteinDistance distance = new LevenshteinDistance(FARTHEST_SUGGESTION);
    return known.stream()
        .filter(name -> distance.apply(key, name) >= 0)
        .min(Comparator.comparing(name -> distance.apply(key, name)))
        .map(name -> ": did you mean '%s'?".formatted(name))
        .orElse(": it must be one of " + String.join(", ", new TreeSet<>(known)));
  }
}
