package io.github.clrsearch.search.trial;

/** Tells a trial that it should end early; it asks every few updates. */
@FunctionalInterface
public interface Cancellation {

  /** Never asks a trial to end. */
  Cancellation NEVER = () -> false;

  /** Whether the trial should end as {@link Outcome.Stopped} as soon as it can. */
  boolean requested();
}
