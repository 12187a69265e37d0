package io.github.clrsearch.search.trial;

import io.github.clrsearch.search.space.Setting;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;

/**
 * A trial at the end of one of its cycles. The schedule repeats, so a trial of five cycles passes
 * exactly through the trials of one to four cycles, and each of them is a candidate.
 *
 * @param trial the trial
 * @param cycle from 1
 * @param setting of the trial, with {@link #CYCLES} set to {@code cycle} if the setting has it
 * @param updates since the start of the trial
 * @param accuracy on the validation split, fraction in 0 .. 1; NaN if there is none
 */
public record Candidate(Trial trial, int cycle, Setting setting, long updates, double accuracy)
    implements Serializable {

  /** The hyperparameter for the number of cycles. */
  public static final String CYCLES = "n_cycles";

  /** By descending accuracy, then by updates, then by trial number. */
  static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingDouble(Candidate::accuracy)
          .reversed()
          .thenComparingLong(Candidate::updates)
          .thenComparingInt(candidate -> candidate.trial().number())
          .thenComparing(candidate -> candidate.trial().stage());

  /** Checks the accuracy. */
  public Candidate {
    CycleResult.checkAccuracy("accuracy", accuracy);
  }

  /** The candidates of a trial: every cycle that ended, regardless of the outcome. */
  public static List<Candidate> of(Trial trial, TrialResult result) {
    return result.cycles().stream().map(cycle -> at(trial, cycle)).toList();
  }

  private static Candidate at(Trial trial, CycleResult end) {
    Setting setting = trial.setting();
    return new Candidate(
        trial,
        end.cycle(),
        setting.has(CYCLES) ? setting.with(CYCLES, end.cycle()) : setting,
        end.updates(),
        end.validationAccuracy());
  }

  /** Whether there is an accuracy. */
  public boolean measured() {
    return !Double.isNaN(accuracy);
  }
}
