package io.github.clrsearch.training;

import static io.github.clrsearch.training.Trainings.assertSameBits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clrsearch.data.ImageShape;
import io.github.clrsearch.data.Images;
import io.github.clrsearch.data.PreparedData;
import io.github.clrsearch.data.Split;
import io.github.clrsearch.data.TinyImages;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Fused training gives the same measurements and networks as training alone. */
@Tag("optimizing-compiler")
class TrainingGroupTest {
  private static final PreparedData DATA = data();
  private static final MeasurementPlan PLAN = new MeasurementPlan(3, 40);

  /** Four updates per epoch. */
  private static final List<Hyperparameters> DIFFERENT =
      List.of(
          hyperparameters(0.01, 2, 2, 50, 1),
          hyperparameters(0, 1, 3, 20, 1),
          hyperparameters(0.001, 3, 1, 50, 0.7),
          hyperparameters(0.1, 1, 0, 10, 1));

  @Test
  void givesEachTrainingTheResultsOfTrainingAlone() {
    List<Recording> together = new ArrayList<>();
    TrainingGroup group = new TrainingGroup();
    for (int i = 0; i < DIFFERENT.size(); i++) {
      together.add(new Recording());
      group.add(trainer(i), updates(i), together.get(i));
    }

    List<TrainingEnd> ends = group.train(() -> false);

    for (int i = 0; i < DIFFERENT.size(); i++) {
      Recording alone = new Recording();
      assertThat(ends.get(i)).isEqualTo(trainer(i).train(alone, () -> false));
      assertSame(together.get(i), alone);
    }
  }

  @Test
  void resumedTrainingsWaitForTheOthers() {
    Trainer shorter = trainer(1);
    shorter.train(shorter.done() + 16, new Recording(), () -> false);
    Trainer resumed = trainer(1);
    resumed.startFrom(shorter.state());
    Recording rest = new Recording();
    Recording whole = new Recording();
    TrainingGroup group = new TrainingGroup();
    group.add(resumed, updates(1), rest);
    group.add(trainer(0), updates(0), whole);

    group.train(() -> false);

    Recording alone = new Recording();
    trainer(0).train(alone, () -> false);
    assertSame(whole, alone);
    Recording unbroken = new Recording();
    trainer(1).train(unbroken, () -> false);
    assertThat(rest.cycles).hasSize(1);
    assertSameBits(rest.cycles.get(0).network(), unbroken.cycles.get(2).network());
  }

  @Test
  void aTrainingThatHasNoTimeForAnotherCycleLeavesTheOthersAlone() {
    List<Recording> together = List.of(new Recording(), new Recording());
    TrainingGroup group = new TrainingGroup();
    group.add(trainer(0), updates(0), together.get(0));
    group.add(trainer(1), updates(1), together.get(1));

    // The second training has cycles of 8 updates, the first has longer ones.
    List<TrainingEnd> ends =
        group.train(() -> false, (updates, next) -> next == 8 && updates == 16);

    assertThat(ends.get(1))
        .isEqualTo(new TrainingEnd(TrainingEnd.Kind.CANCELLED, 16, "stopped after 16 updates"));
    Recording alone = new Recording();
    assertThat(ends.get(0)).isEqualTo(trainer(0).train(alone, () -> false));
    assertSame(together.get(0), alone);
    Recording shorter = new Recording();
    trainer(1).train(16, shorter, () -> false);
    assertSame(together.get(1), shorter);
  }

  @Test
  void aDivergedTrainingDoesNotAffectTheOthers() {
    Hyperparameters wild = new Hyperparameters(10, 1, 2, 20, 1, 1, 1, 1e9, 100);
    Recording other = new Recording();
    TrainingGroup group = new TrainingGroup();
    group.add(trainer(wild, 9), wild.updates(400), new Recording());
    group.add(trainer(0), updates(0), other);

    List<TrainingEnd> ends = group.train(() -> false);

    assertThat(ends.get(0))
        .isEqualTo(trainer(wild, 9).train(wild.updates(400), new Recording(), () -> false));
    assertThat(ends.get(0).kind()).isEqualTo(TrainingEnd.Kind.DIVERGED);
    Recording alone = new Recording();
    trainer(0).train(alone, () -> false);
    assertSame(other, alone);
  }

  @Test
  void cancelsAllMembers() {
    AtomicInteger asked = new AtomicInteger();
    TrainingGroup group = new TrainingGroup();
    group.add(trainer(0), updates(0), new Recording());
    group.add(trainer(1), updates(1), new Recording());
    group.add(trainer(3), updates(3), new Recording());

    List<TrainingEnd> ends = group.train(() -> asked.incrementAndGet() > 5);

    assertThat(ends.get(0))
        .isEqualTo(new TrainingEnd(TrainingEnd.Kind.CANCELLED, 5, "stopped after 5 updates"));
    assertThat(ends)
        .extracting(TrainingEnd::kind)
        .containsExactly(
            TrainingEnd.Kind.CANCELLED, TrainingEnd.Kind.CANCELLED, TrainingEnd.Kind.COMPLETED);
  }

  @Test
  void rejectsATrainingWithOtherMiniBatches() {
    TrainingGroup group = new TrainingGroup();
    group.add(trainer(0), updates(0), new Recording());
    Hyperparameters mirrored = DIFFERENT.get(1).withJitter(0.5, 0);
    Trainer otherOrder = new Trainer(DATA, DIFFERENT.get(1), new TrainingSeeds(1, 77), PLAN);

    Hyperparameters momentum = DIFFERENT.get(1).with(Hyperparameter.MOMENTUM, 0.9);

    for (Trainer other : List.of(trainer(mirrored, 1), otherOrder, trainer(momentum, 1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> group.add(other, 8, new Recording()))
          .withMessageStartingWith("fused trainings must share their mini-batches");
    }
  }

  private static PreparedData data() {
    Images images = TinyImages.noise(ImageShape.CIFAR, 10, 500, 1);
    return PreparedData.of(images, Split.stratified(images, 100, 2));
  }

  private static Hyperparameters hyperparameters(
      double lambda, int k, int nCycles, int m, double pH) {
    return new Hyperparameters(lambda, k, nCycles, m, 1, pH, 1e-5, 1e-2 * k, 100);
  }

  private static long updates(int i) {
    return DIFFERENT.get(i).updates(DATA.split().training().length);
  }

  private static Trainer trainer(int i) {
    return trainer(DIFFERENT.get(i), i);
  }

  private static Trainer trainer(Hyperparameters hyperparameters, long seed) {
    return new Trainer(DATA, hyperparameters, new TrainingSeeds(seed, 2), PLAN);
  }

  private static void assertSame(Recording actual, Recording expected) {
    assertThat(actual.measurements).isNotEmpty().isEqualTo(expected.measurements);
    assertThat(actual.cycles).hasSize(expected.cycles.size());
    for (int i = 0; i < actual.cycles.size(); i++) {
      assertSameBits(actual.cycles.get(i).network(), expected.cycles.get(i).network());
    }
  }
}
