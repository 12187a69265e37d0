package io.github.clrsearch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.search.ConfirmingStage;
import io.github.clrsearch.search.Cycles;
import io.github.clrsearch.search.Learning;
import io.github.clrsearch.search.Sampling;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.StageSize;
import io.github.clrsearch.search.budget.BudgetState;
import io.github.clrsearch.search.budget.FakeClock;
import io.github.clrsearch.search.budget.TimeBudget;
import io.github.clrsearch.search.stopping.Halving;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Outcome.Unfinished;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.EndedTrial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was trained depends on the clock; what a row says does not. */
@Timeout(120)
class BudgetedSearchTest {
  private static final Stage COARSE = Stage.of("coarse", 30);
  private static final Stage FINE = Stage.of("fine", 30, List.of("lambda"), Map.of());
  private static final Stage CONFIRM =
      new ConfirmingStage("confirm", 2, Double.POSITIVE_INFINITY, 2);

  /** Seconds by which the tasks that are running may exceed a budget. */
  private static final double RUNNING = 4 * TrainedSearches.SECONDS_PER_TRIAL;

  @TempDir private Path folder;

  private final FakeClock clock = new FakeClock();

  private TrainedSearches searches() {
    return new TrainedSearches(folder.resolve("study"), clock);
  }

  private static TimeBudget more(int seconds) {
    return new TimeBudget.Additional(Duration.ofSeconds(seconds));
  }

  private static Stage share(String name, double percent) {
    return Stage.of(name, new StageSize.Share(percent / 100), List.of(), Map.of());
  }

  private static long of(Map<String, EndedTrial> rows, String stage) {
    return rows.values().stream().filter(row -> row.trial().stage().equals(stage)).count();
  }

  @Test
  void endsInTimeAndSaysWhatIsMissing() throws InterruptedException {
    TrainedSearches searches = searches();
    SearchedStudy searched = searches.run(search -> search.within(more(100)), COARSE, FINE);

    Map<String, EndedTrial> rows = searches.rows();
    assertThat(of(rows, "coarse")).isBetween(15L, 24L);
    assertThat(searches.store().budget().read().elapsed()).isBetween(80.0, 100 + RUNNING);
    assertThat(searched.findings().warnings().get(0))
        .matches(
            "the time budget ended before all trials: stage coarse has \\d+ of 30 trials; stage fine has .*\\. More time continues them: --budget");
    assertThat(searched.leaderboard().candidates()).hasSize(rows.size());
    searches.assertRowsOfUndisturbedTrainings();
  }

  @Test
  void moreTimeContinuesTheStudyAndChangesNoRow() throws InterruptedException {
    TrainedSearches searches = searches();
    searches.run(search -> search.within(more(100)), COARSE, FINE, CONFIRM);
    Map<String, EndedTrial> before = searches.rows();
    searches.run(search -> search.within(more(100)), COARSE, FINE, CONFIRM);
    Map<String, EndedTrial> extended = searches.rows();
    searches.run(search -> search, COARSE, FINE, CONFIRM);

    assertThat(extended).hasSizeGreaterThan(before.size()).containsAllEntriesOf(before);
    assertThat(searches.rows()).hasSize(64).containsAllEntriesOf(extended);
    searches.assertRowsOfUndisturbedTrainings();
  }

  @Test
  void aBudgetThatIsLongEnoughChangesNothing() throws InterruptedException {
    TrainedSearches unlimited = new TrainedSearches(folder.resolve("unlimited"), clock);
    unlimited.run(search -> search, COARSE, FINE, CONFIRM);
    TrainedSearches searches = searches();
    SearchedStudy searched =
        searches.run(search -> search.within(more(3600)), COARSE, FINE, CONFIRM);

    assertThat(results(searches)).isEqualTo(results(unlimited));
    assertThat(searched.findings().warnings()).noneMatch(line -> line.contains("time budget"));
  }

  private static Map<Trial, Object> results(TrainedSearches searches) {
    return searches.rows().values().stream()
        .collect(
            Collectors.toMap(
                EndedTrial::trial,
                row ->
                    List.of(
                        row.result().outcome(), row.result().cycles(), row.result().updates())));
  }

  @Test
  void anInterruptedSearchHasTheRestOfItsBudget() throws InterruptedException {
    TrainedSearches searches = searches();
    Stage[] stages = {share("coarse", 50), share("fine", 50)};
    assertThatThrownBy(
            () -> searches.interruptedAfter(6).run(search -> search.within(more(150)), stages))
        .isInstanceOf(InterruptedException.class);
    Map<String, EndedTrial> before = searches.rows();
    BudgetState kept = searches.store().budget().read();
    assertThat(kept.ended()).isFalse();
    double seconds = before.size() * TrainedSearches.SECONDS_PER_TRIAL;
    assertThat(kept.elapsed()).isBetween(seconds, seconds + RUNNING);
    clock.pass(Duration.ofDays(1));
    searches.run(search -> search.within(more(150)), stages);

    assertThat(searches.store().budget().read().elapsed()).isBetween(120.0, 150 + RUNNING);
    assertThat(of(searches.rows(), "coarse")).isBetween(10L, 20L);
    assertThat(of(searches.rows(), "fine")).isBetween(8L, 20L);
    assertThat(searches.rows()).containsAllEntriesOf(before);
    searches.assertRowsOfUndisturbedTrainings();
  }

