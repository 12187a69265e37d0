package io.github.clrsearch.search;

import io.github.clrsearch.search.samplers.Sampler;
import io.github.clrsearch.search.space.FiniteSpace;
import io.github.clrsearch.search.space.Numbers;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Seeds;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Trial;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The trials of a stage, drawn one after the other as far as they are needed. No setting is drawn
 * twice, and a trial depends only on the trials before it. The first trials are the known points of
 * the stage.
 */
public final class TrialSequence {
  /** If half of a space has been tried, this many draws all miss once in 10^19 trials. */
  private static final int ATTEMPTS = 64;

  private final Study study;
  private final SearchingStage stage;
  private final SearchSpace space;
  private final Function<List<Trial>, Sampler> samplers;
  private final Map<Integer, Setting> given;
  private final List<Setting> known;
  private final List<Trial> drawn = new ArrayList<>();
  private final Set<Setting> tried;
  private final Optional<FiniteSpace> finite;
  private final SortedSet<Long> triedOrdinals = new TreeSet<>();
  private final int triedBefore;

  /**
   * Begins a sequence that is drawn by one sampler.
   *
   * @param stage a stage of the study
   * @param space the space of the stage, refined and with its own distributions
   * @param taken settings of the earlier stages
   */
  public TrialSequence(
      Study study, SearchingStage stage, SearchSpace space, Set<Setting> taken, Sampler sampler) {
    this(study, stage, space, taken, drawn -> sampler, Map.of());
  }

  /**
   * Begins a sequence.
   *
   * @param samplers the sampler of the next trial, given all trials before it
   * @param given settings that are known already, by the number of their trial
   */
  public TrialSequence(
      Study study,
      SearchingStage stage,
      SearchSpace space,
      Set<Setting> taken,
      Function<List<Trial>, Sampler> samplers,
      Map<Integer, Setting> given) {
    this.study = study;
    this.stage = stage;
    this.space = space;
    this.samplers = samplers;
    this.given = Map.copyOf(given);
    this.tried = new HashSet<>(taken);
    this.finite = FiniteSpace.of(space);
    taken.forEach(this::count);
    this.triedBefore = triedOrdinals.size();
    this.known = stage.points().complete(study, stage.name(), space, taken);
    known.forEach(this::add);
  }

  private void add(Setting setting) {
    tried.add(setting);
    count(setting);
  }

  /** The first trials; fewer if the space has no more settings, and then a note says so. */
  public Trials first(int count) {
    while (drawn.size() < count) {
      int number = drawn.size();
      Optional<Setting> setting = next(number);
      if (setting.isEmpty()) {
        return new Trials(drawn, Optional.of(note()));
      }
      long seed = Seeds.trial(study.seed(), stage.name(), number);
      drawn.add(new Trial(study.name(), stage.name(), number, seed, setting.get()));
    }
    return new Trials(drawn.subList(0, count), Optional.empty());
  }

  private Optional<Setting> next(int number) {
    if (given.containsKey(number)) {
      add(given.get(number));
      return Optional.of(given.get(number));
    }
    if (number < known.size()) {
      return Optional.of(known.get(number));
    }
    if (finite.isPresent() && triedOrdinals.size() == finite.get().size()) {
      return Optional.empty();
    }
    Optional<Setting> setting = untried(number - known.size());
    setting.ifPresent(this::add);
    return setting;
  }

  private Optional<Setting> untried(int number) {
    Sampler sampler = samplers.apply(Collections.unmodifiableList(drawn));
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

  private String note() {
    String why =
        finite.isPresent()
            ? "the space has " + Numbers.count(finite.get().size(), "setting")
            : "%d draws found no untried setting".formatted(ATTEMPTS);
    String before =
        triedBefore == 0 ? "" : ", %d of them tried by earlier stages".formatted(triedBefore);
    String instead = stage.share().isPresent() ? "" : " instead of " + stage.trials();
    return "stage %s: %s%s, so the stage has %s%s"
        .formatted(stage.name(), why, before, Numbers.count(drawn.size(), "trial"), instead);
  }
}
