package io.github.clrsearch.search;

import io.github.clrsearch.search.samplers.Sampler;
import io.github.clrsearch.search.space.FiniteSpace;
import io.github.clrsearch.search.space.Numbers;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Seeds;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Observation;
import io.github.clrsearch.search.trial.RefinementException;
import io.github.clrsearch.search.trial.Trial;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The trials of a stage, each of another setting.
 *
 * @param trials numbered from 0; fewer than the stage asks for where the space has no more
 * @param note why there are fewer, in one line for the user; empty where there are not
 */
public record Trials(List<Trial> trials, Optional<String> note) {
  /** In a space that is half tried, so many draws miss once in 10^19 trials. */
  private static final int ATTEMPTS = 64;

  /** Copies the trials. */
  public Trials {
    trials = List.copyOf(trials);
  }

  /**
   * These, and of more that the stage might ask for those that have ended.
   *
   * @param more which begin with these
   * @param ended the numbers of all that have ended
   */
  public Trials with(Trials more, Set<Integer> ended) {
    List<Trial> beyond =
        more.trials().stream()
            .skip(trials.size())
            .filter(trial -> ended.contains(trial.number()))
            .toList();
    if (beyond.isEmpty()) {
      return this;
    }
    String line =
        "stage %s: %s asked for, and %d more that ended when there were more"
            .formatted(beyond.get(0).stage(), Numbers.count(trials.size(), "trial"), beyond.size());
    return new Trials(Stream.concat(trials.stream(), beyond.stream()).toList(), Optional.of(line));
  }

  /**
   * Draws the trials of a stage. No setting is trained twice: one that an earlier number or an
   * earlier stage has is redrawn. A trial depends on the numbers before it alone, so that asking
   * for more trials keeps those there are.
   *
   * @param stage one of the study's
   * @param space the stage's space, refined and with its own distributions
   * @param taken the settings of the earlier stages
   */
  public static Trials of(
      Study study, Stage stage, SearchSpace space, Set<Setting> taken, Sampler sampler) {
    Draw draw = new Draw(study, stage, space, taken, sampler);
    List<Trial> trials = new ArrayList<>();
    for (int number = 0; number < stage.trials(); number++) {
      Optional<Setting> setting = draw.next(number);
      if (setting.isEmpty()) {
        return new Trials(trials, Optional.of(draw.note(number)));
      }
      long seed = Seeds.trial(study.seed(), stage.name(), number);
      trials.add(new Trial(study.name(), stage.name(), number, seed, setting.get()));
    }
    return new Trials(trials, Optional.empty());
  }

  /**
   * One setting several times over, each with a seed of its own: to be measured with its spread,
   * not searched for.
   *
   * @param stage the name under which they are kept
   */
  public static List<Trial> repetitions(Study study, String stage, Setting setting, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            number ->
                new Trial(
                    study.name(), stage, number, Seeds.trial(study.seed(), stage, number), setting))
        .toList();
  }

  /**
   * Settings that were tried before, each several times over: with a seed of its own every time,
   * and in each repetition with an order of the mini-batches that all of them share. More
   * repetitions keep the first ones.
   *
   * @param stage one of the study's, which confirms
   */
  public static Trials confirming(Study study, Stage stage, List<Observation> chosen) {
    List<Trial> trials = new ArrayList<>();
    for (int number = 0; number < chosen.size() * stage.confirmation().seeds(); number++) {
      trials.add(
          new Trial(
              study.name(),
              stage.name(),
              number,
              1 + number / chosen.size(),
              Seeds.trial(study.seed(), stage.name(), number),
              chosen.get(number % chosen.size()).setting()));
    }
    return new Trials(trials, Optional.empty());
  }

  /**
   * Trials that were trained before, to be trained further: with their own seeds, so that they are
   * the same trainings, under new numbers.
   *
   * @param stage one of the study's, which continues
   * @param chosen which of them
   * @param earlier all trials of the stages before
   * @throws RefinementException where one is not among these
   */
  public static Trials continuing(
      Study study, Stage stage, List<Observation> chosen, Collection<Trial> earlier) {
    Map<String, Trial> byName =
        earlier.stream().collect(Collectors.toMap(Trial::toString, Function.identity()));
    List<Trial> trials = new ArrayList<>();
    for (Observation seen : chosen) {
      Trial before = byName.get(seen.trial());
      if (before == null) {
        throw new RefinementException(
            "stage %s continues %s, which is not among the trials of the stages before it now: ask for as many there as there were"
                .formatted(stage.name(), seen.trial()));
      }
      trials.add(
          new Trial(study.name(), stage.name(), trials.size(), before.seed(), before.setting()));
    }
    return new Trials(trials, Optional.empty());
  }

  /** The settings tried so far, and the search for another one. */
  private static final class Draw {
    private final Study study;
    private final Stage stage;
    private final SearchSpace space;
    private final Sampler sampler;
    private final Set<Setting> tried;
    private final Optional<FiniteSpace> finite;
    private final SortedSet<Long> triedOrdinals = new TreeSet<>();
    private final int triedBefore;

    Draw(Study study, Stage stage, SearchSpace space, Set<Setting> taken, Sampler sampler) {
      this.study = study;
      this.stage = stage;
      this.space = space;
      this.sampler = sampler;
      this.tried = new HashSet<>(taken);
      this.finite = FiniteSpace.of(space);
      taken.forEach(this::count);
      this.triedBefore = triedOrdinals.size();
    }

    Optional<Setting> next(int number) {
      if (finite.isPresent() && triedOrdinals.size() == finite.get().size()) {
        return Optional.empty();
      }
      Optional<Setting> setting = untried(number);
      setting.ifPresent(
          found -> {
            tried.add(found);
            count(found);
          });
      return setting;
    }

    private Optional<Setting> untried(int number) {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        Setting setting = sampler.sample(space, study.seed(), stage.name(), number, attempt);
        if (!tried.contains(setting)) {
          return Optional.of(setting);
        }
      }
      double rank = Seeds.rank(study.seed(), stage.name(), number);
      return finite.map(countable -> countable.untaken(triedOrdinals, rank));
    }

    private void count(Setting setting) {
      finite.ifPresent(countable -> countable.ordinal(setting).ifPresent(triedOrdinals::add));
    }

    String note(int drawn) {
      String why =
          finite.isPresent()
              ? "the space has " + Numbers.count(finite.get().size(), "setting")
              : "%d draws found no setting that is untried".formatted(ATTEMPTS);
      String before =
          triedBefore == 0 ? "" : ", of which earlier stages tried %d".formatted(triedBefore);
      return "stage %s: %s%s, so %s instead of %d"
          .formatted(stage.name(), why, before, Numbers.count(drawn, "trial"), stage.trials());
    }
  }
}
