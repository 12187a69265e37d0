package io.github.clrsearch.search.trial;

import io.github.clrsearch.search.space.Setting;
import java.util.List;

/**
 * What a trial showed at the end of one of its cycles, as a later stage goes by it: frozen with
 * that stage, for the trial may go on.
 *
 * @param trial whose cycle it is, such as {@code coarse/3}
 * @param cycle from 1; 0 where the trial diverged before it had ended one
 * @param setting the trial's, with the number of cycles set to {@code cycle} where it has that one
 * @param accuracy on the validation split, fraction in 0 .. 1; NaN where the trial diverged
 */
public record Observation(String trial, int cycle, Setting setting, double accuracy) {

  /** Checks the accuracy. */
  public Observation {
    CycleResult.checkAccuracy("accuracy", accuracy);
  }

  /** What a candidate shows. */
  public static Observation of(Candidate candidate) {
    return new Observation(
        candidate.trial().toString(), candidate.cycle(), candidate.setting(), candidate.accuracy());
  }

  /** What a trial shows: every cycle's end, or that it diverged; nothing where it failed. */
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
