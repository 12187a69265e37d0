package io.github.clrsearch.search.samplers;

import io.github.clrsearch.search.space.Seeds;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Candidates for tests, of trials whose setting is one value. */
public final class Points {
  private Points() {}

  public static Candidate at(int number, String name, double value, double accuracy) {
    return at(number, new Setting(Map.of(name, value)), 1960, accuracy);
  }

  public static Candidate at(int number, Setting setting, long updates, double accuracy) {
    return new Candidate(trial(number, setting), 1, setting, updates, Metric.accuracy(), accuracy);
  }

  /** Candidates of the trials 0, 1, 2, ... : value, accuracy, value, accuracy, ... */
  public static List<Candidate> of(String name, double... valuesAndAccuracies) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < valuesAndAccuracies.length; i += 2) {
      candidates.add(at(i / 2, name, valuesAndAccuracies[i], valuesAndAccuracies[i + 1]));
    }
    return candidates;
  }

  public static Trial trial(int number, Setting setting) {
    return new Trial("s", "coarse", number, Seeds.trial(1, "coarse", number), setting);
  }
}
