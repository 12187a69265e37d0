package io.github.clrsearch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.LocalSpark;
import io.github.clrsearch.cluster.jobs.Slots;
import io.github.clrsearch.cluster.jobs.TrialScheduler;
import io.github.clrsearch.cluster.training.ClrObjective;
import io.github.clrsearch.cluster.training.SmallTraining;
import io.github.clrsearch.cluster.training.StateKeeping;
import io.github.clrsearch.search.ContinuingStage;
import io.github.clrsearch.search.Cycles;
import io.github.clrsearch.search.Grouping;
import io.github.clrsearch.search.Sampling;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.IntegerUniform;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.stopping.Halving;
import io.github.clrsearch.search.stopping.NoStopping;
import io.github.clrsearch.search.stopping.StoppingRule;
import io.github.clrsearch.search.trial.Cancellation;
import io.github.clrsearch.search.trial.Leaderboard;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.Studies;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.training.MeasurementPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Stages whose trials stop at the end of a cycle and are continued from there, with real trainings.
 */
@Timeout(120)
class ContinuedTrialsTest {
  private static final int TRIALS = 6;
  private static final int CYCLES = 5;
  private static final Halving HALVING = new Halving(2, 0);
  private static final ClrObjective PLAIN = objective();

  @TempDir private Path folder;

  private static ClrObjective objective() {
    return SmallTraining.objective(200, new MeasurementPlan(2, 50));
  }

  private static SearchSpace space(int cycles) {
    return SearchSpace.empty()
        .with("lambda", new LogUniform(1e-4, 1e-1))
        .with("k", new IntegerUniform(1, 3))
        .with("n_cycles", new IntegerUniform(1, cycles))
        .with("m", new Constant(8))
        .with("p_x", new Constant(0.9))
        .with("p_h", new Constant(0.9))
        .with("eta_min", new Constant(1e-5))
        .with("eta_max", new Constant(0.1))
        .with("batch_size", new Constant(25));
  }

  private static Stage stage(int trials, StoppingRule stopping) {
    return Stage.of("coarse", trials).with(Cycles.FREE, stopping);
  }

  /** A search that a new driver would start on the folder as it is. */
  private StudySearch search(Stage stage, int cycles, SearchListener listener) {
    return search(List.of(stage), cycles, listener);
  }

  private StudySearch search(List<Stage> stages, int cycles, SearchListener listener) {
    Study study = new Study("s", 1, space(cycles), stages);
    Study header = new Study("s", 1, space(CYCLES), stages);
    StudyStore store = Studies.begin(folder, header);
    ClrObjective keeping =
        PLAIN.keeping(
            new StateKeeping(
                store.states(Configuration::new),
                Duration.ofDays(1),
                StateKeeping.Last.AS_OTHERS,
                Studies.PROVENANCE));
    TrialScheduler scheduler =
        new TrialScheduler(
            Slots.ofExecutors(LocalSpark.context()),
            keeping,
            Studies.PROVENANCE,
            Duration.ZERO,
            Grouping.ALONE);
    return new StudySearch(study, store, scheduler, Metric.accuracy(40), 3, listener);
  }

  private Searches.Told run(Stage stage, int cycles, int interruptAfter)
      throws InterruptedException {
    Searches.Told told = new Searches.Told(interruptAfter);
    told.leaderboard = search(stage, cycles, told).run();
    return told;
  }

  private Map<Integer, EndedTrial> rows() {
    return rows("coarse");
  }

  private Map<Integer, EndedTrial> rows(String stage) {
    return Studies.open(folder).trials(stage);
  }

