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
 * @param metric that was measured
 * @param score of the measured value, the higher the better: {@link Metric#score}; NaN if there is
 *     none
 */
public record Candidate(
    Trial trial, int cycle, Setting setting, long updates, Metric metric, double score)
    implements Serializable {

  /** The hyperparameter for the number of cycles. */
  public static final String CYCLES = "n_cycles";

  /** By descending score, then by updates, then by trial number. */
  static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingDouble(Candidate::score)
          .reversed()
          .thenComparingLong(Candidate::updates)
          .thenComparingInt(candidate -> candidate.trial().number())
          .thenComparing(candidate -> candidate.trial().stage());

  /** The candidates of a trial: every cycle that ended, regardless of the outcome. */
  public static List<Candidate> of(Metric metric, Trial trial, TrialResult result) {
    return result.cycles().stream().map(cycle -> at(metric, trial, cycle)).toList();
  }

  private static Candidate at(Metric metric, Trial trial, CycleResult end) {
    Setting setting = trial.setting();
    return new Candidate(
        trial,
        end.cycle(),
        setting.has(CYCLES) ? setting.with(CYCLES, end.cycle()) : setting,
        end.updates(),
        metric,
        end.score(metric));
  }

  public boolean measured() {
    return !Double.isNaN(score);
  }

  /** The measured value of the metric; NaN if there is none. */
  public double value() {
    return metric.value(score);
  }

  /** The measured value for people: {@code 52.30 %} or {@code 0.4123}. */
  public String text() {
    return metric.text(value());
  }

  /** For people: {@code coarse/3, cycle 2: rmse 0.4123, lambda=0.00258 k=2}. */
  @Override
  public String toString() {
    return "%s, cycle %d: %s %s, %s".formatted(trial, cycle, metric.words(), text(), setting);
  }
}
