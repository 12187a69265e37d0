package io.github.clrsearch.cluster;

import static io.github.clrsearch.cluster.FakeObjective.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.cluster.FakeObjective.Behaviour;
import io.github.clrsearch.search.Cycles;
import io.github.clrsearch.search.Learning;
import io.github.clrsearch.search.Sampling;
import io.github.clrsearch.search.SearchingStage;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.IntegerUniform;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Uniform;
import io.github.clrsearch.search.stopping.Extrapolation;
import io.github.clrsearch.search.stopping.Halving;
import io.github.clrsearch.search.stopping.MedianStopping;
import io.github.clrsearch.search.stopping.NoStopping;
import io.github.clrsearch.search.stopping.StoppingRule;
import io.github.clrsearch.search.trial.Cancellation;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.EndedTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the trials of a stage that learns are depends on numbers alone. */
@Timeout(120)
class LearningStageTest {
  private static final int CYCLES = 3;
  private static final SearchingStage SPREAD = Stage.of("spread", 4).with(Sampling.SOBOL);

  private static final SearchSpace SPACE =
      SearchSpace.empty()
          .with("x", new Uniform(0, 1))
          .with("y", new Uniform(0, 1))
          .with("n_cycles", new Constant(CYCLES));

  @TempDir private Path folder;

  @BeforeEach
  void begin() {
    FakeObjective.reset();
  }

  private Searches searches(String name) {
    return new Searches(folder.resolve(name), SPACE).with(LearningStageTest::result);
  }

  private static TrialResult result(Trial trial, Cancellation cancellation) {
    return result(trial, trial.setting().value("x"));
  }

  private static TrialResult result(Trial trial, double x) {
    double y = trial.setting().value("y");
    double height = 0.9 - (x - 0.7) * (x - 0.7) - (y - 0.3) * (y - 0.3);
    List<CycleResult> ends =
        IntStream.rangeClosed(1, trial.cycles())
            .mapToObj(cycle -> CycleResult.of(cycle, 20L * cycle, height - 0.03 * y / cycle))
            .toList();
    return new TrialResult(new Outcome.Completed(), ends, List.of(), 20L * trial.cycles());
  }

  /** The later a trial begins, the sooner it ends. */
  private static final Behaviour OVERTAKING =
      (trial, cancellation) -> {
        Thread.sleep(Math.max(0, 30 - 3L * trial.number()));
        return result(trial, cancellation);
      };

  private static SearchingStage model(int trials, Learning learning, StoppingRule stopping) {
    return Stage.of("model", trials)
        .with(Sampling.GP)
        .with(learning)
        .with(stopping instanceof NoStopping ? Cycles.DRAWN : Cycles.FREE, stopping);
  }

  private static Map<Integer, String> rows(Searches searches) {
    Map<Integer, String> rows = new LinkedHashMap<>();
    searches
        .kept("model")
        .forEach(
            (number, end) ->
                rows.put(
                    number,
                    "%s %s %s"
                        .formatted(
                            end.trial().setting().values(),
                            end.result().outcome(),
                            end.result().cycles())));
    return rows;
  }

  static Stream<Stage> stages() {
    return Stream.of(
        model(7, new Learning.Lag(3), new Extrapolation()),
        model(7, new Learning.Lag(4), new Halving(2, 0)),
        model(7, new Learning.Batch(4), new MedianStopping(0)));
  }

  @ParameterizedTest
  @MethodSource("stages")
  void theNumberOfSlotsAndTheOrderOfEndsDoNotMatter(Stage model) throws InterruptedException {
    Searches one = searches("one").inFlight(1);
    one.run(SPREAD, model);
    Searches two = searches("two").with(OVERTAKING);
    two.run(SPREAD, model);

    assertThat(rows(two)).hasSize(7).isEqualTo(rows(one));
  }

  @Test
  void neitherDoInterruptionsAndLostRows() throws Exception {
    Stage model = model(7, new Learning.Lag(3), new Extrapolation());
    Searches whole = searches("whole");
    whole.run(SPREAD, model);
    Searches interrupted = searches("interrupted").with(OVERTAKING);
    for (int after : List.of(6, 3)) {
      interrupted.interruptAfter(after);
      assertThatThrownBy(() -> interrupted.run(SPREAD, model))
          .isInstanceOf(InterruptedException.class);
    }
    interrupted.interruptAfter(0);
    interrupted.run(SPREAD, model);
    assertThat(rows(interrupted)).isEqualTo(rows(whole));

    lose("interrupted", "model-00002");
    Searches.Told told = interrupted.run(SPREAD, model);
    assertThat(told.ended).extracting(Trial::number).containsOnly(2);
    assertThat(rows(interrupted)).isEqualTo(rows(whole));
  }

