package io.github.clrsearch.search.trial;

import io.github.clrsearch.search.space.Setting;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;

/**
 * A point of the search: a trial at the end of one of its cycles. The schedule repeats, so a trial
 * of five cycles passes exactly through the trials of one to four, and each is a point.
 *
 * @param trial whose cycle it is
 * @param cycle from 1
 * @param setting the trial's, with {@link #CYCLES} set to {@code cycle} where it has that one
 * @param updates since the trial began
 * @param accuracy on the validation split, fraction in 0 .. 1; NaN where there is none
 */
public record Candidate(Trial trial, int cycle, Setting setting, long updates, double accuracy)
    implements Serializable {

  /** The hyperparameter that counts a trial's cycles. */
  public static final String CYCLES = "n_cycles";

  /** The best first: by accuracy, then fewer updates, then the lower number. */
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

  /** The candidates of a trial: every cycle that ended, whatever came after. */
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

  /** Whether there is an accuracy to compare by. */
  public boolean measured() {
    return !Double.isNaN(accuracy);
  }
}
