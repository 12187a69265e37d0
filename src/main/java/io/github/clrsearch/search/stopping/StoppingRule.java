package io.github.clrsearch.search.stopping;

import java.io.Serializable;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * A rule that stops trials of a stage early, at the ends of cycles, where the learning rate is
 * lowest and trials are comparable. All remaining trials train up to a rung. When the last of them
 * has reached it, the rule decides which of them continue. So the decision does not depend on the
 * order in which trials end.
 */
public interface StoppingRule extends Serializable {

  /** The name in configurations. */
  String name();

  /**
   * The number of cycles after which a trial reaches a rung. The trial may have fewer in all.
   *
   * @param rung from 0
   * @param updates of the first cycles of the trial together, by their number; not descending
   * @param longest updates of the longest first cycle in the space of the stage
   * @return at least 0; 0 if the first cycle of the trial ends after the rung. Non-decreasing in
   *     {@code rung}
   */
  int cycles(int rung, IntToLongFunction updates, long longest);

  /**
   * Decides which trials continue from a rung.
   *
   * @param results of the trials that ended a cycle there, at least one, by number; they include
   *     trials that have no cycles left
   * @param baseline reference values to compare with, in addition to the other trials
   * @return the results of the trials that continue, by number
   */
  List<RungResult> continued(List<RungResult> results, Baseline baseline);
}
