package clrsearch.cluster;

import clrsearch.network.Scores;
import clrsearch.search.CycleResult;
import clrsearch.search.EnsembleResult;
import clrsearch.search.Measurement;
import clrsearch.training.EnsembleScores;
import clrsearch.training.Snapshot;
import clrsearch.training.TrainingObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns what the trainer tells into the rows of a trial. */
final class TrialRecorder implements TrainingObserver {
  private final List<CycleResult> cycles = new ArrayList<>();
  private final List<Measurement> measurements = new ArrayList<>();
  private final ArrayList<Snapshot> snapshots;

  /** Keeps rows alone. */
  TrialRecorder() {
    this(null);
  }

  private TrialRecorder(ArrayList<Snapshot> snapshots) {
    this.snapshots = snapshots;
  }

  /** Keeps a copy of every snapshot too. */
  static TrialRecorder keepingSnapshots() {
    return new TrialRecorder(new ArrayList<>());
  }

  List<CycleResult> cycles() {
    return cycles;
  }

  List<Measurement> measurements() {
    return measurements;
  }

  /** The snapshots; null where they are not kept. */
  ArrayList<Snapshot> snapshots() {
    return snapshots;
  }

  @Override
  public void measured(int cycle, long updates, double eta, Part part, Scores scores) {
    measurements.add(
        new Measurement(
            updates,
            cycle,
            part == Part.TRAINING ? Measurement.TRAINING : Measurement.VALIDATION,
            scores.images(),
            eta,
            scores.cost(),
            scores.loss(),
            // Of outputs that are not finite there is no most probable class.
            scores.isFinite() ? scores.accuracy() : Double.NaN));
  }

  @Override
  public void cycleEnded(
      Snapshot snapshot, Scores training, Scores validation, List<EnsembleScores> ensembles) {
    cycles.add(
        new CycleResult(
            snapshot.cycle(),
            snapshot.updates(),
            training.cost(),
            training.loss(),
            training.accuracy(),
            validation.cost(),
            validation.loss(),
            validation.accuracy(),
            ensembles.stream().flatMap(TrialRecorder::results).toList()));
    if (snapshots != null) {
      snapshots.add(snapshot.copy());
    }
  }

  private static Stream<EnsembleResult> results(EnsembleScores scores) {
    String cycles = scores.cycles().stream().map(String::valueOf).collect(Collectors.joining(","));
    return Stream.of(
        new EnsembleResult(scores.members(), EnsembleResult.MEAN, cycles, scores.mean()),
        new EnsembleResult(scores.members(), EnsembleResult.VOTE, cycles, scores.vote()));
  }
}
