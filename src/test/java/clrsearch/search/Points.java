package clrsearch.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Candidates for tests, of trials whose setting is one value. */
final class Points {
  private Points() {}

  static Candidate at(int number, String name, double value, double accuracy) {
    return at(number, new Setting(Map.of(name, value)), 1960, accuracy);
  }

  static Candidate at(int number, Setting setting, long updates, double accuracy) {
    return new Candidate(trial(number, setting), 1, setting, updates, accuracy);
  }

  /** Candidates of the trials 0, 1, 2, ... : value, accuracy, value, accuracy, ... */
  static List<Candidate> of(String name, double... valuesAndAccuracies) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < valuesAndAccuracies.length; i += 2) {
      candidates.add(at(i / 2, name, valuesAndAccuracies[i], valuesAndAccuracies[i + 1]));
    }
    return candidates;
  }

  static Trial trial(int number, Setting setting) {
    return new Trial("s", "coarse", number, Seeds.trial(1, "coarse", number), setting);
  }
}