  @Test
  void aUsedTotalTrainsNothing() throws InterruptedException {
    TrainedSearches searches = searches();
    TimeBudget total = new TimeBudget.Total(Duration.ofSeconds(60));
    searches.run(search -> search.within(total), COARSE);
    Map<String, EndedTrial> before = searches.rows();
    searches.run(search -> search.within(total), COARSE);

    assertThat(searches.ended).hasSizeLessThanOrEqualTo(1);
    assertThat(searches.rows()).containsAllEntriesOf(before);
  }

  @Test
  void stagesWithSharesTrainAsManyTrialsAsTheirTimeAllows() throws InterruptedException {
    TrainedSearches searches = searches();
    Stage[] stages = {share("coarse", 70), share("fine", 30), CONFIRM};
    searches.run(search -> search.within(more(150)), stages);
    Map<String, EndedTrial> before = searches.rows();
    assertThat(before).as("in the order of numbers").containsKeys("coarse/0", "fine/0");
    assertThat(of(before, "coarse")).isBetween(15L, 25L);
    assertThat(of(before, "fine")).isBetween(4L, 14L);
    assertThat(searches.store().stages().planned().get("coarse"))
        .isBetween((int) of(before, "coarse"), (int) of(before, "coarse") + 2);
    searches.run(search -> search.within(more(100)), stages);

    assertThat(of(searches.rows(), "coarse")).isGreaterThan(of(before, "coarse"));
    assertThat(searches.rows()).containsAllEntriesOf(before);
    searches.assertRowsOfUndisturbedTrainings();
  }

  @Test
  void aStageThatComparesItsTrialsGrowsRoundByRound() throws InterruptedException {
    TrainedSearches searches = searches();
    Stage halving =
        Stage.of("coarse", new StageSize.Share(1), List.of(), Map.of())
            .with(Cycles.FREE, new Halving(2, 0));
    searches.run(search -> search.within(more(400)), halving);

    assertThat(searches.rows().values())
        .extracting(row -> row.result().outcome().kind().toString())
        .contains("stopped", "completed");
    assertThat(of(searches.rows(), "coarse")).isGreaterThan(16);
    searches.assertRowsOfUndisturbedTrainings();
  }

  @Test
  void aStageThatLearnsGrowsAsLongAsThereIsTime() throws InterruptedException {
    TrainedSearches searches = searches();
    Stage model =
        Stage.of("model", new StageSize.Share(0.5), List.of(), Map.of())
            .with(Sampling.GP)
            .with(new Learning.Lag(2));
    Stage[] stages = {share("coarse", 50), model};
    searches.run(search -> search.within(more(100)), stages);
    Map<String, EndedTrial> before = searches.rows();
    searches.run(search -> search.within(more(60)), stages);

    assertThat(of(before, "model")).isBetween(5L, 14L);
    assertThat(of(searches.rows(), "model")).isGreaterThan(of(before, "model"));
    assertThat(searches.rows()).containsAllEntriesOf(before);
    searches.assertRowsOfUndisturbedTrainings();
  }

  /** The executors have only a microsecond for each task. */
  @Test
  void trialsThatEndBeforeTheirLastCycleContinueFromThere() throws InterruptedException {
    TrainedSearches searches = searches();
    long findings = (long) (1e9 * SearchBudget.FINDINGS);
    TimeBudget brief = new TimeBudget.Additional(Duration.ofNanos(findings + 1000));
    searches.run(search -> search.within(brief), Stage.of("coarse", 4));

    Map<String, EndedTrial> before = searches.rows();
    assertThat(before.values())
        .isNotEmpty()
        .allSatisfy(
            row -> {
              assertThat(row.result().outcome())
                  .isEqualTo(new Unfinished(Unfinished.Cause.BUDGET, 1, row.trial().cycles()));
              assertThat(row.result().outcome().reason())
                  .isEqualTo("the time budget ended after 1 of %d cycles", row.trial().cycles());
            });
    searches.assertRowsOfUndisturbedTrainings();
    searches.run(search -> search, Stage.of("coarse", 4));

    assertThat(searches.rows().values())
        .hasSize(4)
        .allSatisfy(
            row -> {
              assertThat(row.result().outcome()).isEqualTo(new Outcome.Completed());
              assertThat(row.result().lastCycle()).isEqualTo(row.trial().cycles());
            });
    before.forEach(
        (name, row) ->
            assertThat(searches.rows().get(name).result().resumedAt())
                .as("%s continues from its state", name)
                .isEqualTo(row.result().updates()));
    searches.assertRowsOfUndisturbedTrainings();
  }

  /** Not even one cycle fits into the time. */
  @Test
  void stagesThatNeedResultsDoNotBeginWithoutAny() throws InterruptedException {
    TrainedSearches searches = searches();
    TimeBudget nothing = new TimeBudget.Additional(Duration.ofSeconds(1));
    Stage model = Stage.of("model", 3).with(Sampling.GP).with(new Learning.Lag(2));
    SearchedStudy searched =
        searches.run(search -> search.within(nothing), COARSE, FINE, model, CONFIRM);

    assertThat(searches.rows()).isEmpty();
    assertThat(searched.findings().warnings())
        .containsExactly(
            "the time budget ended before all trials: stage coarse has not begun; stage fine has not begun; stage model has not begun; stage confirm has not begun. More time continues them: --budget");
    searches.run(search -> search, COARSE, FINE, model, CONFIRM);
    assertThat(searches.rows()).hasSize(67);
  }

  @Test
  void aShareNeedsABudget() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> searches().run(search -> search, share("coarse", 50)))
        .withMessage(
            "a stage has a share of the search's time, but the search has no limit: set one with within");
  }
}
