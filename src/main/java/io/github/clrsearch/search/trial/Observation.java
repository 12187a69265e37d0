package io.github.clrsearch.search.trial;

import io.github.clrsearch.search.space.Setting;
import java.util.List;

/**
 * Accuracy of a trial at the end of one of its cycles, as a later stage uses it. It is frozen with
 * that stage, because the trial may be continued.
 *
 * @param trial name of the trial, such as {@code coarse/3}
 * @param cycle from 1; 0 if the trial diverged in its first cycle
 * @param setting of the trial, with the number of cycles set to {@code cycle} if the setting has it
 * @param accuracy on the validation split, fraction in 0 .. 1; NaN if the trial diverged
 */
public record Observation(String trial, int cycle, Setting setting, double accuracy) {

  /** Checks the accuracy. */
  public Observation {
    CycleResult.checkAccuracy("accuracy", accuracy);
  }

  /** The observation of a candidate. */
  public static Observation of(Candidate candidate) {
    return new Observation(
        candidate.trial().toString(), candidate.cycle(), candidate.setting(), candidate.accuracy());
  }

  /** One observation per cycle; for a divergence in the first cycle, one without an accuracy. */
  public static List<Observation> of(Trial trial, TrialResult result) {
    List<Observation> measured =
        Candidate.of(trial, result).stream()
            .filter(Candidate::measured)
            .map(Observation::of)
            .toList();
    return measured.isEmpty() && result.outcome() instanceof Outcome.Diverged
        ? List.of(new Observation(trial.toString(), 0, trial.setting(), Double.NaN))
        : measured;
  }

  /** Whether there is an accuracy. */
  public boolean measured() {
    return !Double.isNaN(accuracy);
  }
}