  private List<Path> states() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("states"))) {
      return files.map(Path::getFileName).sorted().toList();
    }
  }

  /** The results of a training that was never stopped. */
  private static TrialResult unbroken(Trial trial) {
    return PLAIN.evaluate(trial, Cancellation.NEVER);
  }

  private static void assertBeginsWith(TrialResult unbroken, TrialResult row) {
    assertThat(row.cycles()).isEqualTo(unbroken.cycles().subList(0, row.lastCycle()));
    assertThat(row.measurements())
        .isEqualTo(unbroken.measurements().subList(0, row.measurements().size()));
    assertThat(row.updates()).isEqualTo(row.cycles().get(row.lastCycle() - 1).updates());
  }

  @Test
  void trialsContinueFromRungsWithTheBitsOfUninterruptedOnes() throws InterruptedException {
    Searches.Told told = run(stage(TRIALS, HALVING), CYCLES, 0);

    assertThat(told.rungs).hasSizeGreaterThan(1);
    assertThat(told.rungs.get(0))
        .startsWith("halving, rung 1: 3 of 6 trials continue; ")
        .endsWith(" saved at this rung");
    rows().values().forEach(row -> assertBeginsWith(unbroken(row.trial()), row.result()));
    assertThat(rows().values())
        .extracting(row -> row.result().outcome().name())
        .contains("completed", "stopped");
    assertThat(rows().values())
        .filteredOn(row -> row.result().outcome() instanceof Outcome.Completed)
        .allSatisfy(row -> assertThat(row.result().resumedAt()).isPositive());
    assertThat(rows().values())
        .filteredOn(row -> row.result().outcome() instanceof Outcome.Stopped)
        .allSatisfy(
            row ->
                assertThat(row.result().outcome().reason()).startsWith("halving: not among the "));
    assertThat(told.leaderboard.candidates()).hasSize(TRIALS);
  }

  /** In the first rung, between the first and the second, and in the second. */
  @ParameterizedTest
  @ValueSource(ints = {2, TRIALS, TRIALS + 1})
  void anInterruptedDriverRepeatsNoFinishedRung(int after) throws Exception {
    Stage stage = stage(TRIALS, HALVING);
    Searches.Told before = new Searches.Told(after);
    assertThatThrownBy(() -> search(stage, CYCLES, before).run())
        .isInstanceOf(InterruptedException.class);
    Searches.Told again = run(stage, CYCLES, 0);
    Map<Integer, EndedTrial> broken = rows();

    List<String> legs = new ArrayList<>();
    Stream.of(before, again).flatMap(told -> told.legs.stream()).forEach(legs::add);
    assertThat(legs).doesNotHaveDuplicates();
    try (Stream<Path> files = Files.list(folder.resolve("trials"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Leaderboard undisturbed = run(stage, CYCLES, 0).leaderboard;
    rows()
        .forEach(
            (number, row) -> {
              assertThat(broken.get(number).trial()).isEqualTo(row.trial());
              assertThat(broken.get(number).result().outcome()).isEqualTo(row.result().outcome());
              assertThat(broken.get(number).result().cycles()).isEqualTo(row.result().cycles());
              assertThat(broken.get(number).result().measurements())
                  .isEqualTo(row.result().measurements());
            });
    assertThat(again.leaderboard).isEqualTo(undisturbed);
  }

  @Test
  void aRepeatedSearchTrainsNothing() throws InterruptedException {
    Searches.Told first = run(stage(TRIALS, HALVING), CYCLES, 0);
    Searches.Told again = run(stage(TRIALS, HALVING), CYCLES, 0);

    assertThat(again.ended).isEmpty();
    assertThat(again.rungs).isEqualTo(first.rungs);
    assertThat(again.leaderboard).isEqualTo(first.leaderboard);
  }

  @Test
  void aStudyWithMoreCyclesContinuesItsTrials() throws Exception {
    run(stage(2, new NoStopping()), 2, 0);
    Searches.Told longer = run(stage(2, new NoStopping()), 4, 0);

    assertThat(longer.ended).hasSize(2);
    assertThat(rows().values())
        .hasSize(2)
        .allSatisfy(
            row -> {
              assertThat(row.trial().cycles()).isEqualTo(4);
              assertThat(row.result().outcome()).isEqualTo(new Outcome.Completed());
              assertThat(row.result().cycles()).isEqualTo(unbroken(row.trial()).cycles());
              assertThat(row.result().resumedAt()).isEqualTo(row.result().updates() / 2);
            });
  }

  @Test
  void settingsChosenByAModelStayWhenTheirTrialsAreContinued() throws Exception {
    Stage coarse = stage(4, new NoStopping());
    Stage fine = Stage.of("fine", 2).with(Sampling.GP).with(Cycles.FREE, new NoStopping());
    search(List.of(coarse, fine), 2, new Searches.Told(0)).run();
    Map<Integer, EndedTrial> before = rows("fine");
    search(List.of(coarse, fine), 3, new Searches.Told(0)).run();

    assertThat(rows("fine").values())
        .hasSize(2)
        .allSatisfy(
            row -> {
              assertThat(row.trial())
                  .isEqualTo(before.get(row.trial().number()).trial().withCycles(3));
              assertThat(row.result().cycles()).isEqualTo(unbroken(row.trial()).cycles());
              assertThat(row.result().resumedAt()).isPositive();
            });
  }

  @Test
  void aStageContinuesTheBestTrialsOfEarlierStages() throws Exception {
    Stage coarse = Stage.of("coarse", 4);
    Stage deep =
        new ContinuingStage(
            "deep", 2, Map.of("n_cycles", new Constant(CYCLES + 2)), new NoStopping());
    Leaderboard found = search(List.of(coarse, deep), CYCLES, new Searches.Told(0)).run();
    Searches.Told again = new Searches.Told(0);
    search(List.of(coarse, deep), CYCLES, again).run();

    Map<String, EndedTrial> before = new HashMap<>();
    rows().values().forEach(row -> before.put(row.trial().training().toString(), row));
    assertThat(rows("deep").values())
        .hasSize(2)
        .allSatisfy(
            row -> {
              EndedTrial origin = before.get(row.trial().training().toString());
              assertThat(row.trial().cycles()).isEqualTo(CYCLES + 2);
              assertThat(row.result().cycles()).isEqualTo(unbroken(row.trial()).cycles());
              assertThat(row.result().resumedAt()).isEqualTo(origin.result().updates());
            });
    assertThat(found.candidates()).as("what two stages trained counts once").hasSize(4);
    assertThat(again.ended).isEmpty();
    assertThat(again.lines).anyMatch(line -> line.startsWith("continues coarse/"));
  }

  @Test
  void anExtendedStageContinuesTrialsThatPassItsRungs() throws InterruptedException {
    run(stage(3, HALVING), CYCLES, 0);
    Searches.Told extended = run(stage(TRIALS, HALVING), CYCLES, 0);

    assertThat(extended.rungs.get(0)).startsWith("halving, rung 1: 3 of 6 trials continue; ");
    rows().values().forEach(row -> assertBeginsWith(unbroken(row.trial()), row.result()));
  }

  @Test
  void statesAreKeptForExtensionsUnlessRemoved() throws Exception {
    Stage stage = stage(2, new NoStopping());
    run(stage, 2, 0);
    assertThat(states()).hasSize(2);

    StudySearch again = search(stage, 2, new Searches.Told(0));
    again.run();
    again.removeStates();
    assertThat(states()).isEmpty();

    run(stage, 3, 0);
    assertThat(rows().values())
        .allSatisfy(
            row -> {
              assertThat(row.result().cycles()).isEqualTo(unbroken(row.trial()).cycles());
              assertThat(row.result().resumedAt()).isZero();
            });
  }
}
