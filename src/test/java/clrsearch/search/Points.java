package clrsearch.search;

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

  static Trial trial(int number, Setting setting) {
    return new Trial("s", "coarse", number, Seeds.trial(1, "coarse", number), setting);
  }
}
