package io.github.clrsearch.search.stopping;

import java.io.Serializable;
import java.util.List;

/**
 * What stops the trials of a stage early, at the ends of cycles, where the learning rate is lowest
 * and they can be compared. It works in rungs: all trials that are still in it train up to a rung,
 * and only when the last of them has come there is it decided which go on. So it depends on the
 * trials alone, and not on the order in which they end.
 */
public sealed interface Stopping extends Serializable
    permits Stopping.Never, Extrapolation, Halving, MedianStopping {

  /** What configurations call it. */
  String name();

  /**
   * After how many cycles a trial comes to a rung; it may have fewer in all.
   *
   * @param rung from 0
   * @param updates of one of its cycles
   * @param longest updates of the longest cycle that the stage's space has
   * @return at least 0, which is for a trial whose first cycle ends beyond the rung; never fewer
   *     than at the rung before
   */
  int cycles(int rung, long updates, long longest);

  /** How many cycles of so many updates a number of updates has room for. */
  static int cyclesWithin(double budget, long updates) {
    return (int) Math.min(Integer.MAX_VALUE, Math.floor(budget / updates));
  }

  /**
   * Decides at a rung.
   *
   * @param standings of the trials that have ended a cycle there, at least one, by number; those
   *     that have all their cycles count like the others
   * @param bar what they are held against besides each other
   * @return those that go on, by number
   */
  List<Standing> goOn(List<Standing> standings, Bar bar);

  /**
   * What trials are held against besides each other.
   *
   * @param best the highest accuracy of the stages before, a fraction; NaN where there is none
   * @param validationImages that every accuracy was measured on
   */
  record Bar(double best, int validationImages) {}

  /** Every trial trains to its end. */
  record Never() implements Stopping {
    @Override
    public String name() {
      return "never";
    }

    @Override
    public int cycles(int rung, long updates, long longest) {
      return Integer.MAX_VALUE;
    }

    @Override
    public List<Standing> goOn(List<Standing> standings, Bar bar) {
      return standings;
    }
  }
}
