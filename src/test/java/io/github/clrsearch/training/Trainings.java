package io.github.clrsearch.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.data.PreparedData;
import io.github.clrsearch.data.TinyImages;
import io.github.clrsearch.network.Network;
import io.github.clrsearch.network.Scores;
import java.util.ArrayList;
import java.util.List;

/** Fixtures of the trainer tests: 90 tiny training images, 30 validation images, batches of 10. */
final class Trainings {
  static final PreparedData DATA = TinyImages.prepared(120, 30);
  static final TrainingSeeds SEEDS = new TrainingSeeds(1, 2);
  static final MeasurementPlan PLAN = new MeasurementPlan(3, 20);

  private Trainings() {}

  /** Cycles of 36 updates: k = 2, and 9 updates per epoch. */
  static Hyperparameters hyperparameters(int nCycles, double lambda, double p) {
    return new Hyperparameters(lambda, 2, nCycles, 8, p, p, 1e-5, 1e-1, 10);
  }

  static Recording record(Hyperparameters hyperparameters) {
    Recording recording = new Recording();
    TrainingEnd end = new Trainer(DATA, hyperparameters, SEEDS, PLAN).train(recording, () -> false);
    assertThat(end.kind()).isEqualTo(TrainingEnd.Kind.COMPLETED);
    return recording;
  }

  /** Trains, and takes the states at the ends of all cycles. */
  static List<TrainingState> states(Trainer trainer) {
    List<TrainingState> states = new ArrayList<>();
    TrainingObserver keeping =
        new TrainingObserver() {
          @Override
          public void measured(int cycle, long updates, double eta, Part part, Scores scores) {}

          @Override
          public void cycleEnded(
              Snapshot snapshot,
              Scores training,
              Scores validation,
              List<EnsembleScores> ensembles) {
            states.add(trainer.state());
          }
        };
    trainer.train(keeping, () -> false);
    return states;
  }

  static void assertSameBits(Network actual, Network expected) {
    assertThat(actual.w1().data).containsExactly(expected.w1().data);
    assertThat(actual.b1().data).containsExactly(expected.b1().data);
    assertThat(actual.w2().data).containsExactly(expected.w2().data);
    assertThat(actual.b2().data).containsExactly(expected.b2().data);
  }
}
