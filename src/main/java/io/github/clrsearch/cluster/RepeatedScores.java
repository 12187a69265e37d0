package io.github.clrsearch.cluster;

import io.github.clrsearch.search.ConfirmingStage;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.store.EndedTrial;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Scores of settings that stages of a study trained several times, each with its own seed. */
final class RepeatedScores {
  private RepeatedScores() {}

  /**
   * One list per setting.
   *
   * @param trials the ended trials of a stage by number, given its name
   * @param stages of the study that are looked at; those that do not confirm have no repetitions
   */
  static Collection<List<Double>> of(
      Function<String, ? extends Map<Integer, EndedTrial>> trials,
      Collection<Stage> stages,
      Metric metric) {
    Map<Setting, List<Double>> bySetting = new LinkedHashMap<>();
    stages.stream()
        .filter(ConfirmingStage.class::isInstance)
        .flatMap(stage -> trials.apply(stage.name()).values().stream())
        .forEach(
            ended -> {
              double score = last(ended, metric);
              if (!Double.isNaN(score)) {
                bySetting
                    .computeIfAbsent(ended.trial().setting(), setting -> new ArrayList<>())
                    .add(score);
              }
            });
    return bySetting.values();
  }

  /** The last score of a completed trial; NaN if it has none. */
  static double last(EndedTrial ended, Metric metric) {
    List<CycleResult> cycles = ended.result().cycles();
    return ended.result().outcome() instanceof Outcome.Completed && !cycles.isEmpty()
        ? cycles.get(cycles.size() - 1).score(metric)
        : Double.NaN;
  }
}