  /** Removes a row, wherever it is. */
  private void lose(String name, String trial) throws IOException {
    Path study = folder.resolve(name);
    try (Stream<Path> files = Files.walk(study)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.getFileName().toString().startsWith(trial)) {
          Files.delete(file);
        }
      }
    }
  }

  @Test
  void aLongerStageBeginsWithTheShorterOne() throws InterruptedException {
    Searches searches = searches("grown");
    searches.run(SPREAD, model(5, new Learning.Lag(3), new Extrapolation()));
    Map<Integer, String> five = rows(searches);
    Stage model = model(7, new Learning.Lag(3), new Extrapolation());
    searches.run(SPREAD, model);
    Searches whole = searches("whole");
    whole.run(SPREAD, model);

    assertThat(five).hasSize(5);
    assertThat(rows(searches)).containsAllEntriesOf(five).isEqualTo(rows(whole));
  }

  @Test
  void withALagOfOneEveryTrialLearnsFromTheOneBefore() throws InterruptedException {
    Searches lag = searches("lag");
    lag.run(SPREAD, model(6, new Learning.Lag(1), new NoStopping()));
    Searches batch = searches("batch").inFlight(1);
    batch.run(SPREAD, model(6, new Learning.Batch(1), new NoStopping()));

    assertThat(rows(lag)).isEqualTo(rows(batch));
    assertThat(STARTED.stream().filter(trial -> trial.stage().equals("model")))
        .extracting(Trial::number)
        .containsExactly(0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5);
    Searches together = searches("together");
    together.run(SPREAD, model(6, new Learning.Batch(6), new NoStopping()));
    assertThat(rows(lag)).isNotEqualTo(rows(together)).containsEntry(0, rows(together).get(0));
    assertThat(best(lag)).isGreaterThan(best(together));
  }

  private static double best(Searches searches) {
    return searches.kept("model").values().stream()
        .mapToDouble(end -> end.result().cycles().get(CYCLES - 1).validationAccuracy())
        .max()
        .orElseThrow();
  }

  @Test
  void saysThatSlotsAreIdle() throws InterruptedException {
    Stage model = model(2, new Learning.Lag(1), new NoStopping());

    assertThat(searches("idle").run(SPREAD, model).lines)
        .contains(
            "lag 1: at most 1 trial at the same time, so 1 of 2 slots stay idle; for a new study, set search.slots = 2");
    assertThat(searches("busy").run(SPREAD, model(2, new Learning.Lag(2), new NoStopping())).lines)
        .noneMatch(line -> line.contains("idle"));
  }

  @Test
  void failedTrialsHaveEndedWithoutAResult() throws InterruptedException {
    Behaviour failing =
        (trial, cancellation) -> {
          if (trial.stage().equals("model") && trial.number() == 1) {
            throw new IOException("no data");
          }
          return result(trial, cancellation);
        };
    Searches searches = searches("failed").with(failing);
    searches.run(SPREAD, model(5, new Learning.Lag(1), new NoStopping()));
    Map<Integer, String> before = rows(searches);
    assertThat(before).hasSize(5);
    searches
        .with(LearningStageTest::result)
        .retryingFailed()
        .run(SPREAD, model(5, new Learning.Lag(1), new NoStopping()));

    assertThat(searches.kept("model").values())
        .extracting(end -> end.result().outcome().name())
        .containsOnly("completed");
    before.remove(1);
    assertThat(rows(searches)).containsAllEntriesOf(before);
  }

  @Test
  void moreCyclesContinueTheTrialsAndKeepTheirSettings() throws InterruptedException {
    Stage model = model(6, new Learning.Lag(2), new Extrapolation());
    Searches searches = searches("longer");
    Stage spread = SPREAD.with(Cycles.FREE, new Extrapolation());
    searches.run(spread, model);
    Map<Integer, EndedTrial> before = searches.kept("model");
    searches.withCycles(CYCLES + 2).run(spread, model);

    assertThat(searches.kept("model").values())
        .allSatisfy(
            end ->
                assertThat(end.trial().withCycles(0))
                    .isEqualTo(before.get(end.trial().number()).trial().withCycles(0)));
    assertThat(searches.kept("model").values())
        .anySatisfy(end -> assertThat(end.result().lastCycle()).isGreaterThan(CYCLES));
  }

  @Test
  void endsWhenTheSpaceIsExhausted() throws InterruptedException {
    SearchSpace ten =
        SearchSpace.empty()
            .with("x", new IntegerUniform(1, 10))
            .with("y", new Constant(0.3))
            .with("n_cycles", new Constant(CYCLES));
    Searches searches =
        new Searches(folder, ten)
            .with((trial, cancellation) -> result(trial, trial.setting().value("x") / 10));
    Searches.Told told =
        searches.run(
            Stage.of("spread", 4).with(Sampling.SOBOL),
            model(20, new Learning.Lag(2), new NoStopping()));

    assertThat(searches.kept("model")).hasSize(6);
    assertThat(searches.kept("model").values())
        .extracting(end -> end.trial().setting())
        .doesNotHaveDuplicates();
    assertThat(searches.store().stages().planned()).containsEntry("model", 6);
    assertThat(told.lines)
        .contains(
            "stage model: the space has 10 settings, 4 of them tried by earlier stages, so the stage has 6 trials instead of 20");
  }
}
