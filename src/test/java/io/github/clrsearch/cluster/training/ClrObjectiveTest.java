package io.github.clrsearch.cluster.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clrsearch.LocalSpark;
import io.github.clrsearch.cluster.jobs.Slots;
import io.github.clrsearch.cluster.jobs.TrialScheduler;
import io.github.clrsearch.search.Grouping;
import io.github.clrsearch.search.space.Range;
import io.github.clrsearch.search.space.Seeds;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Cancellation;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.FusibleTraining;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.Studies;
import io.github.clrsearch.training.MeasurementPlan;
import io.github.clrsearch.training.ScheduleKind;
import io.github.clrsearch.training.Snapshot;
import io.github.clrsearch.training.TrainingMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClrObjectiveTest {

  private static final ClrObjective OBJECTIVE = objective();

  private static ClrObjective objective() {
    return SmallTraining.objective(200, new MeasurementPlan(3, 50));
  }

  private static Setting setting() {
    return SmallTraining.setting()
        .with("p_h", 0.8)
        .with("label_smoothing", 0.1)
        .with("mirror", 0.5)
        .with("shift", 1);
  }

  private static Trial trial(int number, Setting setting) {
    return new Trial("s", "coarse", number, Seeds.trial(1, "coarse", number), setting);
  }

  private static TrialResult evaluate(Setting setting) {
    return OBJECTIVE.evaluate(trial(0, setting), Cancellation.NEVER);
  }

  @Test
  void retrainedSettingsHaveTheirCorrectImages() {
    Trial searched = trial(0, setting());
    Trial anew = new Trial("s", "confirm", 0, 1, searched.seed(), setting());
    TrialResult result = OBJECTIVE.evaluate(anew, Cancellation.NEVER);
    CycleResult last = result.cycles().get(result.cycles().size() - 1);

    assertThat(
            result.correctImages().bits().cardinality() / (double) result.correctImages().images())
        .isEqualTo(last.validationAccuracy());
    assertThat(evaluate(setting()).correctImages()).isNull();
  }

  @Test
  void givesTheSameBitsAloneAndInParallelTasks() throws InterruptedException {
    List<Trial> trials =
        IntStream.range(0, 6)
            .mapToObj(i -> trial(i, setting().with("m", 8 + i).with("lambda", 0.01 / (i + 1))))
            .toList();
    Map<Trial, TrialResult> alone = new HashMap<>();
    trials.forEach(trial -> alone.put(trial, OBJECTIVE.evaluate(trial, Cancellation.NEVER)));
    Map<Trial, TrialResult> inTasks = new HashMap<>();
    new TrialScheduler(
            Slots.ofExecutors(LocalSpark.context()),
            OBJECTIVE,
            Studies.PROVENANCE,
            Duration.ZERO,
            Grouping.ALONE)
        .run(trials, end -> inTasks.put(end.trial(), end.result()), lost -> {});

    assertThat(inTasks).isEqualTo(alone);
    assertThat(alone.values())
        .allSatisfy(
            result -> {
              assertThat(result.cycles()).hasSize(2);
              assertThat(result.measurements()).isNotEmpty();
            })
        .extracting(result -> result.cycles().get(1).validationLoss())
        .doesNotHaveDuplicates();
  }

  @Test
  void givesTheSameBitsInFusedTraining() throws InterruptedException {
    Setting shared = setting().with("mirror", 0).with("shift", 0);
    List<Trial> trials =
        IntStream.range(0, 12)
            .mapToObj(i -> trial(i, shared.with("m", 8 + i).with("k", 1 + i % 3)))
            .map(i -> i.number() < 6 ? i : withMomentum(i))
            .toList();
    Map<Trial, EndedTrial> together = new HashMap<>();
    new TrialScheduler(
            Slots.ofExecutors(LocalSpark.context()),
            OBJECTIVE,
            Studies.PROVENANCE,
            Duration.ZERO,
            new Grouping(8))
        .run(trials, end -> together.put(end.trial(), end), lost -> {});

    for (Trial trial : trials) {
      assertThat(together.get(trial).result())
          .isEqualTo(OBJECTIVE.evaluate(trial, Cancellation.NEVER));
    }
    assertThat(together.values())
        .extracting(end -> end.execution().fusedTrials())
        .as("groups of trials of about the same length")
        .anyMatch(count -> count > 1);
  }

  private static Trial withMomentum(Trial trial) {
    return trial(trial.number(), trial.setting().with("momentum", 0.9));
  }

  @Test
  void growingCyclesAreCountedInUpdates() {
    ClrObjective cosine = OBJECTIVE.with(TrainingMethod.DEFAULT.with(ScheduleKind.COSINE));
    Setting growing = setting().with("cycle_mult", 3);

    assertThat(OBJECTIVE.updates(setting(), 2)).isEqualTo(48);
    assertThat(cosine.updatesPerCycle(growing)).isEqualTo(24);
    assertThat(cosine.updates(growing, 2)).isEqualTo(96);
    assertThat(cosine.evaluate(trial(0, growing), Cancellation.NEVER).cycles())
        .extracting(CycleResult::updates)
        .containsExactly(24L, 96L);
  }

  @Test
  void aFailureInFusedTrainingDoesNotAffectTheOthers() throws InterruptedException {
    Setting shared = setting().with("mirror", 0).with("shift", 0).with("m", 8);
    Map<Integer, Outcome> outcomes = new HashMap<>();
    new TrialScheduler(
            Slots.ofExecutors(LocalSpark.context()),
            new OneFails(OBJECTIVE),
            Studies.PROVENANCE,
            Duration.ZERO,
            new Grouping(8))
        .run(
            IntStream.range(0, 8).mapToObj(i -> trial(i, shared)).toList(),
            end -> outcomes.put(end.trial().number(), end.result().outcome()),
            lost -> {});

    assertThat(outcomes.remove(1))
        .isEqualTo(new Outcome.Failed("IllegalStateException: one of them"));
    assertThat(outcomes).hasSize(7).containsEntry(0, new Outcome.Completed());
    assertThat(outcomes.values()).containsOnly(new Outcome.Completed());
  }

  /** Trains all but trial 1. */
  private record OneFails(ClrObjective objective) implements Objective {
    @Override
    public TrialResult evaluate(Trial trial, Cancellation cancellation) {
      if (trial.number() == 1) {
        throw new IllegalStateException("one of them");
      }
      return objective.evaluate(trial, cancellation);
    }

    @Override
    public Optional<FusibleTraining> fusible(Setting setting) {
      return objective.fusible(setting);
    }
  }

  @Test
  void trialsWithTheSameMiniBatchesAreFused() {
    Setting shared = setting().with("mirror", 0).with("shift", 0);

    assertThat(OBJECTIVE.fusible(shared)).contains(new FusibleTraining("batches of 25", 0.03));
    assertThat(OBJECTIVE.fusible(shared.with("momentum", 0))).isEqualTo(OBJECTIVE.fusible(shared));
    assertThat(OBJECTIVE.fusible(shared.with("momentum", 0.9)))
        .contains(new FusibleTraining("batches of 25 with momentum", 0.03));
    assertThat(OBJECTIVE.fusible(shared.with("p_x", 0.8))).isEmpty();
    assertThat(OBJECTIVE.fusible(setting())).isEmpty();
    assertThat(OBJECTIVE.fusible(shared.with("m", 101))).isEmpty();
    assertThat(OBJECTIVE.forTraining().fusible(shared)).isEmpty();
  }

  @Test
  void measuresTheStartAndTheEndOfEveryCycle() {
    TrialResult result = evaluate(setting());

    // n_s = 2 floor(160 / 25) = 12
    assertThat(result.outcome()).isEqualTo(new Outcome.Completed());
    assertThat(result.cycles()).extracting(CycleResult::updates).containsExactly(24L, 48L);
    assertThat(result.updates()).isEqualTo(48);
    assertThat(result.measurements().get(0).update()).isZero();
    assertThat(result.measurements().get(0).cycle()).isZero();
    assertThat(result.model()).isNull();
  }

  @Test
  void aLongerTrialContainsTheShorterOne() {
    assertThat(evaluate(setting().with("n_cycles", 3)).cycles().subList(0, 2))
        .isEqualTo(evaluate(setting()).cycles());
  }

  @Test
  void theHalfCycleDependsOnTheBatchSize() {
    assertThat(OBJECTIVE.derived(setting())).isEqualTo(Map.of("n_s", 12.0));
    assertThat(OBJECTIVE.derived(setting().with("batch_size", 160))).isEqualTo(Map.of("n_s", 2.0));
  }

  /** A setting has 48 updates of 12 hidden nodes, a quarter of them in a range test. */
  @Test
  void costIsProportionalToUpdatesAndGrowsWithHiddenUnits() {
    assertThat(OBJECTIVE.cost(setting())).isEqualTo(48 * (12 + 30));
    assertThat(OBJECTIVE.forRangeTest().cost(setting())).isEqualTo(12 * (12 + 30));
    assertThat(OBJECTIVE.cost(setting().with("m", 1000))).isEqualTo(48 * (1000 + 30));
  }

  @Test
  void aBatchLargerThanTheTrainingSplitIsRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OBJECTIVE.derived(setting().with("batch_size", 161)))
        .withMessage(
            "batch_size must be at most the 160 images of the training split, but got 161");
  }

  @Test
  void everyHyperparameterHasAColumnAndALimit() {
    assertThat(ClrHyperparameters.columns())
        .containsEntry("n_s", "BIGINT")
        .containsEntry("m", "INT");
    assertThat(ClrHyperparameters.columns().keySet()).containsAll(setting().values().keySet());
    assertThat(OBJECTIVE.limits())
        .containsKeys(setting().values().keySet().toArray(String[]::new))
        .containsEntry("lambda", Range.atLeast(0))
        .containsEntry("p_h", new Range(0.001, 1))
        .containsEntry("label_smoothing", new Range(0, 0.999));
  }

  @Test
  void aDivergedTrainingHasNoAccuracyAtItsEnd() {
    TrialResult result = evaluate(setting().with("eta_max", 1e9).with("p_h", 1));

    assertThat(result.outcome()).isInstanceOf(Outcome.Diverged.class);
    assertThat(result.outcome().reason()).isNotBlank();
    assertThat(result.updates()).isLessThan(48);
    assertThat(result.cycles()).isEmpty();
  }

  @Test
  void aRangeTestStopsWhereItsLossExplodes() {
    ClrObjective test =
        SmallTraining.objective(200, new MeasurementPlan(48, 50))
            .with(TrainingMethod.DEFAULT.with(ScheduleKind.EXPONENTIAL_RISE))
            .forRangeTest();
    Setting rising =
        SmallTraining.setting().with("k", 6).with("eta_min", 1e-4).with("eta_max", 100);
    TrialResult result = test.evaluate(trial(0, rising), Cancellation.NEVER);

    assertThat(result.outcome()).isInstanceOf(Outcome.Stopped.class);
    assertThat(result.outcome().reason())
        .startsWith("the smoothed loss exceeded 4 times its lowest value at eta = ");
    assertThat(result.updates()).isBetween(2L, test.cost(rising));
    assertThat(result.measurements()).last().matches(last -> last.eta() < 100);
  }

  @Test
  void stopsWhenCancelled() {
    AtomicInteger asked = new AtomicInteger();
    TrialResult result =
        OBJECTIVE.evaluate(
            trial(0, setting().with("n_cycles", 1000)), () -> asked.incrementAndGet() > 2);

    assertThat(result.outcome()).isInstanceOf(Outcome.Stopped.class);
    assertThat(result.updates()).isLessThan(24_000);
  }

  @Test
  void finalTrainingReturnsTheSnapshotsOfTheSameCycles() {
    TrialResult searched = evaluate(setting());
    TrialResult trained = OBJECTIVE.forTraining().evaluate(trial(0, setting()), Cancellation.NEVER);

    assertThat(trained.cycles()).isEqualTo(searched.cycles());
    List<Integer> cycles = new ArrayList<>();
    ((List<?>) trained.model()).forEach(model -> cycles.add(((Snapshot) model).cycle()));
    assertThat(cycles).containsExactly(1, 2);
  }
}
