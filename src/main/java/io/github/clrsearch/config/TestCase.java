package io.github.clrsearch.config;

import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Candidate;
import java.util.List;

/**
 * A test case of the report's table.
 *
 * @param number the report's
 * @param setting its hyperparameters
 * @param improvements of the report's a, b, c, d
 * @param answers who answers for the test images
 * @param report the report's test accuracy, percent; NaN where there is none
 * @param pytorch an independent implementation's, percent; NaN where there is none
 */
public record TestCase(
    int number,
    Setting setting,
    List<String> improvements,
    Predictor answers,
    double report,
    double pytorch) {

  /** Who answers for the test images. */
  public enum Predictor {
    /** The network at the last cycle's end. */
    NETWORK,
    /** The networks at all cycles' ends together. */
    ENSEMBLE
  }

  /** The cycle at whose end it is tested. */
  public int cycles() {
    return setting.integer(Candidate.CYCLES);
  }

  /** What it shares with the test cases that are cycles of the same training. */
  public Setting withoutCycles() {
    return setting.with(Candidate.CYCLES, 0);
  }
}
