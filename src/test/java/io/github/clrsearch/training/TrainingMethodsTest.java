package io.github.clrsearch.training;

import static io.github.clrsearch.training.Trainings.DATA;
import static io.github.clrsearch.training.Trainings.PLAN;
import static io.github.clrsearch.training.Trainings.SEEDS;
import static io.github.clrsearch.training.Trainings.assertSameBits;
import static io.github.clrsearch.training.Trainings.hyperparameters;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.network.Momentum;
import io.github.clrsearch.network.Momentum.Decay;
import io.github.clrsearch.network.Momentum.Rule;
import io.github.clrsearch.network.Network;
import io.github.clrsearch.training.schedule.Schedule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Trainings by every method: ends of cycles, resumption, learning rates. */
@Tag("optimizing-compiler")
class TrainingMethodsTest {
  private static final int CYCLES = 3;

  static Stream<Hyperparameters> repeating() {
    Stream<Hyperparameters> schedules =
        Stream.of(ScheduleKind.values()).filter(ScheduleKind::repeats).map(kind -> of(kind));
    Stream<Hyperparameters> momenta =
        Stream.of(Rule.values())
            .flatMap(
                rule ->
                    Stream.of(Decay.values())
                        .map(decay -> TrainingMethod.DEFAULT.with(new Momentum(rule, decay))))
            .map(
                method ->
                    of(ScheduleKind.TRIANGULAR)
                        .with(method)
                        .with(Hyperparameter.MOMENTUM, 0.9)
                        .with(Hyperparameter.MOMENTUM_MIN, 0.7));
    return Stream.concat(schedules, momenta);
  }

  private static Hyperparameters of(ScheduleKind kind) {
    return hyperparameters(kind.repeats() ? CYCLES : 1, 0.01, 0.8)
        .with(Hyperparameter.GAMMA, 0.99)
        .with(Hyperparameter.CYCLE_MULT, 2)
        .with(TrainingMethod.DEFAULT.with(kind));
  }

  private static Trainer trainer(Hyperparameters hyperparameters) {
    return new Trainer(DATA, hyperparameters, SEEDS, PLAN);
  }

  @ParameterizedTest
  @MethodSource("repeating")
  void resumesAtTheEndOfEveryCycleWithTheBitsOfAnUninterruptedTraining(Hyperparameters all) {
    Recording unbroken = Trainings.record(all);
    for (TrainingState state : Trainings.states(trainer(all))) {
      Trainer trainer = trainer(all);
      trainer.startFrom(state);
      Recording resumed = new Recording();
      trainer.train(resumed, () -> false);

      List<Recording.Ended> expected = unbroken.cycles.subList(state.cycle(), CYCLES);
      assertThat(resumed.cycles).hasSameSizeAs(expected);
      for (int i = 0; i < expected.size(); i++) {
        assertThat(resumed.cycles.get(i).updates()).isEqualTo(expected.get(i).updates());
        assertThat(resumed.cycles.get(i).ensembles()).isEqualTo(expected.get(i).ensembles());
        assertSameBits(resumed.cycles.get(i).network(), expected.get(i).network());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("repeating")
  void theFirstCyclesAreThoseOfAShorterTraining(Hyperparameters all) {
    Network longer = Trainings.record(all).cycles.get(0).network();
    Network shorter =
        Trainings.record(all.with(Hyperparameter.N_CYCLES, 1)).cycles.get(0).network();

    assertSameBits(longer, shorter);
  }

  @ParameterizedTest
  @EnumSource
  void everyCycleEndIsMeasuredAndEveryMeasurementHasTheLearningRateOfTheNextUpdate(
      ScheduleKind kind) {
    Hyperparameters all = of(kind);
    Recording recording = Trainings.record(all);
    Schedule schedule = all.schedule(DATA.split().training().length);

    assertThat(recording.cycles)
        .extracting(Recording.Ended::updates)
        .containsExactlyElementsOf(
            Stream.iterate(1, cycle -> cycle + 1)
                .limit(all.nCycles())
                .map(cycle -> schedule.cycles().end(cycle))
                .toList());
    assertThat(recording.measurements)
        .allSatisfy(
            measured -> assertThat(measured.eta()).isEqualTo(schedule.eta(measured.updates())));
  }

  @Test
  void schedulesTrainDifferently() {
    assertThat(
            Stream.of(ScheduleKind.values())
                .map(kind -> Trainings.record(of(kind)).cycles.get(0).network().w1().data[0]))
        .as("triangular2 differs from triangular in later cycles only")
        .hasSize(6)
        .satisfies(first -> assertThat(first.stream().distinct().count()).isEqualTo(5));
  }

  @Test
  void growingCyclesHaveAsManyMeasurementsEach() {
    Recording recording = Trainings.record(of(ScheduleKind.COSINE));

    assertThat(recording.cycles)
        .extracting(Recording.Ended::updates)
        .containsExactly(36L, 108L, 252L);
    assertThat(recording.measurements.stream().filter(measured -> measured.cycle() == 3).count())
        .isEqualTo(recording.measurements.stream().filter(m -> m.cycle() == 1).count());
  }

  @Test
  void aScheduleThatDoesNotRepeatHasOneCycle() {
    Hyperparameters two = hyperparameters(2, 0, 1);
    TrainingMethod oneCycle = TrainingMethod.DEFAULT.with(ScheduleKind.ONE_CYCLE);

    assertThatThrownBy(() -> two.with(oneCycle))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "n_cycles must be 1, because the schedule one-cycle does not repeat, but got 2: k sets the length of its cycle");
  }

  @Test
  void oneCycleIgnoresTheLowestLearningRate() {
    Map<Hyperparameter, Double> low =
        Map.of(
            Hyperparameter.ETA_MAX, 1e-6,
            Hyperparameter.N_CYCLES, 1.0,
            Hyperparameter.ETA_MIN, 1e-5);

    assertThat(
            new Hyperparameters(low, TrainingMethod.DEFAULT.with(ScheduleKind.ONE_CYCLE))
                .schedule(1000)
                .eta(0))
        .isEqualTo(1e-6 / 25);
  }
}
