package io.github.clrsearch.cluster.programs;

import io.github.clrsearch.cluster.programs.ReportedCycles.Moment;
import io.github.clrsearch.cluster.training.StateKeeping.Last;
import io.github.clrsearch.store.programs.ProgramFolder;
import java.io.Serializable;
import java.time.Duration;

/**
 * When checkpoints of programs are kept.
 *
 * @param folder of the study
 * @param after minimum time before the first checkpoint, and between checkpoints
 * @param last whether one is kept at the end of a trial
 */
public record CheckpointKeeping(ProgramFolder folder, Duration after, Last last)
    implements Serializable {

  /**
   * Whether to keep a checkpoint.
   *
   * @param nanos time since the last one
   */
  boolean isDue(Moment moment, long nanos) {
    return switch (moment) {
      case EARLY_END -> true;
      case LAST_CYCLE -> last == Last.ALWAYS || nanos >= after.toNanos();
      case CYCLE -> nanos >= after.toNanos();
    };
  }

  /** The same with a checkpoint at the end of every trial. */
  CheckpointKeeping always() {
    return new CheckpointKeeping(folder, after, Last.ALWAYS);
  }
}
