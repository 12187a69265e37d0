package io.github.clrsearch.training;

import static io.github.clrsearch.training.Trainings.DATA;
import static io.github.clrsearch.training.Trainings.PLAN;
import static io.github.clrsearch.training.Trainings.SEEDS;
import static io.github.clrsearch.training.Trainings.assertSameBits;
import static io.github.clrsearch.training.Trainings.hyperparameters;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.data.Jitter;
import io.github.clrsearch.network.Dropout;
import io.github.clrsearch.network.Learner;
import io.github.clrsearch.network.MiniBatch;
import io.github.clrsearch.network.Network;
import io.github.clrsearch.network.TrainingStep;
import io.github.clrsearch.training.schedule.TriangularSchedule;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("optimizing-compiler")
class TrainerReproducibilityTest {

  @ParameterizedTest(name = "p = {0}, mirror = {1}, shift = {2}")
  @CsvSource({"1, 0, 0", "0.8, 0, 0", "1, 0.5, 1", "0.8, 0.5, 1"})
  void givesTheSameBitsTwice(double p, double mirror, int shift) {
    Hyperparameters hyperparameters = hyperparameters(2, 0.01, p).withJitter(mirror, shift);

    Recording first = Trainings.record(hyperparameters);
    Recording second = Trainings.record(hyperparameters);

    assertThat(second.measurements).isEqualTo(first.measurements);
    assertThat(second.cycles).hasSize(2);
    for (int i = 0; i < 2; i++) {
      assertSameBits(second.cycles.get(i).network(), first.cycles.get(i).network());
    }
  }

