package io.github.clrsearch.search.stopping;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntToLongFunction;

/** The stopping rules. A new one is a class that implements {@link StoppingRule} and an entry. */
public final class StoppingRules {
  /** All rules. */
  public static final List<RuleEntry> ALL =
      List.of(
          new RuleEntry(NoStopping.NAME, parameters -> new NoStopping()),
          new RuleEntry(Extrapolation.NAME, parameters -> new Extrapolation()),
          new RuleEntry(Halving.NAME, Halving::from),
          new RuleEntry(MedianStopping.NAME, MedianStopping::from));

  private StoppingRules() {}

  /**
   * A rule in configurations.
   *
   * @param name the value of {@code stopping}, and the section of the rule's parameters
   * @param constructor makes the rule from its parameters
   */
  public record RuleEntry(String name, Function<Parameters, StoppingRule> constructor) {}

  /** Parameters of a rule, as configured. */
  @FunctionalInterface
  public interface Parameters {
    /** The integer of a key in the section of the rule, from {@code min} to {@code max}. */
    long integer(String key, long min, long max);
  }

  /** The names of all rules. */
  public static List<String> names() {
    return ALL.stream().map(RuleEntry::name).toList();
  }

  /**
   * The number of whole cycles within a number of updates.
   *
   * @param updates of the first cycles together, by their number; not descending
   */
  static int cyclesWithin(double budget, IntToLongFunction updates) {
    int within = 0;
    for (int step = 1 << 30; step > 0; step >>= 1) {
      if (updates.applyAsLong(within + step) <= budget) {
        within += step;
      }
    }
    return within;
  }
}
