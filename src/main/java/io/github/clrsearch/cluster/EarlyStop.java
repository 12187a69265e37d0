package io.github.clrsearch.cluster;

import io.github.clrsearch.search.stopping.SearchStop;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Leaderboard;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.store.EndedTrial;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a search has found enough, judged by the trials in the order in which they ended. */
final class EarlyStop {
  private final SearchStop rule;
  private final Metric metric;
  private final Map<String, EndedTrial> ended = new HashMap<>();
  private volatile Optional<String> reason = Optional.empty();

  /**
   * Watches the trials of a search.
   *
   * @param metric that trials are compared by
   */
  EarlyStop(SearchStop rule, Metric metric) {
    this.rule = rule;
    this.metric = metric;
  }

  /** Adds trials that have ended, now or before. Retrained settings and failures do not count. */
  void ended(Collection<EndedTrial> trials) {
    trials.stream()
        .filter(end -> end.trial().repetition() == 0)
        .filter(end -> !(end.result().outcome() instanceof Outcome.Failed))
        .forEach(end -> ended.put(end.trial().toString(), end));
    if (!rule.equals(SearchStop.NEVER)) {
      reason = rule.reached(inOrder(), metric);
    }
  }

  private List<Optional<Candidate>> inOrder() {
    return ended.values().stream()
        .sorted(
            Comparator.comparing((EndedTrial end) -> end.execution().ended())
                .thenComparing(end -> end.trial().stage())
                .thenComparingInt(end -> end.trial().number()))
        .map(end -> Leaderboard.of(end.candidates(metric)).best())
        .toList();
  }

  /** Why the search ends, in one line; empty if it continues. Called on any thread. */
  Optional<String> reason() {
    return reason;
  }

  /** Whether the search ends. Called on any thread. */
  boolean reached() {
    return reason.isPresent();
  }
}
