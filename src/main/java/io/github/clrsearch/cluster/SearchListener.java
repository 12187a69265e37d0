package io.github.clrsearch.cluster;

import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.stopping.Rung;
import io.github.clrsearch.store.EndedTrial;
import java.util.Collection;
import java.util.List;

/** Hears how a search goes, on the driver's thread. Whoever wants less hears less. */
public interface SearchListener {

  /** Hears nothing. */
  SearchListener SILENT = new SearchListener() {};

  /**
   * A stage begins, or goes on.
   *
   * @param space what it samples from
   * @param lines how its space was refined, and what else there is to say
   * @param trials how many the stage has in all
   * @param kept those that had ended before
   */
  default void stageStarted(
      Stage stage,
      SearchSpace space,
      List<String> lines,
      int trials,
      Collection<EndedTrial> kept) {}

  /** A trial has ended, for now at least, and is on disk. */
  default void trialEnded(EndedTrial ended) {}

  /** A rung of the stage has been decided, now or before it was begun again. */
  default void rungDecided(Stage stage, Rung rung) {}

  /** All trials of the stage have ended, none where there was no setting left to try. */
  default void stageEnded(Stage stage) {}

  /**
   * Something that the user should know and that changes no result: that the study's folder fails
   * and is tried again, for one. This may come on any thread.
   */
  default void note(String line) {}
}
