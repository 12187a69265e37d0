package io.github.clrsearch.search;

import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Trial;
import java.util.List;
import java.util.Locale;

/** Source of the numbers of cycles of a stage's trials. */
public enum Cycles {
  /** The number of cycles is drawn like any other hyperparameter. */
  DRAWN,

  /**
   * The number of cycles is not drawn: every trial may train up to the maximum of the space, and
   * the end of each of its cycles is a candidate.
   */
  FREE;

  /** The space that a stage of this space draws its settings from. */
  public SearchSpace drawnFrom(SearchSpace space) {
    return this == DRAWN || !space.has(Candidate.CYCLES)
        ? space
        : space.with(Candidate.CYCLES, new Constant(maximum(space)));
  }

  private static double maximum(SearchSpace space) {
    return space.distribution(Candidate.CYCLES).range().max();
  }

  /** The trials with the maximum number of cycles of a space; unchanged if cycles are drawn. */
  public List<Trial> longest(List<Trial> trials, SearchSpace space) {
    return this == DRAWN || !space.has(Candidate.CYCLES)
        ? trials
        : trials.stream().map(trial -> trial.withCycles((int) maximum(space))).toList();
  }

  /** The setting of an earlier stage as a stage of this space would have drawn it. */
  public Setting of(Setting setting, SearchSpace space) {
    return this == DRAWN || !setting.has(Candidate.CYCLES)
        ? setting
        : setting.with(Candidate.CYCLES, maximum(space));
  }

  /** Whether two trials are equal, ignoring the number of cycles if it is not drawn. */
  public boolean same(Trial one, Trial other) {
    return one.equals(other) || this == FREE && one.withCycles(0).equals(other.withCycles(0));
  }

  /** The name in configurations. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
