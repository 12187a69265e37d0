package io.github.clrsearch.cluster;

import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.budget.ClockSource;
import io.github.clrsearch.search.budget.SearchClock;
import io.github.clrsearch.search.budget.TimeBudget;
import io.github.clrsearch.store.StudyStore;
import java.time.Duration;
import java.util.Optional;

/** How long a search may take, and the clock that measures it. */
final class SearchTime {
  private TimeBudget budget = new TimeBudget.Unlimited();
  private ClockSource clock = ClockSource.system();
  private Duration before = Duration.ZERO;

  /** Sets the time budget. */
  void within(TimeBudget limit) {
    budget = limit;
  }

  /** Counts time before the search as part of the budget. */
  void counting(Duration earlier) {
    before = earlier;
  }

  /** Sets the source of the time. */
  void clock(ClockSource source) {
    clock = source;
  }

  /**
   * Starts the clock; empty if the search may take any time.
   *
   * @param store has the time that earlier runs have used
   * @throws IllegalArgumentException if a stage has a share of a time that is not limited
   */
  Optional<SearchClock> start(Study study, StudyStore store) {
    if (!(budget instanceof TimeBudget.Unlimited)) {
      return Optional.of(SearchClock.start(budget, store.budget().read(), clock, before));
    }
    if (study.needsBudget()) {
      throw new IllegalArgumentException(
          "a stage has a share of the search's time, but the search has no limit: set one with within");
    }
    return Optional.empty();
  }
}
