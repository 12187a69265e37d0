package io.github.clrsearch.report;

import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.store.RangeTestRow;
import io.github.clrsearch.training.LearningRateRange.Point;
import io.github.clrsearch.training.LearningRateSuggestion;
import io.github.clrsearch.training.LearningRateSuggestion.BoundOverSeeds;
import io.github.clrsearch.training.SuggestionRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Learning rate range tests on the page.
 *
 * @param tests one test, or one per compared value
 * @param chosen rule whose suggestion is used
 * @param smoothing number of points in the moving average of the curves, odd
 */
record PageRangeTests(List<RangeTestRows> tests, SuggestionRule chosen, int smoothing) {

  /**
   * The test of a study; empty if it is not one.
   *
   * @param kept the rows that the test has saved, which know the chosen rule. Tests of versions
   *     without rules have none, and were read by the rule of the report
   */
  static Optional<PageRangeTests> of(
      List<RangeTestRows> tests, List<RangeTestRow> kept, int smoothing) {
    SuggestionRule chosen =
        kept.stream()
            .filter(row -> RangeTestRow.YES.equals(row.chosen()))
            .flatMap(row -> named(row.rule()))
            .findFirst()
            .orElse(SuggestionRule.REPORT);
    return tests.isEmpty()
        ? Optional.empty()
        : Optional.of(new PageRangeTests(tests, chosen, smoothing));
  }

  private static Stream<SuggestionRule> named(String name) {
    return Stream.of(SuggestionRule.values()).filter(rule -> rule.toString().equals(name));
  }

  /** The suggestion; none if several tests are compared. */
  PageHeadline headline() {
    if (tests.size() > 1) {
      return new PageHeadline(
          "learning rate range tests",
          false,
          null,
          null,
          null,
          "%d settings are compared".formatted(tests.size()),
          Map.of(),
          null);
    }
    RangeTestRows rows = tests.get(0);
    Optional<LearningRateSuggestion> suggestion = rows.suggestion(chosen, smoothing);
    Map<String, Object> setting = new LinkedHashMap<>();
    suggestion.ifPresent(
        found -> {
          setting.put("eta_min", found.etaMin().median());
          setting.put("eta_max", found.etaMax().median());
        });
    return new PageHeadline(
        "suggested learning rates",
        false,
        null,
        null,
        null,
        suggestion
            .map(found -> "%d of %d seeds".formatted(found.seeds(), rows.curves().size()))
            .orElseGet(() -> "none; " + String.join("; ", rows.obstacles(chosen, smoothing))),
        setting,
        null);
  }

  /** Curves and marks of the charts. */
  RangePart part() {
    if (tests.size() > 1) {
      return new RangePart(
          List.of(),
          List.of(),
          List.of(),
          swept(),
          null,
          null,
          List.of(),
          tests.stream().map(test -> new RangeCurve(test.label(), losses(test))).toList());
    }
    RangeTestRows rows = tests.get(0);
    Optional<LearningRateSuggestion> found = rows.suggestion(chosen, smoothing);
    return new RangePart(
        rows.curves().stream()
            .map(curve -> curve.stream().map(p -> new Double[] {p.eta(), p.accuracy()}).toList())
            .toList(),
        SmoothedMedian.of(rows.curves(), Point::accuracy, smoothing),
        losses(rows),
        swept(),
        found.map(of -> spread(of.etaMin())).orElse(null),
        found.map(of -> spread(of.etaMax())).orElse(null),
        Stream.of(SuggestionRule.values()).flatMap(rule -> mark(rows, rule)).toList(),
        List.of());
  }

  private List<Double[]> losses(RangeTestRows rows) {
    return SmoothedMedian.of(rows.curves(), Point::loss, smoothing);
  }

  private Stream<RuleMark> mark(RangeTestRows rows, SuggestionRule rule) {
    return rows.suggestion(rule, smoothing).stream()
        .map(found -> new RuleMark(rule.toString(), found.etaMax().median(), rule == chosen));
  }

  /** Lowest and highest learning rate of the test; null if unknown. */
  private Double[] swept() {
    return tests.get(0).trials().stream()
        .map(end -> end.trial().setting())
        .filter(setting -> setting.has("eta_min") && setting.has("eta_max"))
        .map(PageRangeTests::bounds)
        .findFirst()
        .orElse(null);
  }

  private static Double[] bounds(Setting setting) {
    return new Double[] {setting.value("eta_min"), setting.value("eta_max")};
  }

  private static Double[] spread(BoundOverSeeds bound) {
    return new Double[] {bound.lowest(), bound.median(), bound.highest()};
  }

  /**
   * Learning rate range test. Points are pairs of learning rate and accuracy or loss.
   *
   * @param seeds accuracy; one curve per seed
   * @param median smoothed median of the accuracy
   * @param loss the same of the loss
   * @param swept lowest and highest learning rate of the test
   * @param etaMin suggestion: lowest, median and highest over the seeds
   * @param etaMax the same for the upper bound
   * @param rules what each rule suggests
   * @param compared loss of each compared value; then the other curves are empty
   */
  record RangePart(
      List<List<Double[]>> seeds,
      List<Double[]> median,
      List<Double[]> loss,
      Double[] swept,
      Double[] etaMin,
      Double[] etaMax,
      List<RuleMark> rules,
      List<RangeCurve> compared) {}

  /** The eta_max that a rule suggests, and whether that suggestion is used. */
  record RuleMark(String rule, double etaMax, boolean chosen) {}

  /** Smoothed median of the loss of one of several range tests. */
  record RangeCurve(String label, List<Double[]> loss) {}
}
