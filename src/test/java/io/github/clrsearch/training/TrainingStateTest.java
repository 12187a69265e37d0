package io.github.clrsearch.training;

import static io.github.clrsearch.training.Trainings.DATA;
import static io.github.clrsearch.training.Trainings.PLAN;
import static io.github.clrsearch.training.Trainings.SEEDS;
import static io.github.clrsearch.training.Trainings.assertSameBits;
import static io.github.clrsearch.training.Trainings.hyperparameters;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.clrsearch.network.Network;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cycles of 36 updates. */
@Tag("optimizing-compiler")
class TrainingStateTest {

  private static Trainer trainer(int nCycles) {
    Hyperparameters hyperparameters = hyperparameters(nCycles, 0.01, 0.8).withJitter(0.5, 1);
    return new Trainer(DATA, hyperparameters, SEEDS, PLAN);
  }

  private static List<TrainingState> states(int nCycles) {
    return Trainings.states(trainer(nCycles));
  }

  private static void assertSameFrom(int cycle, Recording resumed, Recording unbroken) {
    assertThat(resumed.measurements)
        .isNotEmpty()
        .isEqualTo(
            unbroken.measurements.stream().filter(measured -> measured.cycle() > cycle).toList());
    assertThat(resumed.cycles).hasSize(unbroken.cycles.size() - cycle);
    for (int i = 0; i < resumed.cycles.size(); i++) {
      Recording.Ended expected = unbroken.cycles.get(cycle + i);
      Recording.Ended actual = resumed.cycles.get(i);
      assertThat(actual.cycle()).isEqualTo(expected.cycle());
      assertThat(actual.updates()).isEqualTo(expected.updates());
      assertThat(actual.training()).isEqualTo(expected.training());
      assertThat(actual.validation()).isEqualTo(expected.validation());
      assertThat(actual.ensembles()).isNotEmpty().isEqualTo(expected.ensembles());
      assertSameBits(actual.network(), expected.network());
    }
  }

  @ParameterizedTest(name = "after cycle {0}")
  @ValueSource(ints = {1, 2, 3})
  void resumesWithTheBitsOfAnUninterruptedTraining(int cycle) {
    Recording unbroken = new Recording();
    trainer(4).train(unbroken, () -> false);
    TrainingState state = states(4).get(cycle - 1);

    Trainer trainer = trainer(4);
    trainer.startFrom(state);
    Recording resumed = new Recording();
    TrainingEnd end = trainer.train(resumed, () -> false);

    assertThat(end).isEqualTo(new TrainingEnd(TrainingEnd.Kind.COMPLETED, 144, ""));
    assertSameFrom(cycle, resumed, unbroken);
  }

  @Test
  void continuesACompletedTrainingForMoreCycles() {
    Recording unbroken = new Recording();
    trainer(4).train(unbroken, () -> false);
    Trainer shorter = trainer(2);
    shorter.train(new Recording(), () -> false);

    Trainer longer = trainer(4);
    longer.startFrom(shorter.state());
    Recording resumed = new Recording();
    longer.train(resumed, () -> false);

    assertSameFrom(2, resumed, unbroken);
  }

  @Test
  void isNotModifiedByItsTrainingOrByThoseThatResumeFromIt() {
    TrainingState state = states(3).get(0);
    Network before = state.network().copy();
    float[] probabilities = state.probabilities().get(0).clone();

    Trainer trainer = trainer(3);
    trainer.startFrom(state);
    trainer.train(new Recording(), () -> false);

    assertSameBits(state.network(), before);
    assertThat(state.probabilities()).hasSize(1);
    assertThat(state.probabilities().get(0)).containsExactly(probabilities);
    Recording once = new Recording();
    trainer(1).train(once, () -> false);
    assertSameBits(state.network(), once.cycles.get(0).network());
  }

  @Test
  void resumesAStoppedTraining() {
    Recording unbroken = new Recording();
    trainer(2).train(unbroken, () -> false);

    Trainer trainer = trainer(2);
    Recording inParts = new Recording();
    trainer.train(50, inParts, () -> false);
    trainer.train(inParts, () -> false);

    assertThat(inParts.measurements).isEqualTo(unbroken.measurements);
    assertSameBits(inParts.cycles.get(1).network(), unbroken.cycles.get(1).network());
  }

  @Test
  void doesNothingIfAllCyclesAreDone() {
    TrainingState state = states(2).get(1);
    Trainer trainer = trainer(2);
    trainer.startFrom(state);
    Recording recording = new Recording();

    assertThat(trainer.train(recording, () -> false).updates()).isEqualTo(72);
    assertThat(recording.measurements).isEmpty();
    assertThat(recording.cycles).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0", "35", "37"})
  void doesNotExistBetweenCycles(long updates) {
    Trainer trainer = trainer(2);
    trainer.train(updates, new Recording(), () -> false);

    assertThatIllegalStateException()
        .isThrownBy(trainer::state)
        .withMessage(
            "a state exists only at the end of a cycle, but %d updates have been done"
                .formatted(updates));
  }

  @Test
  void rejectsAStateOfAnotherSchedule() {
    TrainingState state = states(1).get(0);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                trainer(2)
                    .startFrom(
                        new TrainingState(
                            1, 48, state.network(), null, null, state.probabilities())))
        .withMessage("expected 36 updates at the end of cycle 1, found 48");
  }

  @Test
  void rejectsAStateWithoutVelocityIfTheTrainingHasMomentum() {
    TrainingState state = states(1).get(0);
    Hyperparameters momentum = hyperparameters(2, 0.01, 0.8).with(Hyperparameter.MOMENTUM, 0.9);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Trainer(DATA, momentum, SEEDS, PLAN).startFrom(state))
        .withMessage(
            "a state must have a velocity if the training has momentum, and none otherwise");
  }

  @Test
  void rejectsAStateOfSeveralCyclesWithoutAverage() {
    TrainingState state = states(2).get(1);
    TrainingState without =
        new TrainingState(2, 72, state.network(), null, null, state.probabilities());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> trainer(3).startFrom(without))
        .withMessage("a state after 2 cycles must have an average of their networks, but has none");
  }

  @Test
  void rejectsANetworkOfAnotherShapeAndStaysUnchanged() {
    TrainingState state = states(1).get(0);
    Network other = Network.random(16, 9, 3, 1);
    Trainer trainer = trainer(2);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                trainer.startFrom(
                    new TrainingState(1, 36, other, null, null, state.probabilities())))
        .withMessage("expected W1 8 x 16 and W2 3 x 8, found 9 x 16 and 3 x 9");
    Recording recording = new Recording();
    trainer.train(recording, () -> false);
    assertThat(recording.cycles).hasSize(2);
    assertThat(recording.cycles.get(0).ensembles()).isEmpty();
  }

  @Test
  void rejectsProbabilitiesOfAnotherSplit() {
    TrainingState state = states(1).get(0);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                trainer(2)
                    .startFrom(
                        new TrainingState(
                            1, 36, state.network(), null, null, List.of(new float[7]))))
        .withMessage("expected 90 probabilities (30 images, 3 classes), found 7");
  }
}
