package io.github.clrsearch.store;

import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.CorrectImages;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.EnsembleResult;
import io.github.clrsearch.search.trial.Measurement;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.TrialRow.CycleRow;
import io.github.clrsearch.store.TrialRow.EnsembleRow;
import io.github.clrsearch.store.TrialRow.MeasurementRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From an ended trial to its row and back: not-a-number on one side is null on the other. */
final class TrialRows {
  private TrialRows() {}

  static TrialRow toRow(EndedTrial ended) {
    Trial trial = ended.trial();
    TrialResult result = ended.result();
    Execution execution = ended.execution();
    Map<String, Double> setting = new LinkedHashMap<>(trial.setting().values());
    setting.putAll(ended.derived());
    List<CycleResult> cycles = result.cycles();
    Optional<CycleResult> best =
        cycles.stream()
            .filter(cycle -> !Double.isNaN(cycle.validationAccuracy()))
            // The first of equals: fewer updates.
            .min(Comparator.comparingDouble(CycleResult::validationAccuracy).reversed());
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
        best.map(cycle -> orNull(cycle.validationAccuracy())).orElse(null),
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
        execution.sideBySide(),
        ended.provenance(),
        cycles.stream().map(TrialRows::toRow).toList(),
        result.measurements().stream().map(TrialRows::toRow).toList(),
        result.correctImages() == null ? null : result.correctImages().text());
  }

  static CycleRow toRow(CycleResult cycle) {
    return new CycleRow(
        cycle.cycle(),
        cycle.updates(),
        orNull(cycle.trainingCost()),
        orNull(cycle.trainingLoss()),
        orNull(cycle.trainingAccuracy()),
        orNull(cycle.validationCost()),
        orNull(cycle.validationLoss()),
        orNull(cycle.validationAccuracy()),
        cycle.ensembles().stream().map(TrialRows::toRow).toList());
  }

  private static EnsembleRow toRow(EnsembleResult ensemble) {
    return new EnsembleRow(
        ensemble.members(), ensemble.combination(), ensemble.cycles(), orNull(ensemble.accuracy()));
  }

  static MeasurementRow toRow(Measurement measurement) {
    return new MeasurementRow(
        measurement.cycle(),
        measurement.update(),
        measurement.split(),
        measurement.images(),
        orNull(measurement.eta()),
        orNull(measurement.cost()),
        orNull(measurement.loss()),
        orNull(measurement.accuracy()));
  }

  /**
   * The trial of a row.
   *
   * @param names the hyperparameters of the setting; the others in the row are derived from them
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
            // A row of a version that confirmed nothing has none.
            row.repetition() == null ? 0 : row.repetition(),
            row.seed(),
            new Setting(setting)),
        derived,
        new TrialResult(
            Outcome.of(row.outcome(), row.reason()),
            row.cycles().stream().map(TrialRows::toCycle).toList(),
            row.measurements().stream().map(TrialRows::toMeasurement).toList(),
            row.updates(),
            // Nor has a row of a version that resumed nothing.
            row.resumedAt() == null ? 0 : row.resumedAt(),
            null,
            row.answers() == null ? null : CorrectImages.parse(row.answers())),
        execution(row),
        row.provenance());
  }

  /**
   * A row of a version that trained each alone lacks how many there were. A row tells the time of
   * all executions together: what the last one cannot have taken is that of those before.
   */
  private static Execution execution(TrialRow row) {
    Instant started = Instant.parse(row.started());
    Instant ended = Instant.parse(row.ended());
    int sideBySide = row.sideBySide() == null ? 1 : Math.max(1, row.sideBySide());
    double wall = Duration.between(started, ended).toMillis() / 1e3;
    double share =
        sideBySide == 1 || wall == 0 ? 1.0 / sideBySide : Math.min(1, row.seconds() / wall);
    double earlier = Math.max(0, Math.round(1e3 * (row.seconds() - share * wall)) / 1e3);
    return new Execution(
        started, ended, row.executor(), row.host(), row.attempt(), sideBySide, share, earlier);
  }

  static CycleResult toCycle(CycleRow row) {
    return new CycleResult(
        row.cycle(),
        row.updates(),
        orNaN(row.trainingCost()),
        orNaN(row.trainingLoss()),
        orNaN(row.trainingAccuracy()),
        orNaN(row.validationCost()),
        orNaN(row.validationLoss()),
        orNaN(row.validationAccuracy()),
        row.ensembles().stream().map(TrialRows::toEnsemble).toList());
  }

  private static EnsembleResult toEnsemble(EnsembleRow row) {
    return new EnsembleResult(
        row.members(), row.combination(), row.cycles(), orNaN(row.validationAccuracy()));
  }

  static Measurement toMeasurement(MeasurementRow row) {
    return new Measurement(
        row.update(),
        row.cycle(),
        row.split(),
        row.images(),
        orNaN(row.eta()),
        orNaN(row.cost()),
        orNaN(row.loss()),
        orNaN(row.accuracy()));
  }

  /** Infinite is no number either: Spark SQL would sort it among them. */
  static Double orNull(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static double orNaN(Double value) {
    return value == null ? Double.NaN : value;
  }
}
