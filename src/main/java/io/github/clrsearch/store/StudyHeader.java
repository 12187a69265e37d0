package io.github.clrsearch.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a study's folder says of the study: written when it begins, compared when it goes on.
 *
 * @param layout the version of the folder's layout
 * @param study the study's name
 * @param seed the study's seed
 * @param definition all that its results depend on, by configuration key; numbers of trials do not
 *     count, for a study may grow
 * @param columns the names of the setting's columns, each with its SQL type
 * @param provenance what began it
 */
public record StudyHeader(
    int layout,
    String study,
    long seed,
    Map<String, String> definition,
    Map<String, String> columns,
    Provenance provenance) {

  /** The layout that this version writes. */
  public static final int LAYOUT = 1;

  private static final String STAGES = "stages.";
  private static final String POSITION = ".position";

  /** Copies the maps in their order. */
  public StudyHeader {
    definition = new LinkedHashMap<>(definition);
    columns = new LinkedHashMap<>(columns);
  }

  /** The names of the study's stages, in their order. */
  public List<String> stages() {
    return definition.keySet().stream()
        .filter(key -> key.startsWith(STAGES) && key.endsWith(POSITION))
        .sorted(Comparator.comparingInt(key -> Integer.parseInt(definition.get(key))))
        .map(key -> key.substring(STAGES.length(), key.length() - POSITION.length()))
        .toList();
  }

  /** Whether a stage trains settings of those before it anew. */
  public boolean confirms(String stage) {
    return definition.containsKey(STAGES + stage + ".confirm");
  }

  /** What another header defines differently, a line each; none where the study is the same. */
  List<String> differences(StudyHeader now) {
    List<String> lines = new ArrayList<>();
    TreeSet<String> keys = new TreeSet<>(definition.keySet());
    keys.addAll(now.definition.keySet());
    for (String key : keys) {
      String before = definition.get(key);
      String after = now.definition.get(key);
      if (before == null) {
        if (!addsStage(key)) {
          lines.add("%s is %s now, and was not there".formatted(key, after));
        }
      } else if (after == null) {
        lines.add("%s was %s, and is not there now".formatted(key, before));
      } else if (!before.equals(after)) {
        lines.add("%s was %s, and is %s now".formatted(key, shown(before), shown(after)));
      }
    }
    return lines;
  }

  /** Whole numbers as they were written: a definition keeps all numbers alike. */
  private static String shown(String value) {
    return value.matches("-?\\d+\\.0") ? value.substring(0, value.length() - 2) : value;
  }

  /** A new stage after the old ones changes nothing of what there is. */
  private boolean addsStage(String key) {
    if (!key.startsWith(STAGES)) {
      return false;
    }
    String stage = key.substring(0, key.lastIndexOf('.') + 1);
    return !definition.containsKey(stage + POSITION.substring(1));
  }
}
