package io.github.clrsearch.report;

import io.github.clrsearch.search.space.Numbers;
import io.github.clrsearch.search.trial.Measurement;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.RangeTestRow;
import io.github.clrsearch.training.LearningRateRange;
import io.github.clrsearch.training.LearningRateRange.Obstacle;
import io.github.clrsearch.training.LearningRateRange.Point;
import io.github.clrsearch.training.LearningRateSuggestion;
import io.github.clrsearch.training.SuggestionRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A finished learning rate range test of one setting.
 *
 * @param trials trainings of one stage, one per seed
 * @param curves loss and accuracy over the learning rate, one curve per training
 * @param images number of images that each accuracy was measured on
 */
public record RangeTestRows(List<EndedTrial> trials, List<List<Point>> curves, int images) {
  /** Name of the stage of a range test's trials. */
  public static final String STAGE = "lr-range";

  /** The test with these trials, one per seed. */
  public static RangeTestRows of(List<EndedTrial> trials) {
    return new RangeTestRows(
        trials,
        trials.stream().map(RangeTestRows::curve).toList(),
        trials.stream()
            .flatMap(trial -> trial.result().measurements().stream())
            .filter(RangeTestRows::validates)
            .mapToInt(Measurement::images)
            .findFirst()
            .orElse(1));
  }

  /**
   * The name of the stage that tests a value.
   *
   * @param hyperparameter whose values are compared
   */
  public static String stage(String hyperparameter, double value) {
    return "%s-%s-%s".formatted(STAGE, hyperparameter, Numbers.exact(value));
  }

  /** The tests of a study, one per stage that is one, in the order of the trials. */
  public static List<RangeTestRows> all(List<EndedTrial> ended) {
    Map<String, List<EndedTrial>> stages = new LinkedHashMap<>();
    ended.stream()
        .filter(end -> isTest(end.trial().stage()))
        .forEach(
            end -> stages.computeIfAbsent(end.trial().stage(), s -> new ArrayList<>()).add(end));
    return stages.values().stream().map(RangeTestRows::of).toList();
  }

  private static boolean isTest(String stage) {
    return stage.equals(STAGE) || stage.startsWith(STAGE + "-");
  }

  /** The stage's name without the part that all have: {@code lambda-0.001}. */
  public String label() {
    String stage = trials.get(0).trial().stage();
    return stage.equals(STAGE) ? stage : stage.substring(STAGE.length() + 1);
  }

  /** Points of a training, up to its divergence. */
  private static List<Point> curve(EndedTrial ended) {
    return ended.result().measurements().stream()
        .filter(RangeTestRows::validates)
        .filter(point -> !Double.isNaN(point.eta()) && !Double.isNaN(point.accuracy()))
        .map(
            measurement -> new Point(measurement.eta(), measurement.accuracy(), measurement.loss()))
        .toList();
  }

  private static boolean validates(Measurement measurement) {
    return measurement.split().equals(Measurement.VALIDATION);
  }

  /**
   * The suggested learning rates; empty if no seed gives a suggestion.
   *
   * @param smoothing number of points in the moving average of the curves, odd
   */
  public Optional<LearningRateSuggestion> suggestion(SuggestionRule rule, int smoothing) {
    return LearningRateSuggestion.of(rule, curves, images, smoothing);
  }

  /**
   * What every rule reads from every curve.
   *
   * @param chosen rule whose suggestion is used
   * @param smoothing number of points in the moving average of the curves, odd
   */
  public List<RangeTestRow> rows(SuggestionRule chosen, int smoothing) {
    List<RangeTestRow> rows = new ArrayList<>();
    for (int seed = 0; seed < trials.size(); seed++) {
      for (SuggestionRule rule : SuggestionRule.values()) {
        Optional<LearningRateRange> range = rule.suggest(curves.get(seed), images, smoothing);
        rows.add(
            new RangeTestRow(
                trials.get(seed).trial().study(),
                trials.get(seed).trial().stage(),
                trials.get(seed).trial().number(),
                rule.toString(),
                range.map(LearningRateRange::etaMin).orElse(null),
                range.map(LearningRateRange::etaMax).orElse(null),
                rule == chosen ? RangeTestRow.YES : RangeTestRow.NO,
                endedEarly(seed) ? lastRate(seed) : null));
      }
    }
    return rows;
  }

