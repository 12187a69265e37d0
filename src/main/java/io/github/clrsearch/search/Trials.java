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
 * The trials of a stage.
 *
 * @param trials numbered from 0; fewer than the stage asks for if the space has no more settings
 * @param note why there are fewer, in one line for the user; otherwise empty
 */
public record Trials(List<Trial> trials, Optional<String> note) {
  /** If half of a space has been tried, this many draws all miss once in 10^19 trials. */
  private static final int ATTEMPTS = 64;

  /** Copies the trials. */
  public Trials {
    trials = List.copyOf(trials);
  }

  /**
   * These trials, and the ended ones among the further trials of the stage.
   *
   * @param more trials of the stage, beginning with these
   * @param ended numbers of all ended trials
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
        "stage %s: %s requested; %d more ended when the stage had more trials, and are kept"
            .formatted(beyond.get(0).stage(), Numbers.count(trials.size(), "trial"), beyond.size());
    return new Trials(Stream.concat(trials.stream(), beyond.stream()).toList(), Optional.of(line));
  }

  /**
   * Draws the trials of a stage. No setting is trained twice: a setting that an earlier trial or an
   * earlier stage has is redrawn. A trial depends only on the trials before it, so that a stage
   * with more trials keeps the existing ones. The first trials are the known points of the stage;
   * the settings after them are those of the same stage without points.
   *
   * @param stage a stage of the study
   * @param space the space of the stage, refined and with its own distributions
   * @param taken settings of the earlier stages
   */
  public static Trials of(
      Study study, SearchingStage stage, SearchSpace space, Set<Setting> taken, Sampler sampler) {
    Drawing drawing = new Drawing(study, stage, space, taken, sampler);
    List<Trial> trials = new ArrayList<>();
    for (int number = 0; number < stage.trials(); number++) {
      Optional<Setting> setting = drawing.next(number);
      if (setting.isEmpty()) {
        return new Trials(trials, Optional.of(drawing.note(number)));
      }
      long seed = Seeds.trial(study.seed(), stage.name(), number);
      trials.add(new Trial(study.name(), stage.name(), number, seed, setting.get()));
    }
    return new Trials(trials, Optional.empty());
  }

  /**
   * Trials of one setting with different seeds, to measure the mean and deviation over seeds.
   *
   * @param stage name of the stage that the trials are stored in
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
   * Trials that retrain settings several times. Each trial has its own seed; all trials of a
   * repetition share the order of the mini-batches. More repetitions keep the first ones.
   *
   * @param stage a stage of the study
   * @param chosen the settings to retrain
   */
  public static Trials confirming(Study study, ConfirmingStage stage, List<Observation> chosen) {
    List<Trial> trials = new ArrayList<>();
    for (int number = 0; number < chosen.size() * stage.seeds(); number++) {
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
   * Trials that continue earlier trials. They have new numbers and the same seeds, so that they are
   * the same trainings.
   *
   * @param stage a stage of the study
   * @param chosen the trials to continue
   * @param earlier all trials of the earlier stages
   * @throws RefinementException if a chosen trial is not among these
   */
  public static Trials continuing(
      Study study, ContinuingStage stage, List<Observation> chosen, Collection<Trial> earlier) {
    Map<String, Trial> byName =
        earlier.stream().collect(Collectors.toMap(Trial::toString, Function.identity()));
    List<Trial> trials = new ArrayList<>();
    for (Observation observation : chosen) {
      Trial before = byName.get(observation.trial());
      if (before == null) {
        throw new RefinementException(
            "stage %s continues %s, which is not among the trials of the earlier stages: restore their numbers of trials"
                .formatted(stage.name(), observation.trial()));
      }
      trials.add(
          new Trial(study.name(), stage.name(), trials.size(), before.seed(), before.setting()));
    }
    return new Trials(trials, Optional.empty());
  }

  /** Draws one untried setting after the other. */
  private static final class Drawing {
    private final Study study;
    private final SearchingStage stage;
    private final SearchSpace space;
    private final Sampler sampler;
    private final List<Setting> known;
    private final Set<Setting> tried;
    private final Optional<FiniteSpace> finite;
    private final SortedSet<Long> triedOrdinals = new TreeSet<>();
    private final int triedBefore;

    Drawing(
        Study study, SearchingStage stage, SearchSpace space, Set<Setting> taken, Sampler sampler) {
      this.study = study;
      this.stage = stage;
      this.space = space;
      this.sampler = sampler;
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

    Optional<Setting> next(int number) {
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
              : "%d draws found no untried setting".formatted(ATTEMPTS);
      String before =
          triedBefore == 0 ? "" : ", %d of them tried by earlier stages".formatted(triedBefore);
      return "stage %s: %s%s, so the stage has %s instead of %d"
          .formatted(stage.name(), why, before, Numbers.count(drawn, "trial"), stage.trials());
    }
  }
}
