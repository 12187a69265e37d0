package io.github.clrsearch.store;

import io.github.clrsearch.search.budget.BudgetState;
import io.github.clrsearch.store.json.JsonFiles;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The file {@code budget.json} in a study's folder: the time that its searches have taken. */
public final class BudgetFile {
  private static final String NAME = "budget.json";

  private final JsonFiles files;
  private final Runnable check;

  /** Creates the file of a study; {@code check} throws if it must not be written now. */
  BudgetFile(JsonFiles files, Runnable check) {
    this.files = files;
    this.check = check;
  }

  /**
   * Content of the file, times in seconds.
   *
   * @param until seconds since 1970; null if the budget has no end time
   */
  private record Row(
      double elapsed, double began, Double until, boolean ended, Map<String, Double> stages) {

    static Row of(BudgetState state) {
      return new Row(
          state.elapsed(),
          state.began(),
          state.until().map(at -> (double) at.getEpochSecond()).orElse(null),
          state.ended(),
          state.stages());
    }

    BudgetState state() {
      return new BudgetState(
          elapsed,
          began,
          Optional.ofNullable(until).map(at -> Instant.ofEpochSecond(at.longValue())),
          ended,
          stages);
    }
  }

  /** Reads the file; {@link BudgetState#NONE} if the study has had no budget. */
  public BudgetState read() {
    return files.read(NAME, Row.class, Row::state).orElse(BudgetState.NONE);
  }

  /**
   * Writes the file.
   *
   * @throws io.github.clrsearch.store.files.StoreException if it cannot be written, or another
   *     driver has taken over the study
   */
  public void write(BudgetState state) {
    check.run();
    files.write(NAME, Row.of(state));
  }
}