  /** Runs trainings concurrently on shared data, as the tasks of one executor do. */
  @Test
  void givesTheSameBitsAmongConcurrentTrainings() {
    Recording alone = Trainings.record(hyperparameters(2, 0.01, 0.8));

    List<Recording> together =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    supplyAsync(
                        () -> Trainings.record(hyperparameters(2, 0.01, 0.8)),
                        task -> new Thread(task).start()))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    for (Recording recording : together) {
      assertThat(recording.measurements).isEqualTo(alone.measurements);
      assertSameBits(recording.cycles.get(1).network(), alone.cycles.get(1).network());
    }
  }

  @ParameterizedTest(name = "{0} cycles, p = {1}, mirror = {2}, shift = {3}")
  @CsvSource({"1, 1, 0, 0", "2, 1, 0, 0", "1, 0.8, 0, 0", "2, 0.8, 0, 0", "2, 0.8, 0.5, 1"})
  void hasTheBitsOfShorterTrainingsOnTheWay(int nCycles, double p, double mirror, int shift) {
    Recording shorter =
        Trainings.record(hyperparameters(nCycles, 0.01, p).withJitter(mirror, shift));
    Recording longer = Trainings.record(hyperparameters(3, 0.01, p).withJitter(mirror, shift));

    assertThat(longer.measurements)
        .startsWith(shorter.measurements.toArray(new Recording.Measured[0]));
    assertThat(shorter.cycles).hasSize(nCycles);
    assertThat(longer.cycles).hasSize(3);
    for (int i = 0; i < nCycles; i++) {
      Recording.Ended expected = shorter.cycles.get(i);
      Recording.Ended actual = longer.cycles.get(i);
      assertThat(actual.updates()).isEqualTo(expected.updates());
      assertThat(actual.training()).isEqualTo(expected.training());
      assertThat(actual.validation()).isEqualTo(expected.validation());
      assertSameBits(actual.network(), expected.network());
    }
  }

  /**
   * One batch of 60 per epoch of 90 images; eta_min = 0 gives no step, eta_max one. Biases are not
   * penalised, so after the first step they depend only on the mini-batch.
   */
  @Test
  void showsTheSameMiniBatchesToTrialsOfDifferentLambda() {
    Network small = afterOneStep(1e-5, SEEDS);
    Network large = afterOneStep(1, SEEDS);
    Network otherOrder = afterOneStep(1e-5, new TrainingSeeds(SEEDS.trial(), 77));

    assertThat(large.w1().data).isNotEqualTo(small.w1().data);
    assertThat(large.b1().data).containsExactly(small.b1().data);
    assertThat(large.b2().data).containsExactly(small.b2().data);
    assertThat(otherOrder.b1().data).isNotEqualTo(small.b1().data);
    assertThat(otherOrder.b2().data).isNotEqualTo(small.b2().data);
  }

  /** 1e-12 is too small to change a weight, so only another order or mask could. */
  @Test
  void randomnessDoesNotDependOnLambda() {
    Recording without = Trainings.record(hyperparameters(2, 0, 0.8));
    Recording with = Trainings.record(hyperparameters(2, 1e-12, 0.8));

    assertSameBits(with.cycles.get(1).network(), without.cycles.get(1).network());
  }

  @Test
  void drawsTheNetworkFromTheTrialsSeedAlone() {
    Hyperparameters hyperparameters = hyperparameters(0, 0, 1);
    float[] start = start(hyperparameters, SEEDS);

    assertThat(start(hyperparameters, new TrainingSeeds(SEEDS.trial(), 77))).containsExactly(start);
    assertThat(start(hyperparameters, new TrainingSeeds(77, SEEDS.order()))).isNotEqualTo(start);
  }

  @Test
  void doesNotDependOnHowOftenItIsMeasured() {
    Hyperparameters hyperparameters = hyperparameters(1, 0.01, 0.8).withJitter(0.5, 1);
    Trainer often = new Trainer(DATA, hyperparameters, SEEDS, new MeasurementPlan(36, 90));

    often.train(new Recording(), () -> false);

    Recording rarely = Trainings.record(hyperparameters);
    assertSameBits(often.network(), rarely.cycles.get(0).network());
  }

  @ParameterizedTest(name = "p = {0}, mirror = {1}, shift = {2}")
  @CsvSource({"1, 0, 0", "0.8, 0, 0", "0.8, 0.5, 0", "1, 0, 1"})
  void isTheScheduleTheOrderTheJitterAndTheStepPutTogether(double p, double mirror, int shift) {
    int[] training = DATA.split().training();
    Network network = Network.random(16, 8, 3, SEEDS.trial());
    Learner learner = new Learner(network, new Dropout(SEEDS.trial()), p, p, 0, 0.01);
    TrainingStep step = new TrainingStep(List.of(learner), 10);
    BatchOrder batches = new BatchOrder(training, 10, 9, SEEDS.order());
    TriangularSchedule schedule = new TriangularSchedule(1e-5, 1e-1, 18);
    MiniBatch batch = new MiniBatch(10, 16);
    Jitter jitter = new Jitter(SEEDS.trial(), mirror, shift);
    for (long t = 0; t < 72; t++) {
      if (mirror == 0 && shift == 0) {
        batch.gather(DATA, batches.order(t), batches.from(t), 10);
      } else {
        jitter.startUpdate(t);
        batch.gather(DATA, batches.order(t), batches.from(t), 10, jitter);
      }
      learner.setEta(schedule.eta(t));
      step.update(batch, t);
    }
    step.settle();

    Recording recording = Trainings.record(hyperparameters(2, 0.01, p).withJitter(mirror, shift));

    assertSameBits(recording.cycles.get(1).network(), network);
  }

  private static Network afterOneStep(double lambda, TrainingSeeds seeds) {
    Hyperparameters hyperparameters = new Hyperparameters(lambda, 1, 1, 8, 1, 1, 0, 0.1, 60);
    Trainer trainer = new Trainer(DATA, hyperparameters, seeds, PLAN);
    trainer.train(new Recording(), () -> false);
    return trainer.network();
  }

  private static float[] start(Hyperparameters hyperparameters, TrainingSeeds seeds) {
    return new Trainer(DATA, hyperparameters, seeds, PLAN).network().w1().data;
  }
}
