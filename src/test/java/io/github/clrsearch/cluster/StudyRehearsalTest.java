package io.github.clrsearch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.github.clrsearch.LocalSpark;
import io.github.clrsearch.cluster.StudyRehearsal.Expected;
import io.github.clrsearch.cluster.StudyRehearsal.ExpectedStage;
import io.github.clrsearch.search.ConfirmingStage;
import io.github.clrsearch.search.Grouping;
import io.github.clrsearch.search.Learning;
import io.github.clrsearch.search.Sampling;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.budget.TimeBudget;
import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Uniform;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.Execution;
import io.github.clrsearch.store.Studies;
import io.github.clrsearch.store.StudyStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A plan is the search itself without training. */
@Timeout(120)
class StudyRehearsalTest {
  private static final SearchSpace SPACE =
      SearchSpace.empty().with("x", new Uniform(0, 1)).with("n_cycles", new Constant(3));

  @TempDir private Path folder;

  @BeforeEach
  void count() {
    FakeObjective.reset();
  }

  private static Study study(Stage... stages) {
    return new Study("s", 1, SPACE, List.of(stages));
  }

  private StudyStore store(Study study) {
    return StudyStore.begin(folder.toString(), Studies.header(study), new Configuration());
  }

  private static Expected expected(Study study, StudyStore store, TimeBudget budget)
      throws InterruptedException {
    return new StudyRehearsal(
            study, store, FakeObjective.pure(), Grouping.ALONE, 5, Optional.empty())
        .run(LocalSpark.context(), budget);
  }

  @Test
  void countsTheTrialsOfEveryStage() throws InterruptedException {
    Study study =
        study(
            Stage.of("coarse", 6),
            Stage.of("fine", 4, List.of("x"), Map.of()),
            new ConfirmingStage("confirm", 2, Double.POSITIVE_INFINITY, 3));
    Expected expected = expected(study, store(study), new TimeBudget.Unlimited());

    assertThat(expected.stages())
        .extracting(ExpectedStage::name, ExpectedStage::trials, ExpectedStage::cycles)
        .containsExactly(tuple("coarse", 6, 18L), tuple("fine", 4, 12L), tuple("confirm", 6, 18L));
    assertThat(expected.stages().get(2).confirms()).isTrue();
    assertThat(expected.seconds()).isGreaterThan(5);
  }

  @Test
  void drawsTheTrialsOfAStageThatLearnsAsTheyEnd() throws InterruptedException {
    Study study =
        study(
            Stage.of("coarse", 6),
            Stage.of("model", 5).with(Sampling.GP).with(new Learning.Lag(1)));
    Expected expected = expected(study, store(study), new TimeBudget.Unlimited());

    assertThat(expected.stages())
        .extracting(ExpectedStage::name, ExpectedStage::trials, ExpectedStage::cycles)
        .containsExactly(tuple("coarse", 6, 18L), tuple("model", 5, 15L));
  }

  @Test
  void takesTheTimeOfTheTrialsInTheFolder() throws InterruptedException {
    Study study = study(Stage.of("coarse", 8));
    StudyStore store = store(study);
    // Half of the trials, each of a second per 1e8 of cost.
    double cost = 0;
    Instant start = Instant.parse("2026-11-24T08:00:00Z");
    List<Trial> trials = DrawnTrials.first(study, SPACE, 8);
    for (Trial trial : trials.subList(0, 4)) {
      long ms = (long) (1e10 * trial.setting().value("x") / 1e3);
      store.append(
          new EndedTrial(
              trial,
              Map.of("n_s", 10.0),
              FakeObjective.result(trial),
              new Execution(start, start.plusMillis(ms), "1", "127.0.0.1", 0),
              Studies.PROVENANCE));
    }
    for (Trial trial : trials.subList(4, 8)) {
      cost += trial.setting().value("x");
    }
    Expected expected = expected(study, store, new TimeBudget.Unlimited());

    assertThat(expected.timed()).isZero();
    assertThat(FakeObjective.EVALUATIONS).hasValue(0);
    ExpectedStage coarse = expected.stages().get(0);
    assertThat(coarse.trials()).isEqualTo(8);
    assertThat(coarse.kept()).isEqualTo(4);
    assertThat(coarse.cycles()).isEqualTo(12);
    int slots = LocalSpark.context().defaultParallelism();
    double each = 1e4 * cost / slots;
    assertThat(coarse.seconds()).isBetween(0.9 * each, 1e4 * (cost / slots + 1));
    assertThat(expected.training()).isCloseTo(coarse.seconds(), within(1e-9));
  }

  @Test
  void aBudgetThatIsTooShortSaysWhatIsNotTrained() throws InterruptedException {
    Study study = study(Stage.of("coarse", 8));
    StudyStore store = store(study);
    Instant start = Instant.parse("2026-11-24T08:00:00Z");
    for (Trial trial : DrawnTrials.first(study, SPACE, 4)) {
      store.append(
          new EndedTrial(
              trial,
              Map.of("n_s", 10.0),
              FakeObjective.result(trial),
              new Execution(start, start.plusSeconds(600), "1", "127.0.0.1", 0),
              Studies.PROVENANCE));
    }
    Expected expected = expected(study, store, new TimeBudget.Total(Duration.ofSeconds(30)));

    assertThat(expected.notes()).hasSize(1);
    assertThat(expected.notes().get(0)).startsWith("the time budget ended before all trials");
    assertThat(expected.seconds()).isLessThan(60);
  }
}
