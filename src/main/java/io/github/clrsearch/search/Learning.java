package io.github.clrsearch.search;

import io.github.clrsearch.search.space.Numbers;
import java.io.Serializable;
import java.util.Optional;

/**
 * Which trials of its own stage a trial learns from, if the stage has a sampler that learns. This
 * depends on the numbers of the trials alone, never on the order in which they end, so that a trial
 * is the same on every cluster and after every interruption.
 */
public sealed interface Learning extends Serializable {

  /**
   * How many of the first trials of the stage a trial learns from. The trial is drawn when all of
   * them have ended; the trials between them and this one count as pending.
   *
   * @param number of the trial in its stage, at least 0
   * @return at most {@code number}; non-decreasing in {@code number}
   */
  int known(int number);

  /** The largest number of trials that can train at the same time. */
  int trials();

  /** The name in configurations, with its value: {@code lag 8}. */
  default String text() {
    return key() + " " + trials();
  }

  /** The name in configurations. */
  String key();

  /**
   * One line if trials that learn from each other leave slots idle.
   *
   * @param slots number of trials that could train at the same time
   */
  default Optional<String> idle(int slots) {
    return trials() >= slots
        ? Optional.empty()
        : Optional.of(
            "%s: at most %s at the same time, so %d of %d slots stay idle; for a new study, set search.slots = %d"
                .formatted(
                    text(), Numbers.count(trials(), "trial"), slots - trials(), slots, slots));
  }

  private static void check(String key, int trials) {
    if (trials < 1) {
      throw new IllegalArgumentException(
          "%s must be at least 1, but got %d".formatted(key, trials));
    }
  }

  /**
   * A trial learns from all trials but the last ones before it. With 1, trials train one after the
   * other.
   *
   * @param trials a trial learns from those whose number is lower by this or more; at least 1
   */
  record Lag(int trials) implements Learning {
    public Lag {
      check("lag", trials);
    }

    @Override
    public int known(int number) {
      return Math.max(0, number - trials + 1);
    }

    @Override
    public String key() {
      return "lag";
    }
  }

  /**
   * Trials are drawn in batches; a batch learns from all trials of the batches before it.
   *
   * @param trials number of trials in a batch, at least 1
   */
  record Batch(int trials) implements Learning {
    public Batch {
      check("batch", trials);
    }

    @Override
    public int known(int number) {
      return number - number % trials;
    }

    @Override
    public String key() {
      return "batch";
    }
  }
}
