package io.github.clrsearch.search.findings;

import io.github.clrsearch.search.space.Axis;
import io.github.clrsearch.search.space.Distribution;
import io.github.clrsearch.search.space.IntegerUniform;
import io.github.clrsearch.search.space.Interval;
import io.github.clrsearch.search.space.Numbers;
import io.github.clrsearch.search.space.Range;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Contenders;
import io.github.clrsearch.search.trial.Leaderboard;
import io.github.clrsearch.search.trial.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a finished search should make its user doubt, a line each with the way out; mostly nothing.
 * A warning is given where the numbers leave little choice, for one too many is read by nobody.
 *
 * @param space all that was searched
 * @param candidates every cycle's end of every trial that searched
 * @param observations the same with the trials that diverged
 * @param validationImages that accuracies were measured on, at least 1
 * @param limits the hard limits of hyperparameters by name
 * @param seed of the forest
 * @param sampled the space that each trial's setting was drawn from, by the trial's name; {@code
 *     space} where it is not named. What is constant there was not searched by the trial, and says
 *     nothing of that dimension
 */
public record SearchWarnings(
    SearchSpace space,
    List<Candidate> candidates,
    List<Observation> observations,
    int validationImages,
    Map<String, Range> limits,
    long seed,
    Map<String, SearchSpace> sampled) {
  private static final double OUTER = 0.1;

  /** Ten points a dimension: Loeppky, Sacks and Welch, Technometrics 51, 2009. */
  private static final int PER_DIMENSION = 10;

  /** Fewer trials farther inside do not show that the end is better. */
  private static final int INSIDE = 3;

  /** So many trials of one accuracy cannot be told apart by accident. */
  private static final int UNDECIDED = 3;

  /** Copies. */
  public SearchWarnings {
    candidates = candidates.stream().filter(Candidate::measured).toList();
    observations = List.copyOf(observations);
    sampled = Map.copyOf(sampled);
  }

  /** Of trials that were all drawn from the one space. */
  SearchWarnings(
      SearchSpace space,
      List<Candidate> candidates,
      List<Observation> observations,
      int validationImages,
      Map<String, Range> limits,
      long seed) {
    this(space, candidates, observations, validationImages, limits, seed, Map.of());
  }

  /**
   * All that there is to warn of.
   *
   * @param confirmed whether a stage has told the best from each other with several seeds
   */
  public List<String> lines(boolean confirmed) {
    Optional<Contenders> contenders = Contenders.of(candidates, validationImages);
    if (contenders.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    for (String name : searched()) {
      border(name, contenders.get()).ifPresent(lines::add);
    }
    tooFew().ifPresent(lines::add);
    Optional<Forest> forest = Forest.of(space, observations, seed);
    forest.ifPresent(
        grown ->
            lines.addAll(
                FlatRange.lines(
                    grown, observations, this::searches, contenders.get().standardError())));
    if (!confirmed) {
      undecided(contenders.get()).ifPresent(lines::add);
    }
    return lines;
  }

  /** Whether a trial's value of a hyperparameter was drawn. */
  private boolean searches(String trial, String name) {
    return !sampled.getOrDefault(trial, space).distribution(name).isConstant();
  }

  /** What the trials searched: a space that no trial was drawn from does not count. */
  private List<String> searched() {
    return space.dimensions().stream()
        .filter(
            name ->
                observations.stream().anyMatch(observation -> searches(observation.trial(), name)))
        .toList();
  }

  /** What the trials searched of a dimension. */
  private Distribution searched(String name) {
    return SearchSpace.union(
            observations.stream()
                .map(Observation::trial)
                .filter(trial -> searches(trial, name))
                .map(trial -> sampled.getOrDefault(trial, space))
                .distinct()
                .toList())
        .distribution(name);
  }

  /**
   * The best at the edge of all that was searched, and enough trials farther inside, none of them
   * as good. Only trials that searched the dimension count, and the best must be among them.
   */
  private Optional<String> border(String name, Contenders contenders) {
    if (!(searched(name) instanceof Interval interval)
        || !contenders.candidates().subList(0, contenders.close()).stream()
            .allMatch(candidate -> searches(candidate.trial().toString(), name))) {
      return Optional.empty();
    }
    Axis axis = Axis.of(name, interval);
    List<Double> close =
        contenders.candidates().subList(0, contenders.close()).stream()
            .map(candidate -> axis.coordinate(candidate.setting()))
            .toList();
    Range range = interval.range();
    Range limit = limits.getOrDefault(name, Range.UNLIMITED);
    boolean low = close.stream().allMatch(u -> u <= low(interval)) && limit.min() < range.min();
    boolean high =
        close.stream().allMatch(u -> u >= 1 - low(interval)) && limit.max() > range.max();
    long inside =
        candidates.stream()
            .filter(candidate -> searches(candidate.trial().toString(), name))
            .filter(candidate -> inside(axis.coordinate(candidate.setting()), low, interval))
            .map(Candidate::trial)
            .distinct()
            .count();
    return (low || high) && inside >= INSIDE
        ? Optional.of(
            "%s: the best (%s, %s) lies at the %s end of all that was searched, %s, and nothing as good farther inside: search beyond it"
                .formatted(
                    name,
                    contenders.best().trial(),
                    Numbers.brief(contenders.best().setting().value(name)),
                    low ? "lower" : "upper",
                    range))
        : Optional.empty();
  }

  private static boolean inside(double coordinate, boolean low, Interval interval) {
    return low ? coordinate > low(interval) : coordinate < 1 - low(interval);
  }

  /** The outer tenth; of few integers the outermost one. */
  private static double low(Interval interval) {
    return interval instanceof IntegerUniform integers
        ? Math.max(OUTER, 1.0 / integers.count())
        : OUTER;
  }

  private Optional<String> tooFew() {
    List<String> searched =
        searched().stream().filter(name -> !name.equals(Candidate.CYCLES)).toList();
    long trials = candidates.stream().map(Candidate::trial).distinct().count();
    long wanted = (long) PER_DIMENSION * searched.size();
    // Of few settings in all, the few are enough.
    boolean all = space.size().isPresent() && space.size().getAsLong() <= trials;
    return trials < wanted && !all
        ? Optional.of(
            "%s%s for %s (%s): at least %d are usual, %d for each; ask for more, or fix some"
                .formatted(
                    Numbers.count(trials, "trial"),
                    observations.stream().allMatch(Observation::measured)
                        ? ""
                        : " with an accuracy",
                    Numbers.count(searched.size(), "dimension"),
                    String.join(", ", searched),
                    wanted,
                    PER_DIMENSION))
        : Optional.empty();
  }

  /** Several settings as good as the best, as far as the validation images can tell. */
  private Optional<String> undecided(Contenders contenders) {
    List<Candidate> close =
        Leaderboard.of(contenders.candidates().subList(0, contenders.close())).candidates();
    return close.size() >= UNDECIDED
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "the best %d trials lie within %.2f points, one standard error of %d validation images is %.2f: their order is chance; a stage with confirm tells them apart",
                close.size(),
                100 * (close.get(0).accuracy() - close.get(close.size() - 1).accuracy()),
                validationImages,
                100 * contenders.standardError()))
        : Optional.empty();
  }
}
