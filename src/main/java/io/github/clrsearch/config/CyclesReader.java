package io.github.clrsearch.config;

import com.typesafe.config.Config;
import io.github.clrsearch.search.Cycles;
import io.github.clrsearch.search.stopping.Extrapolation;
import io.github.clrsearch.search.stopping.NoStopping;
import io.github.clrsearch.search.stopping.StoppingRule;
import io.github.clrsearch.search.stopping.StoppingRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads how a stage chooses the numbers of cycles of its trials, and its stopping rule.
 *
 * @param stage keys of the stage, under their full path
 * @param path of the stage
 * @param problems modified: problems are added
 */
record CyclesReader(Config stage, String path, Problems problems) {
  private static final String AUTO = "auto";

  /** Whether the numbers of cycles are drawn with the settings, or free. */
  Cycles cycles() {
    String name = name("cycles", List.of(Cycles.DRAWN.toString(), Cycles.FREE.toString()));
    return name.equals(Cycles.FREE.toString()) ? Cycles.FREE : Cycles.DRAWN;
  }

  /** The stopping rule. The parameters of the other rules are checked too. */
  StoppingRule stopping(Cycles cycles) {
    Map<String, StoppingRule> rules = new HashMap<>();
    for (StoppingRules.RuleEntry entry : StoppingRules.ALL) {
      StoppingRules.Parameters parameters =
          (key, min, max) ->
              new Values(stage, problems).integer(path + "." + entry.name() + "." + key, min, max);
      rules.put(entry.name(), entry.constructor().apply(parameters));
    }
    List<String> names = new ArrayList<>(List.of(AUTO));
    names.addAll(StoppingRules.names());
    String name = name("stopping", names);
    return name.equals(AUTO) ? automatic(cycles) : rules.get(name);
  }

  private static StoppingRule automatic(Cycles cycles) {
    return cycles == Cycles.FREE ? new Extrapolation() : new NoStopping();
  }

  /** One of several names; the first if the configured one is not among them. */
  private String name(String key, List<String> names) {
    String full = path + "." + key;
    String name = problems.read(() -> stage.getString(full), names.get(0));
    if (names.contains(name)) {
      return name;
    }
    problems.add(
        stage.getValue(full).origin(),
        "%s must be one of %s, but got '%s'".formatted(full, String.join(", ", names), name));
    return names.get(0);
  }
}
