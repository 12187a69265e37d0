package clrsearch.cli;

import clrsearch.search.Candidate;
import clrsearch.search.Leaderboard;
import clrsearch.search.Setting;
import clrsearch.store.ConfirmedRow;
import clrsearch.store.EndedTrial;
import clrsearch.store.StudyStore;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The setting of a search that a final network is to have. */
final class BestSetting {
  private static final String POSITION = ".position";
  private static final String STAGES = "stages.";

  private BestSetting() {}

  /**
   * The setting of the highest mean in the last stage that has confirmed some; where none has, that
   * of the highest accuracy. Empty where no trial has an accuracy.
   */
  static Optional<Setting> of(StudyStore store) {
    return stages(store.header().definition()).stream()
        .map(stage -> store.findings().confirmed(stage))
        .filter(rows -> !rows.isEmpty() && rows.get(0).meanAccuracy() != null)
        .map(rows -> setting(rows.get(0)))
        .findFirst()
        .or(
            () ->
                Leaderboard.of(
                        store.trials().stream()
                            // The best of repeated trainings would be chosen by luck again.
                            .filter(ended -> ended.trial().repetition() == 0)
                            .map(EndedTrial::candidates)
                            .flatMap(List::stream)
                            .toList())
                    .best()
                    .map(Candidate::setting));
  }

  private static Setting setting(ConfirmedRow row) {
    return new Setting(row.setting());
  }

  /** The names of a study's stages, the last one first. */
  private static List<String> stages(Map<String, String> definition) {
    return definition.keySet().stream()
        .filter(key -> key.startsWith(STAGES) && key.endsWith(POSITION))
        .sorted(
            Comparator.comparingInt((String key) -> Integer.parseInt(definition.get(key)))
                .reversed())
        .map(key -> key.substring(STAGES.length(), key.length() - POSITION.length()))
        .toList();
  }
}
