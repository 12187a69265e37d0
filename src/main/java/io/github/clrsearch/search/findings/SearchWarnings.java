package io.github.clrsearch.search.findings;

import io.github.clrsearch.search.space.Axis;
import io.github.clrsearch.search.space.Distribution;
import io.github.clrsearch.search.space.IntegerUniform;
import io.github.clrsearch.search.space.Interval;
import io.github.clrsearch.search.space.Numbers;
import io.github.clrsearch.search.space.Range;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Leaderboard;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Noise;
import io.github.clrsearch.search.trial.Observation;
import io.github.clrsearch.search.trial.TopCandidates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Warnings about a finished search, one line each with the remedy; usually there are none. Each has
 * strict conditions, because frequent warnings are ignored.
 *
 * @param space union of the spaces of all searching stages
 * @param candidates every trial of these stages at the end of every cycle
 * @param observations of the same trials, including divergences
 * @param metric of the trials, with the noise to assume
 * @param limits hard limits by hyperparameter
 * @param forest grown from the observations; empty if there are too few
 * @param sampled the space that each trial was drawn from, by the name of the trial; {@code space}
 *     without an entry. A trial counts for a dimension only if it is not constant in this space
 */
public record SearchWarnings(
    SearchSpace space,
    List<Candidate> candidates,
    List<Observation> observations,
    Metric metric,
    Map<String, Range> limits,
    Optional<Forest> forest,
    Map<String, SearchSpace> sampled) {
  private static final double OUTER = 0.1;

  /** Ten points per dimension: Loeppky, Sacks and Welch, Technometrics 51, 2009. */
  private static final int TRIALS_PER_DIMENSION = 10;

  /** With fewer trials away from an end, it is unknown whether the end is better. */
  private static final int MIN_INSIDE = 3;

  /** Minimum number of trials within one standard error for a warning. */
  private static final int MIN_UNDECIDED = 3;

  /** Keeps only candidates with a score. */
  public SearchWarnings {
    candidates = candidates.stream().filter(Candidate::measured).toList();
    observations = List.copyOf(observations);
    sampled = Map.copyOf(sampled);
  }

  /**
   * All warnings.
   *
   * @param confirmed whether a stage compared the best settings with several seeds
   */
  public List<String> lines(boolean confirmed) {
    Optional<TopCandidates> top = TopCandidates.of(candidates, metric);
    if (top.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    for (String name : searched()) {
      border(name, top.get()).ifPresent(lines::add);
    }
    tooFew().ifPresent(lines::add);
    forest.ifPresent(
        grown ->
            lines.addAll(
                FlatRange.lines(
                    grown, observations, this::searches, metric, top.get().standardError())));
    if (!confirmed) {
      undecided(top.get()).ifPresent(lines::add);
    }
    return lines;
  }

  /** Whether a trial sampled a hyperparameter. */
  private boolean searches(String trial, String name) {
    return !sampled.getOrDefault(trial, space).distribution(name).isConstant();
  }

  /** The dimensions that trials sampled. */
  private List<String> searched() {
    return space.dimensions().stream()
        .filter(
            name ->
                observations.stream().anyMatch(observation -> searches(observation.trial(), name)))
        .toList();
  }

  /** The range of a dimension that trials sampled. */
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
   * Warns if the best candidates are at an end of the searched range, and enough trials away from
   * the end are worse. Only trials that sampled the dimension count, and the best must be among
   * them.
   */
  private Optional<String> border(String name, TopCandidates top) {
    if (!(searched(name) instanceof Interval interval)
        || !top.candidates().subList(0, top.close()).stream()
            .allMatch(candidate -> searches(candidate.trial().toString(), name))) {
      return Optional.empty();
    }
    Axis axis = Axis.of(name, interval);
    List<Double> close =
        top.candidates().subList(0, top.close()).stream()
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
    return (low || high) && inside >= MIN_INSIDE
        ? Optional.of(
            "%s: the best trial (%s, %s) is at the %s end of the searched range, %s, and trials away from the end are worse: search beyond it"
                .formatted(
                    name,
                    top.best().trial(),
                    Numbers.brief(top.best().setting().value(name)),
                    low ? "lower" : "upper",
                    range))
        : Optional.empty();
  }

  private static boolean inside(double coordinate, boolean low, Interval interval) {
    return low ? coordinate > low(interval) : coordinate < 1 - low(interval);
  }

  /** Width of the outer part, a tenth; for few integers, the outermost integer. */
  private static double low(Interval interval) {
    return interval instanceof IntegerUniform integers
        ? Math.max(OUTER, 1.0 / integers.count())
        : OUTER;
  }

  private Optional<String> tooFew() {
    List<String> searched =
        searched().stream().filter(name -> !name.equals(Candidate.CYCLES)).toList();
    long trials = candidates.stream().map(Candidate::trial).distinct().count();
    long target = (long) TRIALS_PER_DIMENSION * searched.size();
    // A space with fewer settings may have been tried completely.
    boolean all = space.size().isPresent() && space.size().getAsLong() <= trials;
    return trials < target && !all
        ? Optional.of(
            "%s%s for %s (%s): at least %d are recommended, %d per dimension; add trials, or fix some dimensions"
                .formatted(
                    Numbers.count(trials, "trial"),
                    observations.stream().allMatch(Observation::measured)
                        ? ""
                        : " with a " + metric.words(),
                    Numbers.count(searched.size(), "dimension"),
                    String.join(", ", searched),
                    target,
                    TRIALS_PER_DIMENSION))
        : Optional.empty();
  }

  /** Warns if several settings are within one standard error of the best. */
  private Optional<String> undecided(TopCandidates top) {
    List<Candidate> close = Leaderboard.of(top.candidates().subList(0, top.close())).candidates();
    if (close.size() < MIN_UNDECIDED) {
      return Optional.empty();
    }
    String error =
        metric.noise() instanceof Noise.Examples examples
            ? "one standard error of %d validation images is %s"
                .formatted(examples.count(), metric.number(top.standardError()))
            : "one standard error is %s".formatted(metric.errorText(top.standardError()));
    return Optional.of(
        "the best %d trials are within %s, and %s: their order is due to chance; a stage with confirm compares them"
            .formatted(
                close.size(),
                metric.difference(close.get(0).score() - close.get(close.size() - 1).score()),
                error));
  }
}
