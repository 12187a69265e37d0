package io.github.clrsearch.report;

import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Measurement;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.training.TrainingMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Learning curves on the page: of the best trials, and of some that diverged or failed.
 *
 * @param sampling which trials are shown; null for all
 * @param trials the best first
 */
record PageCurves(String sampling, List<Curve> trials) {
  static final int BEST = 32;
  static final int WRONG = 8;

  /** Limit for the points of a line; screens are not much wider. */
  static final int MAX_POINTS = 300;

  /**
   * Selects the curves.
   *
   * @param method of the study
   * @return null if no trial has measurements
   */
  static PageCurves of(PageTrials trials, TrainingMethod method) {
    List<EndedTrial> measured =
        trials.bestFirst().stream()
            .filter(ended -> !ended.result().measurements().isEmpty())
            .toList();
    if (measured.isEmpty()) {
      return null;
    }
    List<EndedTrial> best = measured.stream().filter(end -> !wrong(end)).limit(BEST).toList();
    List<EndedTrial> wrong = measured.stream().filter(PageCurves::wrong).limit(WRONG).toList();
    List<Curve> curves =
        Stream.concat(best.stream(), wrong.stream())
            .map(end -> curve(trials, end, method))
            .toList();
    String sampling =
        curves.size() == measured.size()
            ? null
            : "This page shows the curves of the best %d trials%s; the view measurements has all of them"
                .formatted(
                    best.size(),
                    wrong.isEmpty()
                        ? ""
                        : " and of %d that diverged or failed".formatted(wrong.size()));
    return new PageCurves(sampling, curves);
  }

  private static boolean wrong(EndedTrial ended) {
    Outcome outcome = ended.result().outcome();
    return !outcome.canContinue();
  }

  private static Curve curve(PageTrials trials, EndedTrial ended, TrainingMethod method) {
    return new Curve(
        ended.trial().toString(),
        ended.result().outcome().name(),
        trials.best(ended).map(Candidate::value).orElse(null),
        ended.trial().setting().toString(),
        thinned(
            EtaCurve.of(ended, method).stream()
                .map(point -> new Double[] {point[0], point[1]})
                .toList()),
        split(ended, Measurement.TRAINING),
        split(ended, Measurement.VALIDATION),
        ended.result().cycles().stream().map(CycleResult::updates).toList());
  }

  private static List<Double[]> split(EndedTrial ended, String split) {
    return thinned(
        ended.result().measurements().stream()
            .filter(measured -> measured.split().equals(split))
            .map(
                measured ->
                    new Double[] {
                      (double) measured.update(),
                      measured.cost(),
                      measured.loss(),
                      measured.accuracy()
                    })
            .toList());
  }

  /** Evenly spaced points, including the last one. */
  private static List<Double[]> thinned(List<Double[]> points) {
    if (points.size() <= MAX_POINTS) {
      return points;
    }
    int every = (points.size() + MAX_POINTS - 1) / MAX_POINTS;
    List<Double[]> thinned = new ArrayList<>();
    for (int i = 0; i < points.size(); i += every) {
      thinned.add(points.get(i));
    }
    thinned.set(thinned.size() - 1, points.get(points.size() - 1));
    return thinned;
  }

  /**
   * Measurements of a trial.
   *
   * @param eta corners of the schedule: update and learning rate
   * @param training update, cost, loss and accuracy of each measurement
   * @param validation the same for the validation split
   * @param cycles updates at which cycles ended
   */
  record Curve(
      String trial,
      String outcome,
      Double value,
      String setting,
      List<Double[]> eta,
      List<Double[]> training,
      List<Double[]> validation,
      List<Long> cycles) {}
}
