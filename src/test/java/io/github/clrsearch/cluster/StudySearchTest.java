package io.github.clrsearch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.cluster.FakeObjective.Behaviour;
import io.github.clrsearch.cluster.jobs.SearchException;
import io.github.clrsearch.search.ConfirmingStage;
import io.github.clrsearch.search.Sampling;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.IntegerUniform;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Leaderboard;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.RefinementException;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.EndedTrial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StudySearchTest {
  private static final Stage FINE = Stage.of("fine", 4, List.of("x"), Map.of());

  private static final AtomicInteger ORDER = new AtomicInteger();

  @TempDir private Path folder;

  private Searches searches;

  @BeforeEach
  void begin() {
    FakeObjective.reset();
    ORDER.set(0);
    searches = new Searches(folder);
  }

  private static Stage coarse(int trials) {
    return Stage.of("coarse", trials);
  }

  private static TrialResult ended(Outcome outcome) {
    return new TrialResult(outcome, List.of(), List.of(), 3);
  }

  @Test
  void savesEveryTrialAndReportsItOnce() throws InterruptedException {
    Searches.Told told = searches.run(coarse(6), FINE);

    assertThat(told.ended)
        .extracting(Object::toString)
        .hasSize(10)
        .doesNotHaveDuplicates()
        .allSatisfy(trial -> assertThat(trial).containsPattern("coarse/[0-5]|fine/[0-3]"));
    assertThat(searches.kept("coarse")).containsOnlyKeys(0, 1, 2, 3, 4, 5);
    assertThat(searches.kept("fine")).containsOnlyKeys(0, 1, 2, 3);
    assertThat(told.stages).containsExactly("coarse of 6, 0 kept", "fine of 4, 0 kept");
  }

  @Test
  void ranksTheBestCycleOfEachTrialOverAllStages() throws InterruptedException {
    Leaderboard leaderboard = searches.run(coarse(6), FINE).leaderboard;

    assertThat(leaderboard.candidates()).hasSize(10);
    assertThat(leaderboard.candidates())
        .extracting(Candidate::score)
        .isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(leaderboard.candidates())
        .allSatisfy(
            candidate -> {
              assertThat(candidate.cycle()).isEqualTo(2);
              assertThat(candidate.setting().value("n_cycles")).isEqualTo(2);
              assertThat(candidate.score())
                  .isEqualTo(1 - Math.abs(candidate.trial().setting().value("x") - 0.7));
            });
  }

  @Test
  void anExhaustedSpaceEndsItsStageWithANote() throws InterruptedException {
    Searches finite =
        new Searches(
            folder,
            SearchSpace.empty()
                .with("x", new IntegerUniform(0, 2))
                .with("n_cycles", new Constant(3)));
    Searches.Told told = finite.run(coarse(5));

    assertThat(told.lines)
        .containsExactly(
            "stage coarse: the space has 3 settings, so the stage has 3 trials instead of 5");
    assertThat(told.stages).containsExactly("coarse of 3, 0 kept");
    assertThat(finite.kept("coarse")).hasSize(3);
  }

  @Test
  void failedTrialsAreRowsAndTheOthersContinue() throws InterruptedException {
    Behaviour behaviour =
        (trial, cancellation) ->
            switch (trial.number()) {
              case 1 -> throw new OutOfMemoryError("Java heap space");
              case 2 -> ended(new Outcome.Diverged("the loss was NaN"));
              default -> FakeObjective.result(trial);
            };
    Searches.Told told = searches.with(behaviour).run(coarse(6), FINE);

    assertThat(searches.kept("coarse").get(1).result().outcome())
        .isEqualTo(new Outcome.Failed("OutOfMemoryError: Java heap space"));
    assertThat(searches.kept("coarse").get(2).result().outcome())
        .isEqualTo(new Outcome.Diverged("the loss was NaN"));
    assertThat(told.leaderboard.candidates()).hasSize(6);
  }

  @Test
  void tooManyConsecutiveFailuresStopTheSearch() {
    Behaviour allFail =
        (trial, cancellation) -> {
          throw new IOException("no data");
        };

    assertThatThrownBy(() -> searches.with(allFail).run(coarse(20)))
        .isInstanceOf(SearchException.class)
        .hasMessageMatching(
            "3 consecutive trials failed, the last one \\(coarse/\\d+\\) with: IOException: no"
                + " data\\. Fix the cause or raise search\\.max-consecutive-failures; ended trials are"
                + " saved in "
                + folder);
    assertThat(searches.kept("coarse")).hasSize(3);
  }

  @Test
  void otherFailuresDoNotStopTheSearch() throws InterruptedException {
    // Every fourth trial, in the order of their starts: two slots never run three of them in a row.
    Behaviour everyFourth =
        (trial, cancellation) -> {
          if (ORDER.incrementAndGet() % 4 == 0) {
            throw new IOException("now and then");
          }
          return FakeObjective.result(trial);
        };
    Searches.Told told = searches.with(everyFourth).run(coarse(20));

    assertThat(told.ended).hasSize(20);
    assertThat(searches.kept("coarse").values())
        .filteredOn(end -> end.result().outcome() instanceof Outcome.Failed)
        .hasSize(5);
  }

  @Test
  void aStageWithoutResultsToRefineFromIsNotFrozen() throws InterruptedException {
    Behaviour diverging = (trial, cancellation) -> ended(new Outcome.Diverged("NaN"));
    assertThatThrownBy(() -> searches.with(diverging).run(coarse(2), FINE))
        .isInstanceOf(RefinementException.class)
        .hasMessageStartingWith("stage fine: refining [x] needs a trial");

    assertThat(searches.store().stages().frozen("fine")).isEmpty();
    assertThat(searches.with(FakeObjective.pure().behaviour()).run(coarse(6), FINE).ended)
        .hasSize(8);
  }

  @Test
  void aModelledStageIsFrozenWithItsObservations() throws InterruptedException {
    Stage modelled = Stage.of("modelled", 3).with(Sampling.GP);
    Searches.Told first = searches.run(coarse(8), modelled);

    assertThat(first.lines).anyMatch(line -> line.startsWith("gp: fitted to 24 cycle ends of 8"));
    assertThat(searches.kept("modelled").get(0).trial().setting().value("x")).isBetween(0.6, 0.8);
    // With more trials in either stage, the search is resumed.
    Searches.Told grown = searches.run(coarse(12), modelled);
    assertThat(grown.ended).extracting(Object::toString).hasSize(4).contains("coarse/11");
    Searches.Told longer = searches.run(coarse(12), Stage.of("modelled", 5).with(Sampling.GP));
    assertThat(longer.ended)
        .extracting(Object::toString)
        .containsExactlyInAnyOrder("modelled/3", "modelled/4");
  }

  private static Stage confirm(int seeds) {
    return new ConfirmingStage("confirm", 2, Double.POSITIVE_INFINITY, seeds);
  }

  @Test
  void confirmationRetrainsTheBestAndKeepsTheLeaderboard() throws InterruptedException {
    Searches.Told told = searches.run(coarse(6), FINE, confirm(3));
    List<Candidate> best = told.leaderboard.top(2);

    assertThat(told.leaderboard.candidates()).hasSize(10);
    assertThat(searches.kept("confirm")).hasSize(6);
    assertThat(searches.kept("confirm").values())
        .allSatisfy(
            end -> {
              Setting setting = best.get(end.trial().number() % 2).setting();
              assertThat(end.trial().setting()).isEqualTo(setting);
              assertThat(end.trial().repetition()).isEqualTo(1 + end.trial().number() / 2);
            });
    assertThat(told.lines)
        .contains(
            "retrains the settings of %s (cycle 2), %s (cycle 2) with several seeds each"
                .formatted(best.get(0).trial(), best.get(1).trial()));
  }

  @Test
  void moreSeedsExtendAConfirmationButMoreTrialsDoNotChangeIt() throws InterruptedException {
    searches.run(coarse(6), confirm(2));
    Map<Integer, EndedTrial> four = searches.kept("confirm");
    searches.run(coarse(20), confirm(4));

    assertThat(searches.kept("confirm")).hasSize(8).containsAllEntriesOf(four);
    Stage fine = Stage.of("fine", 2, List.of("x"), Map.of());
    // The next stage is refined from the last stage that searched.
    Searches.Told told = searches.run(coarse(20), confirm(4), fine);
    assertThat(told.ended)
        .extracting(Object::toString)
        .containsExactlyInAnyOrder("fine/0", "fine/1");
    assertThat(told.lines).anyMatch(line -> line.startsWith("x: uniform [0, 1] -> ["));
  }
}
