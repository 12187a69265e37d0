package io.github.clrsearch.search;

import io.github.clrsearch.search.space.Numbers;
import io.github.clrsearch.search.space.Seeds;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Observation;
import io.github.clrsearch.search.trial.RefinementException;
import io.github.clrsearch.search.trial.Trial;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    String line = keptLine(beyond.get(0).stage(), trials.size(), beyond.size());
    return new Trials(Stream.concat(trials.stream(), beyond.stream()).toList(), Optional.of(line));
  }

  /** One line about ended trials beyond the number of trials that a stage has now. */
  public static String keptLine(String stage, int requested, int beyond) {
    return "stage %s: %s requested; %d more ended when the stage had more trials, and are kept"
        .formatted(stage, Numbers.count(requested, "trial"), beyond);
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
}
