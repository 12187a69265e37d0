package io.github.clrsearch.training;

/** Decides at the ends of cycles whether a training has time for another one. */
@FunctionalInterface
public interface CycleLimit {

  /** No limit. */
  CycleLimit NONE = (updates, next) -> false;

  /**
   * Whether a training should end here, at the end of a cycle.
   *
   * @param updates of this execution so far, those of fused trainings counted once
   * @param next updates of the next cycle
   */
  boolean endsBefore(long updates, long next);
}
