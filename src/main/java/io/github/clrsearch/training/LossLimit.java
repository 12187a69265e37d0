package io.github.clrsearch.training;

import io.github.clrsearch.network.Scores;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * Watches the validation loss of a range test, which need not go on when the loss explodes: when
 * its moving average over the last {@value #WINDOW} measurements is above {@value #FACTOR} times
 * the lowest moving average so far, as in fastai's {@code LRFinder}.
 */
public final class LossLimit implements TrainingObserver {
  static final int FACTOR = 4;
  static final int WINDOW = 5;

  private final TrainingObserver next;
  private final double factor;
  private final Deque<Double> recent = new ArrayDeque<>();
  private double lowest = Double.POSITIVE_INFINITY;

  /** NaN until the limit is exceeded. */
  private double exceededAt = Double.NaN;

  private LossLimit(TrainingObserver next, double factor) {
    this.next = next;
    this.factor = factor;
  }

  /**
   * The limit of a range test.
   *
   * @param next receives everything as well
   */
  public static LossLimit of(TrainingObserver next) {
    return new LossLimit(next, FACTOR);
  }

  /** A limit that is never exceeded, for other trainings. */
  public static LossLimit unlimited(TrainingObserver next) {
    return new LossLimit(next, Double.POSITIVE_INFINITY);
  }

  @Override
  public void measured(int cycle, long updates, double eta, Part part, Scores scores) {
    next.measured(cycle, updates, eta, part, scores);
    if (part == Part.VALIDATION && scores.isFinite()) {
      if (recent.size() == WINDOW) {
        recent.removeFirst();
      }
      recent.addLast(scores.loss());
      double average = recent.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
      lowest = Math.min(lowest, average);
      if (average > factor * lowest && !isExceeded()) {
        exceededAt = eta;
      }
    }
  }

  @Override
  public void cycleEnded(
      Snapshot snapshot, Scores training, Scores validation, List<EnsembleScores> ensembles) {
    next.cycleEnded(snapshot, training, validation, ensembles);
  }

  /** Whether the training should end now. */
  public boolean isExceeded() {
    return !Double.isNaN(exceededAt);
  }

  /** Why the training ended, in one line. */
  public String reason() {
    return String.format(
        Locale.ROOT,
        "the smoothed loss exceeded %d times its lowest value at eta = %.3g",
        FACTOR,
        exceededAt);
  }
}
