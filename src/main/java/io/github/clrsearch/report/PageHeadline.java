package io.github.clrsearch.report;

import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Noise;
import io.github.clrsearch.store.ConfirmedRow;
import io.github.clrsearch.store.Table1Row;
import io.github.clrsearch.store.TestedRow;
import io.github.clrsearch.store.TestedRow.TestRow;
import io.github.clrsearch.training.FinalEnsembles;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;

/**
 * Main result of a page: a test if there is one, else a confirmed mean, else the best trial.
 *
 * @param what kind of result, such as validation accuracy
 * @param fraction whether the value is shown in percent
 * @param value null if there is none
 * @param low lower end of the 95 % interval
 * @param high upper end of the 95 % interval
 * @param from the trial or networks with this result
 * @param setting hyperparameter values
 * @param caution how to interpret the result
 */
record PageHeadline(
    String what,
    boolean fraction,
    Double value,
    Double low,
    Double high,
    String from,
    Map<String, Object> setting,
    String caution) {
  private static final double CONFIDENCE = 0.95;

  /**
   * Result of a study that is no range test; null if there is none yet.
   *
   * @param confirmed settings of the last confirming stage, best first
   */
  static PageHeadline of(PageTrials trials, List<ConfirmedRow> confirmed, List<TestedRow> tests) {
    return test(trials, tests)
        .or(() -> confirmed.stream().findFirst().flatMap(row -> confirmed(row, trials.metric())))
        .or(() -> searched(trials))
        .orElse(null);
  }

  /**
   * Best result of {@code table1}; empty if there is none.
   *
   * @param rows of the view {@code table1}; rows without a training are ignored
   */
  static Optional<PageHeadline> of(List<Table1Row> rows) {
    List<Table1Row> trained = rows.stream().filter(row -> row.accuracy() != null).toList();
    return trained.stream()
        .max(Comparator.comparingDouble(PageHeadline::ours))
        .map(
            row -> {
              Map<String, Object> setting = new LinkedHashMap<>();
              setting.put("lambda", row.lambda());
              setting.put("n_s", row.nS() == null ? Double.NaN : (double) row.nS());
              setting.put("cycles", (double) row.cycle());
              setting.put("m", (double) row.m());
              setting.put("p_x", row.pX());
              setting.put("p_h", row.pH());
              return new PageHeadline(
                  "test accuracy",
                  true,
                  ours(row),
                  null,
                  null,
                  "test case %d of the KTH report's table".formatted(row.testCase()),
                  setting,
                  "Best of %d test cases, so it is optimistically biased"
                      .formatted(trained.size()));
            });
  }

  private static double ours(Table1Row row) {
    return row.voteAccuracy() == null ? row.accuracy() : row.voteAccuracy();
  }

  /** A fixed rule: choosing the best of several tests would be fitting the test images. */
  private static Optional<PageHeadline> test(PageTrials trials, List<TestedRow> tests) {
    return tests.stream()
        .max(Comparator.comparingInt(TestedRow::trainings))
        .flatMap(row -> row.tests().stream().findFirst().map(test -> test(trials, row, test)));
  }

  private static PageHeadline test(PageTrials trials, TestedRow row, TestRow test) {
    String networks =
        test.members().equals(FinalEnsembles.SINGLE) && row.number() != null
            ? "the network of %s/%d".formatted(row.stage(), row.number())
            : "ensemble of %d networks (%s, by %s)"
                .formatted(test.networks().split(",").length, test.members(), test.combination());
    Map<String, Object> setting =
        trials.bestFirst().stream()
            .filter(ended -> ended.trial().stage().equals(row.stage()))
            .findFirst()
            .map(ended -> ended.trial().setting().forms())
            .orElse(Map.of());
    return new PageHeadline(
        "test accuracy",
        true,
        test.accuracy(),
        test.accuracyLow(),
        test.accuracyHigh(),
        networks,
        setting,
        "Measured once, on %,d test images".formatted(test.images()));
  }

  private static Optional<PageHeadline> confirmed(ConfirmedRow row, Metric metric) {
    ConfirmedRow.Summary numbers = row.of(metric);
    return Optional.ofNullable(numbers.mean())
        .map(
            mean ->
                new PageHeadline(
                    "mean %s over %d seeds".formatted(metric.words(), row.seeds()),
                    metric.isFraction(),
                    mean,
                    numbers.low(),
                    numbers.high(),
                    "%s, retrained in stage %s".formatted(row.foundBy(), row.stage()),
                    row.toSetting().forms(),
                    null));
  }

  private static Optional<PageHeadline> searched(PageTrials trials) {
    return trials.bestFirst().stream()
        .findFirst()
        .flatMap(trials::best)
        .map(best -> searched(best, trials));
  }

  private static PageHeadline searched(Candidate best, PageTrials trials) {
    Metric metric = trials.metric();
    long measured = trials.bestFirst().stream().flatMap(end -> trials.best(end).stream()).count();
    int images = metric.isFraction() ? examples(metric, trials) : 0;
    Optional<ConfidenceInterval> interval =
        images == 0 ? Optional.empty() : Optional.of(interval(best.value(), images));
    String bias = "Best of %,d trials, so it is optimistically biased".formatted(measured);
    String basis = ". The interval is that of one measurement on %,d images".formatted(images);
    return new PageHeadline(
        metric.words(),
        metric.isFraction(),
        best.value(),
        interval.map(ConfidenceInterval::getLowerBound).orElse(null),
        interval.map(ConfidenceInterval::getUpperBound).orElse(null),
        "%s, at the end of cycle %d".formatted(best.trial(), best.cycle()),
        best.setting().forms(),
        measured > 1 ? bias + (images == 0 ? "" : basis) : null);
  }

  /** Number of examples of a fraction; 0 if unknown. */
  private static int examples(Metric metric, PageTrials trials) {
    int images = trials.validationImages();
    return images == 0 && metric.noise() instanceof Noise.Examples examples
        ? examples.count()
        : images;
  }

  private static ConfidenceInterval interval(double fraction, int examples) {
    return new WilsonScoreInterval()
        .createInterval(examples, (int) Math.round(fraction * examples), CONFIDENCE);
  }
}
