package io.github.clrsearch.training;

import io.github.clrsearch.network.Network;
import io.github.clrsearch.network.Scores;
import java.util.ArrayList;
import java.util.List;

/** Records everything that a training reports. */
final class Recording implements TrainingObserver {
  final List<Measured> measurements = new ArrayList<>();
  final List<Ended> cycles = new ArrayList<>();

  record Measured(int cycle, long updates, double eta, Part part, Scores scores) {}

  /** The end of a cycle, with a copy of the network. */
  record Ended(
      int cycle,
      long updates,
      Network network,
      Scores training,
      Scores validation,
      List<EnsembleScores> ensembles) {}

  @Override
  public void measured(int cycle, long updates, double eta, Part part, Scores scores) {
    measurements.add(new Measured(cycle, updates, eta, part, scores));
  }

  @Override
  public void cycleEnded(
      Snapshot snapshot, Scores training, Scores validation, List<EnsembleScores> ensembles) {
    Network copy = snapshot.network().copy();
    cycles.add(
        new Ended(snapshot.cycle(), snapshot.updates(), copy, training, validation, ensembles));
  }

  List<Measured> of(Part part) {
    return measurements.stream().filter(measured -> measured.part() == part).toList();
  }
}
