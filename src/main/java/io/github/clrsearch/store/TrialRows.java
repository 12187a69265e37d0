package io.github.clrsearch.store;

import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.CorrectImages;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Conversion of ended trials to rows and back. NaN in a trial is null in a row. */
final class TrialRows {
  private TrialRows() {}

  static TrialRow toRow(EndedTrial ended, Metric metric) {
    Trial trial = ended.trial();
    TrialResult result = ended.result();
    Execution execution = ended.execution();
    Map<String, Double> setting = trial.setting().numbers();
    setting.putAll(ended.derived());
    List<CycleResult> cycles = result.cycles();
    OptionalDouble accuracy =
        cycles.stream()
            .mapToDouble(CycleResult::validationAccuracy)
            .filter(value -> !Double.isNaN(value))
            .max();
    Optional<CycleResult> best =
        cycles.stream()
            .filter(cycle -> !Double.isNaN(cycle.score(metric)))
            // The first one if equal: fewer updates.
            .min(Comparator.comparingDouble((CycleResult cycle) -> cycle.score(metric)).reversed());
    Optional<CycleResult> last =
        cycles.isEmpty() ? Optional.empty() : Optional.of(cycles.get(cycles.size() - 1));
    return new TrialRow(
        trial.study(),
        trial.stage(),
        trial.number(),
        trial.repetition(),
        result.outcome().name(),
        result.outcome().reason(),
        setting,
        accuracy.isPresent() ? orNull(accuracy.getAsDouble()) : null,
        best.map(CycleResult::cycle).orElse(null),
        last.map(cycle -> orNull(cycle.validationAccuracy())).orElse(null),
        last.map(cycle -> orNull(cycle.validationLoss())).orElse(null),
        result.updates(),
        result.resumedAt(),
        trial.seed(),
        execution.seconds(),
        execution.started().toString(),
        execution.ended().toString(),
        execution.executor(),
        execution.host(),
        execution.attempt(),
        execution.fusedTrials(),
        ended.provenance(),
        cycles,
        result.measurements(),
        result.correctImages() == null ? null : result.correctImages().text(),
        MetricValues.of(metric, cycles),
        execution.failures().isEmpty() ? null : String.join("\n", execution.failures()),
        trial.setting().words(),
        execution.takenFrom());
  }

  /**
   * The trial of a row.
   *
   * @param names of the hyperparameters; the other values of the setting are derived
   */
  static EndedTrial toTrial(TrialRow row, List<String> names) {
    Map<String, Double> setting = new LinkedHashMap<>();
    Map<String, Double> derived = new LinkedHashMap<>();
    row.setting().forEach((name, v) -> (names.contains(name) ? setting : derived).put(name, v));
    return new EndedTrial(
        new Trial(
            row.study(),
            row.stage(),
            row.number(),
            // Missing in rows of versions without confirmation.
            row.repetition() == null ? 0 : row.repetition(),
            row.seed(),
            Setting.of(setting).with(Setting.of(row.words()))),
        derived,
        new TrialResult(
            Outcome.of(row.outcome(), row.reason()),
            row.cycles(),
            row.measurements(),
            row.updates(),
            // Missing in rows of versions without resumption.
            row.resumedAt() == null ? 0 : row.resumedAt(),
            null,
            row.answers() == null ? null : CorrectImages.parse(row.answers())),
        execution(row),
        row.provenance());
  }

  /**
   * The last execution of a trial. A row has the seconds of all executions together: what exceeds
   * the last one belongs to the earlier ones. Rows of versions without fused training lack {@code
   * sideBySide}.
   */
  private static Execution execution(TrialRow row) {
    Instant started = Instant.parse(row.started());
    Instant ended = Instant.parse(row.ended());
    int fusedTrials = row.sideBySide() == null ? 1 : Math.max(1, row.sideBySide());
    double wall = Duration.between(started, ended).toMillis() / 1e3;
    double share =
        fusedTrials == 1 || wall == 0 ? 1.0 / fusedTrials : Math.min(1, row.seconds() / wall);
    double earlier = Math.max(0, Math.round(1e3 * (row.seconds() - share * wall)) / 1e3);
    return new Execution(
        started,
        ended,
        shared(row.executor()),
        shared(row.host()),
        row.attempt(),
        fusedTrials,
        share,
        earlier,
        // Missing in rows of versions that did not repeat failed trials.
        row.earlierFailures() == null ? List.of() : row.earlierFailures().lines().toList(),
        row.takenFrom());
  }

  /** One object for the same text in many rows; null for null. */
  private static String shared(String text) {
    return text == null ? null : text.intern();
  }

  /** Null for NaN, and for infinity, which Spark SQL would sort with the numbers. */
  static Double orNull(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
