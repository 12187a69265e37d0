package io.github.clrsearch.search.stopping;

import io.github.clrsearch.search.space.Numbers;
import io.github.clrsearch.search.trial.Trial;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A decided rung.
 *
 * @param rule name of the stopping rule
 * @param number from 1
 * @param compared the trials that were compared, by number
 * @param continued those of them that continue
 * @param spent updates of all trials of the stage up to this rung
 */
public record Rung(
    String rule, int number, List<RungResult> compared, Set<Trial> continued, long spent) {

  public Rung {
    compared = List.copyOf(compared);
    continued = Set.copyOf(continued);
  }

  /** The updates that the trials stopped here would have trained. */
  public long saved() {
    return compared.stream()
        .filter(this::stops)
        .mapToLong(result -> result.planned() - result.last().updates())
        .sum();
  }

  private boolean stops(RungResult result) {
    return result.left() > 0 && !continued.contains(result.trial());
  }

  /** Whether a trial continues. Trials that were not compared do. */
  public boolean continues(Trial trial) {
    return continued.contains(trial)
        || compared.stream().noneMatch(result -> result.trial().equals(trial));
  }

  /** Why a trial stops here, in one line; empty if it does not. */
  public Optional<String> reason(RungResult result) {
    if (!stops(result)) {
      return Optional.empty();
    }
    return Optional.of(
        "%s: not among the %d of %s that continue from rung %d, after %d of %d cycles"
            .formatted(
                rule,
                continued.size(),
                Numbers.count(compared.size(), "trial"),
                number,
                result.last().cycle(),
                result.trial().cycles()));
  }

  /** The number of trials that continue and have cycles left to train. */
  public long continuedWithCyclesLeft() {
    return compared.stream()
        .filter(result -> result.left() > 0 && continued.contains(result.trial()))
        .count();
  }

  /** One line for the user. */
  @Override
  public String toString() {
    return "%s, rung %d: %d of %s %s; %d updates so far, %d saved at this rung"
        .formatted(
            rule,
            number,
            continued.size(),
            Numbers.count(compared.size(), "trial"),
            continued.size() == 1 ? "continues" : "continue",
            spent,
            saved());
  }
}
