package io.github.clrsearch.config;

import com.typesafe.config.Config;
import io.github.clrsearch.search.Cycles;
import io.github.clrsearch.search.stopping.Extrapolation;
import io.github.clrsearch.search.stopping.Halving;
import io.github.clrsearch.search.stopping.MedianStopping;
import io.github.clrsearch.search.stopping.Stopping;
import java.util.List;

/**
 * Reads how long the trials of a stage train.
 *
 * @param stage the keys of the stage, under their full path
 * @param path the path of the stage
 * @param problems modified: problems are added
 */
record CyclesReader(Config stage, String path, Problems problems) {
  private static final String AUTO = "auto";

  /** Where the number of cycles comes from. */
  Cycles cycles() {
    String name = name("cycles", List.of(Cycles.DRAWN.toString(), Cycles.FREE.toString()));
    return name.equals(Cycles.FREE.toString()) ? Cycles.FREE : Cycles.DRAWN;
  }

  /** The stopping rule. The keys of the other rules are checked as well. */
  Stopping stopping(Cycles cycles) {
    Stopping never = new Stopping.Never();
    Stopping extrapolation = new Extrapolation();
    Stopping halving =
        new Halving(
            (int) number("halving.factor", 2, Integer.MAX_VALUE),
            number("halving.from-updates", 0, Long.MAX_VALUE));
    Stopping median = new MedianStopping(number("median.every-updates", 0, Long.MAX_VALUE));
    List<Stopping> all = List.of(never, extrapolation, halving, median);
    String name =
        name(
            "stopping",
            List.of(AUTO, never.name(), extrapolation.name(), halving.name(), median.name()));
    return all.stream()
        .filter(stopping -> stopping.name().equals(name))
        .findFirst()
        .orElse(cycles == Cycles.FREE ? extrapolation : never);
  }

  /** One of several names; the first one if the value is not among them. */
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

  private long number(String key, long least, long most) {
    return Integers.read(stage, path + "." + key, least, most, problems);
  }
}
