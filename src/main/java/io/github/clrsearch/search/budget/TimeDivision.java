package io.github.clrsearch.search.budget;

import java.util.List;

/**
 * Division of the time that is left among a stage that runs and the stages after it.
 *
 * @param weight of the running stage, greater than zero
 * @param later stages after it that also search
 */
public record TimeDivision(double weight, List<Later> later) {

  /**
   * A later stage.
   *
   * @param weight its part in proportion to the other weights
   * @param need seconds after which it has nothing left to train; infinite if that is not known or
   *     it always finds more
   */
  public record Later(double weight, double need) {}

  public TimeDivision {
    later = List.copyOf(later);
  }

  /**
   * Seconds until the running stage must have ended. The stages divide the time by their weights. A
   * later stage that needs less than its part leaves the rest to this one.
   *
   * @param leftAtBegin seconds until the end of the budget, when this stage began
   * @param sinceBegin seconds since then
   * @param reserved seconds at the end of the budget that no stage may use
   */
  public double left(double leftAtBegin, double sinceBegin, double reserved) {
    double available = leftAtBegin - reserved;
    if (available == Double.POSITIVE_INFINITY) {
      return available;
    }
    double all = weight + later.stream().mapToDouble(Later::weight).sum();
    double claimed =
        later.stream()
            .mapToDouble(
                stage -> Math.min(stage.need(), Math.max(0, available) * stage.weight() / all))
            .sum();
    return available - claimed - sinceBegin;
  }
}
