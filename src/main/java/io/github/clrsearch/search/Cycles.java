package io.github.clrsearch.search;

import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Trial;
import java.util.List;
import java.util.Locale;

/** Where the number of cycles of a stage's trials comes from. */
public enum Cycles {
  /** It is drawn like any other hyperparameter. */
  DRAWN,
  /**
   * It is not drawn: every trial may train for as many cycles as the space has at most, and all its
   * cycles' ends are points of the search.
   */
  FREE;

  /** What a stage of this space draws its settings from. */
  public SearchSpace drawnFrom(SearchSpace space) {
    return this == DRAWN || !space.has(Candidate.CYCLES)
        ? space
        : space.with(Candidate.CYCLES, new Constant(most(space)));
  }

  private static double most(SearchSpace space) {
    return space.distribution(Candidate.CYCLES).range().max();
  }

  /** Trials with as many cycles as a space has, where that is not drawn; the same otherwise. */
  public List<Trial> longest(List<Trial> trials, SearchSpace space) {
    return this == DRAWN || !space.has(Candidate.CYCLES)
        ? trials
        : trials.stream().map(trial -> trial.withCycles((int) most(space))).toList();
  }

  /** An earlier stage's setting as a stage of this space would have drawn it. */
  public Setting of(Setting setting, SearchSpace space) {
    return this == DRAWN || !setting.has(Candidate.CYCLES)
        ? setting
        : setting.with(Candidate.CYCLES, most(space));
  }

  /** Whether two trials are the same but for what is not drawn. */
  public boolean same(Trial one, Trial other) {
    return one.equals(other) || this == FREE && one.withCycles(0).equals(other.withCycles(0));
  }

  /** The name in configurations. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
