package io.github.clrsearch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.clrsearch.search.ConfirmingStage;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.budget.BudgetState;
import io.github.clrsearch.search.budget.FakeClock;
import io.github.clrsearch.search.budget.GroupPlanner;
import io.github.clrsearch.search.budget.SearchClock;
import io.github.clrsearch.search.budget.TimeBudget;
import io.github.clrsearch.search.budget.TrialCosts;
import io.github.clrsearch.search.budget.TrialTimes;
import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.space.Uniform;
import io.github.clrsearch.search.trial.Cancellation;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.Observation;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.Execution;
import io.github.clrsearch.store.FrozenStage;
import io.github.clrsearch.store.Studies;
import io.github.clrsearch.store.StudyStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The time of stages, of which all trials have three cycles, and that of their confirmation. */
class SearchBudgetTest {
  private static final double SECONDS = 1000;
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
  private static final Metric METRIC = Metric.accuracy(1000);
  private static final Stage COARSE = Stage.of("coarse", 10);
  private static final Stage FINE = Stage.of("fine", 10);
  private static final ConfirmingStage CONFIRM =
      new ConfirmingStage("confirm", 2, Double.POSITIVE_INFINITY, 2);
  private static final Study STUDY =
      new Study(
          "s",
          1,
          SearchSpace.empty().with("x", new Uniform(0, 1)).with("n_cycles", new Constant(3)),
          List.of(COARSE, FINE, CONFIRM));

  @TempDir private Path folder;

  private final FakeClock clock = new FakeClock();
  private final TrialTimes times = new TrialTimes();
  private final GroupPlanner planner = new GroupPlanner(new TrialCosts(new Cycles()), times, 1);
  private StudyStore store;
  private SearchBudget budget;

  /** A cycle costs 1. */
  private record Cycles() implements Objective {
    @Override
    public TrialResult evaluate(Trial trial, Cancellation cancellation) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long cost(Setting setting) {
      return (long) setting.value("n_cycles");
    }
  }

  @BeforeEach
  void begin() {
    store = Studies.begin(folder, STUDY);
    budget =
        new SearchBudget(
            STUDY,
            SearchClock.start(
                new TimeBudget.Additional(Duration.ofSeconds((long) SECONDS)),
                BudgetState.NONE,
                clock.source(),
                Duration.ZERO),
            planner,
            () -> 2,
            () -> 2,
            confirmation());
  }

  private ConfirmationTime confirmation() {
    return new ConfirmationTime(STUDY, store, planner, METRIC);
  }

  /** A trial that took ten seconds per cycle. */
  private static EndedTrial ended(String stage, int number, int repetition) {
    double x = (number + 1) / 20.0;
    Trial trial =
        new Trial(
            "s", stage, number, repetition, number, new Setting(Map.of("x", x, "n_cycles", 3.0)));
    return new EndedTrial(
        trial,
        Map.of(),
        TrialResult.completed(x / 4, x / 2, x),
        new Execution(NOON, NOON.plusSeconds(30), "1", "host", 0),
        Studies.PROVENANCE);
  }

  private static EndedTrial ended(int number) {
    return ended("coarse", number, 0);
  }

  @Test
  void asLongAsNoTrialHasEndedAStageHasAllThatTheFindingsLeave() {
    assertThat(budget.left(COARSE)).isEqualTo(SECONDS - SearchBudget.FINDINGS);
    assertThat(budget.left(CONFIRM)).isEqualTo(SECONDS - SearchBudget.FINDINGS);
    assertThat(budget.grace()).isEqualTo(10);
  }

  @Test
  void afterTheFirstTrialsStagesDivideTheTime() {
    budget.ended(ended(0));
    double findings = SearchBudget.FINDINGS + 0.01;
    // One setting with two seeds on two slots.
    double confirm = 1.05 * 30;
    assertThat(budget.left(COARSE)).isCloseTo((SECONDS - findings - confirm) / 2, within(1e-6));
  }

  @Test
  void whatLaterStagesAndTheConfirmationNeedIsReserved() {
    List.of(0, 1, 2).forEach(number -> budget.ended(ended(number)));

    double findings = SearchBudget.FINDINGS + 3 * 0.01;
    // Two settings with two seeds on two slots, and ten trials of the later stage.
    double confirm = 1.05 * 2 * 30;
    double fine = 1.05 * 10 * 30 / 2;
    assertThat(budget.left(COARSE)).isCloseTo(SECONDS - findings - confirm - fine, within(1e-6));
    assertThat(budget.left(FINE)).isCloseTo(SECONDS - findings - confirm, within(1e-6));
    assertThat(budget.left(CONFIRM)).isCloseTo(SECONDS - findings, within(1e-6));
  }

  @Test
  void aStageBeginsOnlyWithTimeForOneCycle() {
    budget.ended(ended(0));
    assertThat(budget.mayBegin(CONFIRM)).isTrue();
    clock.pass(Duration.ofSeconds((long) SECONDS - 12));
    assertThat(budget.left(CONFIRM)).isBetween(8.0, 9.0);
    assertThat(budget.mayBegin(CONFIRM)).isFalse();
    assertThat(budget.mayBegin(FINE)).isFalse();
  }

  @Test
  void theTimeOfTrialsThatWereTakenOverDoesNotCount() {
    EndedTrial here = ended(0);
    budget.ended(
        new EndedTrial(
            here.trial(),
            Map.of(),
            here.result(),
            Execution.takenOver(NOON, 3000, "coarse/0 of runs/old"),
            Studies.PROVENANCE));
    assertThat(times.pace("", 1)).isEmpty();
    budget.ended(ended(1));
    assertThat(times.pace("", 1)).hasValue(10);
  }

  @Test
  void confirmationTakesNoTimeAsLongAsNothingIsKnown() {
    ConfirmationTime time = confirmation();
    assertThat(time.seconds(STUDY.stages(), 2)).isZero();
    time.ended(ended(0));
    assertThat(time.seconds(STUDY.stages(), 2)).as("no speed is known").isZero();
  }

  @Test
  void confirmationTakesTheTimeOfTheTrainingsThatAreMissing() {
    ConfirmationTime time = confirmation();
    times.add("", 1, 3, 30);
    time.ended(ended(0));
    assertThat(time.seconds(STUDY.stages(), 1)).as("one setting").isEqualTo(60);
    time.ended(ended(1));
    assertThat(time.seconds(STUDY.stages(), 1)).isEqualTo(120);
    assertThat(time.seconds(STUDY.stages(), 2)).isEqualTo(60);
    assertThat(time.seconds(List.of(COARSE, FINE), 1)).isZero();
    time.ended(ended("confirm", 0, 1));
    assertThat(time.seconds(STUDY.stages(), 1)).isEqualTo(90);
  }

  @Test
  void aConfirmationThatHasBegunKeepsItsSettings() {
    EndedTrial chosen = ended(5);
    store
        .stages()
        .freeze(
            FrozenStage.confirming(
                CONFIRM, List.of(Observation.of(chosen.candidates(METRIC).get(0))), Map.of()));
    ConfirmationTime time = confirmation();
    times.add("", 1, 3, 30);
    List.of(6, 7, 8).forEach(number -> time.ended(ended(number)));

    assertThat(time.seconds(STUDY.stages(), 1))
        .as("one setting of one cycle, two seeds")
        .isEqualTo(20);
  }
}
