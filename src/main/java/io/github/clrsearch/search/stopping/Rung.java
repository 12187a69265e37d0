package io.github.clrsearch.search.stopping;

import io.github.clrsearch.search.space.Numbers;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Trial;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A rung at which it was decided which trials go on.
 *
 * @param rule the stopping's name
 * @param number from 1
 * @param compared the trials that were compared, by number
 * @param goOn those of them that go on
 * @param spent the updates of all the stage's trials up to here
 */
public record Rung(String rule, int number, List<Standing> compared, Set<Trial> goOn, long spent) {

  /** Copies the trials. */
  public Rung {
    compared = List.copyOf(compared);
    goOn = Set.copyOf(goOn);
  }

  /** The updates that those would have trained which stop here. */
  public long saved() {
    return compared.stream().filter(this::stops).mapToLong(Rung::ahead).sum();
  }

  private static long ahead(Standing standing) {
    CycleResult last = standing.last();
    return last.updates() / last.cycle() * standing.left();
  }

  private boolean stops(Standing standing) {
    return standing.left() > 0 && !goOn.contains(standing.trial());
  }

  /** Whether a trial goes on, for one was not compared here at least. */
  public boolean letsGoOn(Trial trial) {
    return goOn.contains(trial)
        || compared.stream().noneMatch(standing -> standing.trial().equals(trial));
  }

  /** Why a trial stops here, in one line; empty where it does not. */
  public Optional<String> reason(Standing standing) {
    if (!stops(standing)) {
      return Optional.empty();
    }
    return Optional.of(
        "%s: not among the %d of %s that go on from rung %d, after %d of %d cycles"
            .formatted(
                rule,
                goOn.size(),
                Numbers.count(compared.size(), "trial"),
                number,
                standing.last().cycle(),
                standing.trial().cycles()));
  }

  /** How many of those that go on have cycles left to train. */
  public long continued() {
    return compared.stream()
        .filter(standing -> standing.left() > 0 && goOn.contains(standing.trial()))
        .count();
  }

  /** For the user. */
  @Override
  public String toString() {
    return "%s, rung %d: %d of %s %s on; %d updates spent so far, %d saved here"
        .formatted(
            rule,
            number,
            goOn.size(),
            Numbers.count(compared.size(), "trial"),
            goOn.size() == 1 ? "goes" : "go",
            spent,
            saved());
  }
}
