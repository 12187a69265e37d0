package io.github.clrsearch.config;

import com.typesafe.config.ConfigValue;
import io.github.clrsearch.search.ContinuingStage;
import io.github.clrsearch.search.Cycles;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.Distribution;
import io.github.clrsearch.training.Hyperparameter;
import io.github.clrsearch.training.ScheduleKind;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the schedule of a study rules out.
 *
 * @param problems modified: problems are added
 */
record ScheduleRules(ScheduleKind schedule, Problems problems) {

  /**
   * Whether the schedule uses a hyperparameter. Adds a problem if the user gave a value to one that
   * it does not use.
   *
   * @param path of the value
   */
  boolean uses(Hyperparameter hyperparameter, String path, ConfigValue value) {
    boolean uses = schedule.uses(hyperparameter);
    // Another option, such as --best-of, gives whatever its study had.
    boolean given = Assignment.isSet(value) || value.origin().lineNumber() > 0;
    if (!uses && given && !SpaceReader.isDefault(hyperparameter, value)) {
      problems.add(
          value.origin(),
          "%s has no effect with training.schedule = %s, only with %s: remove one of them"
              .formatted(
                  path,
                  schedule,
                  ScheduleKind.usedBy(hyperparameter).stream()
                      .map(ScheduleKind::toString)
                      .collect(Collectors.joining(", "))));
    }
    return uses;
  }

  /**
   * The number of cycles: 1, unless the schedule repeats.
   *
   * @param path of the value
   * @param read the value
   */
  Distribution cycles(String path, Distribution read, ConfigValue value) {
    if (schedule.repeats()) {
      return read;
    }
    if (read.range().max() > 1 && !StudyFile.isDefault(value)) {
      problems.add(
          value.origin(),
          "%s must be 1 with training.schedule = %s, which does not repeat, but is %s: remove it; k sets the length of the cycle"
              .formatted(path, schedule, read));
    }
    return new Constant(1);
  }

  /** One line per stage that would train more cycles than the schedule has. */
  List<String> stageProblems(Study study) {
    return study.stages().stream()
        .filter(stage -> !schedule.repeats() && stage.cycles() == Cycles.FREE)
        .map(
            stage ->
                "stage %s: %s needs a schedule that repeats, but training.schedule is %s, where a longer training has other learning rates from its start: remove it"
                    .formatted(
                        stage.name(),
                        stage instanceof ContinuingStage ? "continue" : "cycles = free",
                        schedule))
        .toList();
  }
}
