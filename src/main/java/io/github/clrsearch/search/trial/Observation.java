package io.github.clrsearch.search.trial;

import io.github.clrsearch.search.space.Setting;
import java.util.List;

/**
 * Score of a trial at the end of one of its cycles, as a later stage uses it. It is frozen with
 * that stage, because the trial may be continued.
 *
 * @param trial name of the trial, such as {@code coarse/3}, or {@code runs/old: coarse/3} if it is
 *     of an earlier study
 * @param cycle from 1; 0 if the trial diverged in its first cycle
 * @param setting of the trial, with the number of cycles set to {@code cycle} if the setting has it
 * @param score of the measured value, the higher the better: {@link Metric#score}; NaN if the trial
 *     diverged
 */
public record Observation(String trial, int cycle, Setting setting, double score) {

  public static Observation of(Candidate candidate) {
    return new Observation(
        candidate.trial().toString(), candidate.cycle(), candidate.setting(), candidate.score());
  }

  /** One observation per cycle; for a divergence in the first cycle, one without a score. */
  public static List<Observation> of(Metric metric, Trial trial, TrialResult result) {
    List<Observation> measured =
        Candidate.of(metric, trial, result).stream()
            .filter(Candidate::measured)
            .map(Observation::of)
            .toList();
    return measured.isEmpty() && result.outcome() instanceof Outcome.Diverged
        ? List.of(new Observation(trial.toString(), 0, trial.setting(), Double.NaN))
        : measured;
  }

  /** This observation, as one of an earlier study. */
  public Observation of(String study) {
    return new Observation("%s: %s".formatted(study, trial), cycle, setting, score);
  }

  /** Whether the trial is of an earlier study: the names of stages have no colons. */
  public boolean isOfEarlierStudy() {
    return trial.contains(": ");
  }

  public boolean measured() {
    return !Double.isNaN(score);
  }
}
