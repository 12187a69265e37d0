package io.github.clrsearch.search.budget;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The time that a study has taken so far, saved for later runs. All times are in seconds of the
 * searches that had a budget; pauses between them do not count.
 *
 * @param elapsed time of all searches, at least 0
 * @param began {@code elapsed} at the beginning of the present budget
 * @param until the end time of the present budget, if it has one
 * @param ended whether the search with the present budget has ended; otherwise it is running or was
 *     interrupted
 * @param stages {@code elapsed} when each stage began within the present budget, by name
 */
public record BudgetState(
    double elapsed,
    double began,
    Optional<Instant> until,
    boolean ended,
    Map<String, Double> stages) {

  /** A study that has had no budget yet. */
  public static final BudgetState NONE = new BudgetState(0, 0, Optional.empty(), true, Map.of());

  public BudgetState {
    if (!(began >= 0 && elapsed >= began)) {
      throw new IllegalArgumentException(
          "a budget must have 0 <= began <= elapsed, but got began = %s and elapsed = %s"
              .formatted(began, elapsed));
    }
    stages = Collections.unmodifiableMap(new LinkedHashMap<>(stages));
  }
}
