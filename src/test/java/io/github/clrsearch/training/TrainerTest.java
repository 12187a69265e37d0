package io.github.clrsearch.training;

import static io.github.clrsearch.training.Trainings.DATA;
import static io.github.clrsearch.training.Trainings.PLAN;
import static io.github.clrsearch.training.Trainings.SEEDS;
import static io.github.clrsearch.training.Trainings.hyperparameters;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.clrsearch.network.Evaluation;
import io.github.clrsearch.network.Network;
import io.github.clrsearch.training.TrainingObserver.Part;
import io.github.clrsearch.training.schedule.TriangularSchedule;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("optimizing-compiler")
class TrainerTest {

  @Test
  void learns() {
    Recording recording = Trainings.record(hyperparameters(3, 1e-3, 1));

    List<Recording.Measured> validation = recording.of(Part.VALIDATION);
    double start = validation.get(0).scores().loss();
    assertThat(recording.cycles.get(2).validation().loss()).isLessThan(0.6 * start);
    assertThat(recording.cycles.get(2).validation().accuracy()).isGreaterThan(0.6);
  }

  @ParameterizedTest
  @EnumSource(Part.class)
  void measuresTheInitialNetworkAndThenPerCycle(Part part) {
    List<Recording.Measured> measured = Trainings.record(hyperparameters(2, 0, 1)).of(part);

    assertThat(measured)
        .extracting(Recording.Measured::updates)
        .containsExactly(0L, 12L, 24L, 36L, 48L, 60L, 72L);
    assertThat(measured).extracting(Recording.Measured::cycle).containsExactly(0, 1, 1, 1, 2, 2, 2);
    TriangularSchedule schedule = new TriangularSchedule(1e-5, 1e-1, 18);
    assertThat(measured).allSatisfy(m -> assertThat(m.eta()).isEqualTo(schedule.eta(m.updates())));
  }

  @Test
  void measuresTheWholeValidationSplitAtTheEndOfACycle() {
    Recording recording = Trainings.record(hyperparameters(2, 0, 1));

    assertThat(recording.of(Part.VALIDATION))
        .extracting(measured -> measured.scores().images())
        .containsExactly(20, 20, 20, 30, 20, 20, 30);
    assertThat(recording.of(Part.TRAINING))
        .extracting(measured -> measured.scores().images())
        .containsOnly(20);
  }

  @Test
  void reportsTheEndOfACycleWithItsMeasurements() {
    Recording recording = Trainings.record(hyperparameters(2, 0.01, 0.8));

    assertThat(recording.cycles).extracting(Recording.Ended::cycle).containsExactly(1, 2);
    assertThat(recording.cycles).extracting(Recording.Ended::updates).containsExactly(36L, 72L);
    for (Recording.Ended ended : recording.cycles) {
      assertThat(ended.training())
          .isEqualTo(recording.of(Part.TRAINING).get(3 * ended.cycle()).scores());
      assertThat(ended.validation())
          .isEqualTo(recording.of(Part.VALIDATION).get(3 * ended.cycle()).scores());
      assertThat(ended.validation().cost()).isCloseTo(whole(ended.network()), within(1e-6));
    }
  }

  /** Measurements use the original images, although training uses jitter. */
  @Test
  void measuresImagesWithoutJitter() {
    Recording recording = Trainings.record(hyperparameters(1, 0.01, 1).withJitter(1, 3));

    Recording.Ended ended = recording.cycles.get(0);
    assertThat(ended.validation().cost()).isCloseTo(whole(ended.network()), within(1e-6));
    Recording unmoved = Trainings.record(hyperparameters(1, 0.01, 1));
    assertThat(recording.measurements.get(0)).isEqualTo(unmoved.measurements.get(0));
    assertThat(ended.network().w1().data).isNotEqualTo(unmoved.cycles.get(0).network().w1().data);
  }

  private static double whole(Network network) {
    int[] validation = DATA.split().validation();
    return new Evaluation(DATA).measure(network, validation, validation.length, 0.01).cost();
  }

  @Test
  void measuresAtMostAllImages() {
    Recording recording = new Recording();
    new Trainer(DATA, hyperparameters(1, 0, 1), SEEDS, new MeasurementPlan(1, 1000))
        .train(recording, () -> false);

    assertThat(recording.of(Part.TRAINING)).allMatch(m -> m.scores().images() == 90);
    assertThat(recording.of(Part.VALIDATION)).allMatch(m -> m.scores().images() == 30);
  }

  @Test
  void measuresOnlyTheInitialNetworkWithoutCycles() {
    Recording recording = new Recording();
    Trainer trainer = new Trainer(DATA, hyperparameters(0, 0, 1), SEEDS, PLAN);
    Network start = trainer.network().copy();

    TrainingEnd end = trainer.train(recording, () -> false);

    assertThat(end).isEqualTo(new TrainingEnd(TrainingEnd.Kind.COMPLETED, 0, ""));
    assertThat(recording.measurements).hasSize(2);
    assertThat(recording.cycles).isEmpty();
    Trainings.assertSameBits(trainer.network(), start);
  }

  @Test
  void endsCompletedAfterAllUpdates() {
    TrainingEnd end =
        new Trainer(DATA, hyperparameters(2, 0, 1), SEEDS, PLAN)
            .train(new Recording(), () -> false);

    assertThat(end).isEqualTo(new TrainingEnd(TrainingEnd.Kind.COMPLETED, 72, ""));
  }

  @Test
  void endsCancelledBeforeTheNextUpdate() {
    Recording recording = new Recording();
    AtomicInteger asked = new AtomicInteger();

    TrainingEnd end =
        new Trainer(DATA, hyperparameters(2, 0, 1), SEEDS, PLAN)
            .train(recording, () -> asked.incrementAndGet() > 40);

    assertThat(end)
        .isEqualTo(new TrainingEnd(TrainingEnd.Kind.CANCELLED, 40, "stopped after 40 updates"));
    assertThat(recording.cycles).as("what had ended").hasSize(1);
  }

  @ParameterizedTest(name = "eta_max = {0}, lambda = {1}")
  @CsvSource({"1e4, 0.01", "1e4, 0", "1e10, 0", "1e38, 0.01", "1e38, 0", "1e300, 0.01", "1e300, 0"})
  void endsDivergedWithAReason(double etaMax, double lambda) {
    Recording recording = new Recording();
    Hyperparameters wild = new Hyperparameters(lambda, 2, 5, 8, 1, 1, 1e-5, etaMax, 10);

    TrainingEnd end = new Trainer(DATA, wild, SEEDS, PLAN).train(recording, () -> false);

    assertThat(end.kind()).isEqualTo(TrainingEnd.Kind.DIVERGED);
    assertThat(end.updates()).isBetween(2L, 180L);
    assertThat(end.reason())
        .matches(
            "the loss is not finite after update %d \\(eta = \\S+\\)".formatted(end.updates()));
    assertThat(recording.cycles).allMatch(ended -> ended.validation().isFinite());
  }

  @Test
  void rejectsABatchLargerThanTheTrainingSplit() {
    Hyperparameters large = new Hyperparameters(0, 2, 1, 8, 1, 1, 1e-5, 0.1, 91);

    assertThatThrownBy(() -> new Trainer(DATA, large, SEEDS, PLAN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("batch_size must be at most the 90 images of the training split, but got 91");
  }
}
