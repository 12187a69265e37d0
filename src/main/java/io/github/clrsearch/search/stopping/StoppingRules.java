package io.github.clrsearch.search.stopping;

import java.util.List;
import java.util.function.Function;

/** The stopping rules. A new one is a class that implements {@link StoppingRule} and an entry. */
public final class StoppingRules {
  /** All rules. */
  public static final List<Entry> ALL =
      List.of(
          new Entry(NoStopping.NAME, parameters -> new NoStopping()),
          new Entry(Extrapolation.NAME, parameters -> new Extrapolation()),
          new Entry(Halving.NAME, Halving::from),
          new Entry(MedianStopping.NAME, MedianStopping::from));

  private StoppingRules() {}

  /**
   * A rule in configurations.
   *
   * @param name the value of {@code stopping}, and the section of the rule's parameters
   * @param constructor makes the rule from its parameters
   */
  public record Entry(String name, Function<Parameters, StoppingRule> constructor) {}

  /** Parameters of a rule, as configured. */
  @FunctionalInterface
  public interface Parameters {
    /** The integer of a key in the section of the rule, from {@code min} to {@code max}. */
    long integer(String key, long min, long max);
  }

  /** The names of all rules. */
  public static List<String> names() {
    return ALL.stream().map(Entry::name).toList();
  }

  /** The number of whole cycles of {@code updates} updates each within a number of updates. */
  static int cyclesWithin(double budget, long updates) {
    return (int) Math.min(Integer.MAX_VALUE, Math.floor(budget / updates));
  }
}
