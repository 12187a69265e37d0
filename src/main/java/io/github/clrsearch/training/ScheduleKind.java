package io.github.clrsearch.training;

import static io.github.clrsearch.training.Hyperparameter.CYCLE_MULT;
import static io.github.clrsearch.training.Hyperparameter.DIV;
import static io.github.clrsearch.training.Hyperparameter.ETA_MAX;
import static io.github.clrsearch.training.Hyperparameter.ETA_MIN;
import static io.github.clrsearch.training.Hyperparameter.FINAL_DIV;
import static io.github.clrsearch.training.Hyperparameter.GAMMA;
import static io.github.clrsearch.training.Hyperparameter.WARM_UP;

import io.github.clrsearch.training.schedule.CosineSchedule;
import io.github.clrsearch.training.schedule.CycleEnds;
import io.github.clrsearch.training.schedule.EtaBounds;
import io.github.clrsearch.training.schedule.ExpRangeSchedule;
import io.github.clrsearch.training.schedule.ExponentialRise;
import io.github.clrsearch.training.schedule.OneCycleSchedule;
import io.github.clrsearch.training.schedule.Schedule;
import io.github.clrsearch.training.schedule.Triangular2Schedule;
import io.github.clrsearch.training.schedule.TriangularSchedule;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The schedules, each with the hyperparameters that it alone uses. */
public enum ScheduleKind {
  /** {@link TriangularSchedule}. */
  TRIANGULAR(ETA_MIN, ETA_MAX) {
    @Override
    Schedule of(Hyperparameters values, long nS) {
      return triangles(values, nS);
    }
  },

  /** {@link Triangular2Schedule}. */
  TRIANGULAR2(ETA_MIN, ETA_MAX) {
    @Override
    Schedule of(Hyperparameters values, long nS) {
      return new Triangular2Schedule(triangles(values, nS));
    }
  },

  /** {@link ExpRangeSchedule}. */
  EXP_RANGE(ETA_MIN, ETA_MAX, GAMMA) {
    @Override
    Schedule of(Hyperparameters values, long nS) {
      return new ExpRangeSchedule(triangles(values, nS), values.real(GAMMA));
    }
  },

  /** {@link CosineSchedule}. */
  COSINE(ETA_MIN, ETA_MAX, CYCLE_MULT) {
    @Override
    Schedule of(Hyperparameters values, long nS) {
      return new CosineSchedule(
          new EtaBounds(values.etaMin(), values.etaMax()),
          new CycleEnds(nS, values.integer(CYCLE_MULT)));
    }
  },

  /** {@link OneCycleSchedule}. */
  ONE_CYCLE(ETA_MAX, WARM_UP, DIV, FINAL_DIV) {
    @Override
    Schedule of(Hyperparameters values, long nS) {
      return new OneCycleSchedule(
          values.etaMax(),
          values.real(WARM_UP),
          values.real(DIV),
          values.real(FINAL_DIV),
          values.method().anneal(),
          nS);
    }

    @Override
    public boolean repeats() {
      return false;
    }
  },

  /** {@link ExponentialRise}, for range tests only. */
  EXPONENTIAL_RISE(ETA_MIN, ETA_MAX) {
    @Override
    Schedule of(Hyperparameters values, long nS) {
      return new ExponentialRise(new EtaBounds(values.etaMin(), values.etaMax()), nS);
    }

    @Override
    public boolean isForTraining() {
      return false;
    }
  };

  private final Set<Hyperparameter> used;

  ScheduleKind(Hyperparameter first, Hyperparameter... others) {
    this.used = EnumSet.of(first, others);
  }

  /**
   * The schedule with given values.
   *
   * @param nS half the length of the first cycle, in updates
   */
  abstract Schedule of(Hyperparameters values, long nS);

  private static TriangularSchedule triangles(Hyperparameters values, long nS) {
    return new TriangularSchedule(values.etaMin(), values.etaMax(), nS);
  }

  /**
   * Whether cycle follows cycle, so that a training can be continued with more of them. A schedule
   * that does not repeat has one cycle: a longer one has other learning rates from its start.
   */
  public boolean repeats() {
    return true;
  }

  /** Whether a study can choose it. */
  public boolean isForTraining() {
    return true;
  }

  /** Whether a hyperparameter has a meaning here: those of other schedules have none. */
  public boolean uses(Hyperparameter hyperparameter) {
    return used.contains(hyperparameter) || usedBy(hyperparameter).isEmpty();
  }

  /**
   * The schedules of trainings that a hyperparameter belongs to; empty if it belongs to every
   * training.
   */
  public static Set<ScheduleKind> usedBy(Hyperparameter hyperparameter) {
    EnumSet<ScheduleKind> users = EnumSet.noneOf(ScheduleKind.class);
    for (ScheduleKind kind : values()) {
      if (kind.isForTraining() && kind.used.contains(hyperparameter)) {
        users.add(kind);
      }
    }
    return users;
  }

  /** The name in configurations. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
