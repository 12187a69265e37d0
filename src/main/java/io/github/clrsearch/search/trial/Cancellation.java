package io.github.clrsearch.search.trial;

/** Asks a trial to end early. The trial checks it every few updates. */
@FunctionalInterface
public interface Cancellation {

  /** Never asks a trial to end. */
  Cancellation NEVER = () -> false;

  /** Whether the trial should end with {@link Outcome.Stopped} as soon as possible. */
  boolean requested();
}
