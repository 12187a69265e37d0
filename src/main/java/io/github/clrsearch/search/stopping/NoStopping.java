package io.github.clrsearch.search.stopping;

import java.util.List;
import java.util.function.IntToLongFunction;

/** Every trial trains to its end. */
public record NoStopping() implements StoppingRule {
  static final String NAME = "never";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int cycles(int rung, IntToLongFunction updates, long longest) {
    return Integer.MAX_VALUE;
  }

  @Override
  public List<RungResult> continued(List<RungResult> results, Baseline baseline) {
    return results;
  }
}
