package io.github.clrsearch.cluster;

import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.budget.SearchClock;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.stopping.Rung;
import io.github.clrsearch.store.EndedTrial;
import java.util.Collection;
import java.util.List;

/** Receives the events of a search, on the driver's thread. By default, events are ignored. */
public interface SearchListener {

  /** Ignores all events. */
  SearchListener SILENT = new SearchListener() {};

  /** The search has a time budget, and its clock runs. */
  default void clockStarted(SearchClock clock) {}

  /**
   * A stage begins or is resumed.
   *
   * @param space that it samples from
   * @param lines how its space was refined, and other notes
   * @param trials total number of trials in the stage
   * @param kept the trials that had ended before
   */
  default void stageStarted(
      Stage stage,
      SearchSpace space,
      List<String> lines,
      int trials,
      Collection<EndedTrial> kept) {}

  /** A trial has ended and is saved. It may be continued later. */
  default void trialEnded(EndedTrial ended) {}

  /** A rung of the stage was decided, now or before the stage was resumed. */
  default void rungDecided(Stage stage, Rung rung) {}

  /** All trials of the stage have ended. */
  default void stageEnded(Stage stage) {}

  /**
   * A message for the user that does not affect results, for example that the folder of the study
   * fails and is retried. This is called on any thread.
   */
  default void note(String line) {}
}
