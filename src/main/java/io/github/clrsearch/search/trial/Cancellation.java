package io.github.clrsearch.search.trial;

/** Asks a trial to end early. The trial checks it every few updates. */
@FunctionalInterface
public interface Cancellation {

  /** Never asks a trial to end. */
  Cancellation NEVER = () -> false;

  /** Whether the trial should end with {@link Outcome.Stopped} as soon as possible. */
  boolean requested();

  /**
   * Whether the trial should end at the end of a cycle, with the cycles that it has, because there
   * is no time for another one. The trial asks at the end of each cycle but the last.
   *
   * @param updates of this execution so far
   * @param next updates of the next cycle
   */
  default boolean requestedBefore(long updates, long next) {
    return requested();
  }
}