  /** Where and why trainings ended early, one line each. */
  public List<String> endings() {
    return Stream.iterate(0, seed -> seed + 1)
        .limit(trials.size())
        .filter(this::endedEarly)
        .map(seed -> "%s: %s".formatted(trials.get(seed).trial(), result(seed).outcome().reason()))
        .toList();
  }

  private TrialResult result(int seed) {
    return trials.get(seed).result();
  }

  /** Whether the loss exploded. */
  private boolean endedEarly(int seed) {
    Outcome outcome = result(seed).outcome();
    return outcome instanceof Outcome.Diverged || outcome instanceof Outcome.Stopped;
  }

  private Double lastRate(int seed) {
    return result(seed).measurements().stream()
        .map(Measurement::eta)
        .reduce((first, second) -> second)
        .orElse(null);
  }

  /**
   * Why seeds give no suggestion and what to do about it, one line per cause.
   *
   * @param smoothing number of points in the moving average of the curves, odd
   */
  public List<String> obstacles(SuggestionRule rule, int smoothing) {
    Map<String, Integer> seeds = new LinkedHashMap<>();
    for (int seed = 0; seed < curves.size(); seed++) {
      int index = seed;
      rule.obstacle(curves.get(seed), images, smoothing)
          .map(obstacle -> text(obstacle, index, LearningRateRange.fewest(smoothing)))
          .ifPresent(text -> seeds.merge(text, 1, Integer::sum));
    }
    return seeds.entrySet().stream()
        .map(
            entry ->
                "%s of %s: %s"
                    .formatted(
                        entry.getValue(), Numbers.count(curves.size(), "seed"), entry.getKey()))
        .toList();
  }

  private String text(Obstacle obstacle, int seed, int fewest) {
    TrialResult result = result(seed);
    boolean exploded = endedEarly(seed);
    if (result.outcome() instanceof Outcome.Failed failed) {
      return "the training failed (%s): fix the cause and run the test again"
          .formatted(failed.reason());
    }
    return switch (obstacle) {
      case FEW_POINTS -> fewPoints(seed, fewest);
      case LEVEL ->
          exploded
              ? "the training diverged before the accuracy rose: lower lr-range.eta-max, or raise lr-range.epochs and lr-range.points"
              : "the accuracy never rose: raise lr-range.eta-max or lr-range.epochs";
      case NO_FALL ->
          exploded
              ? "the training diverged before the loss fell: lower lr-range.eta-min, or raise lr-range.epochs and lr-range.points"
              : "the loss never fell: raise lr-range.eta-max or lr-range.epochs";
      case EQUAL_BOUNDS ->
          "the start and the end of the rise are not distinguishable, so eta_min and eta_max would be equal: %s"
              .formatted(
                  exploded
                      ? "lower lr-range.eta-max, or raise lr-range.epochs and lr-range.points"
                      : "raise lr-range.epochs and lr-range.points");
    };
  }

  private String fewPoints(int seed, int fewest) {
    TrialResult result = result(seed);
    String needed = "a suggestion needs %d points".formatted(fewest);
    if (endedEarly(seed)) {
      return "the training diverged after %s, and %s: lower lr-range.eta-max"
          .formatted(Numbers.count(result.updates(), "update"), needed);
    }
    return result.updates() < fewest
        ? "the training has %s, and %s, at most one for each update: raise lr-range.epochs or lower batch_size"
            .formatted(Numbers.count(result.updates(), "update"), needed)
        : "%s were measured, and %s: raise lr-range.points"
            .formatted(Numbers.count(curves.get(seed).size(), "point"), needed);
  }
}
