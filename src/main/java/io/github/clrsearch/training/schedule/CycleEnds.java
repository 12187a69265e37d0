package io.github.clrsearch.training.schedule;

/**
 * Ends of the cycles of a training. The first cycle has 2 n_s updates, and each further one {@code
 * multiple} times as many as the one before.
 *
 * @param nS n_s: half the length of the first cycle, in updates, at least 1
 * @param multiple at least 1; 1 if all cycles have the same length
 */
public record CycleEnds(long nS, int multiple) {
  /** Doubles hold integers exactly up to here. */
  private static final double MOST_UPDATES = 1L << 53;

  /** Checks the ranges. */
  public CycleEnds {
    if (nS < 1) {
      throw new IllegalArgumentException("n_s must be at least 1 update, but got " + nS);
    }
    if (multiple < 1) {
      throw new IllegalArgumentException("cycle_mult must be at least 1, but got " + multiple);
    }
  }

  /** Cycles of equal length. */
  public CycleEnds(long nS) {
    this(nS, 1);
  }

  /**
   * The number of updates done at the end of a cycle.
   *
   * @param cycle from 1; 0 is the start of the training
   * @throws IllegalArgumentException if there are too many updates
   */
  public long end(int cycle) {
    long end = 0;
    double length = 2.0 * nS;
    if (multiple == 1) {
      return checked(length * cycle);
    }
    for (int i = 0; i < cycle; i++) {
      end = checked(end + length);
      length *= multiple;
    }
    return end;
  }

  private static long checked(double updates) {
    if (updates > MOST_UPDATES) {
      throw new IllegalArgumentException(
          "a training has at most 2^53 updates, but its cycles need %s: lower n_cycles, k or cycle_mult"
              .formatted(updates));
    }
    return (long) updates;
  }

  /** The cycle of update t, from 1. */
  public int cycle(long t) {
    if (multiple == 1) {
      return (int) (t / (2 * nS)) + 1;
    }
    int cycle = 1;
    while (t >= end(cycle)) {
      cycle++;
    }
    return cycle;
  }

  /** The number of updates of a cycle, from 1. */
  public long length(int cycle) {
    return end(cycle) - end(cycle - 1);
  }

  /** The number of updates from the start of its cycle to update t. */
  public long position(long t) {
    return multiple == 1 ? t % (2 * nS) : t - end(cycle(t) - 1);
  }
}
