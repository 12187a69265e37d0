package clrsearch.cluster;

import static clrsearch.cluster.FakeObjective.EVALUATIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clrsearch.cluster.FakeObjective.Behaviour;
import clrsearch.search.Candidate;
import clrsearch.search.Constant;
import clrsearch.search.IntegerUniform;
import clrsearch.search.Leaderboard;
import clrsearch.search.Outcome;
import clrsearch.search.RefinementException;
import clrsearch.search.SearchSpace;
import clrsearch.search.Stage;
import clrsearch.search.TrialResult;
import clrsearch.store.EndedTrial;
import clrsearch.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
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
  private static final Stage FINE = new Stage("fine", 4, List.of("x"), Map.of());

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
  void keepsEveryTrialAndTellsOfEachOnce() throws InterruptedException {
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
        .extracting(Candidate::accuracy)
        .isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(leaderboard.candidates())
        .allSatisfy(
            candidate -> {
              assertThat(candidate.cycle()).isEqualTo(2);
              assertThat(candidate.setting().value("n_cycles")).isEqualTo(2);
              assertThat(candidate.accuracy())
                  .isEqualTo(1 - Math.abs(candidate.trial().setting().value("x") - 0.7));
            });
  }

  @Test
  void theSameSearchAgainTrainsNothingAndRanksTheSame() throws InterruptedException {
    Leaderboard first = searches.run(coarse(6), FINE).leaderboard;
    Searches.Told again = searches.run(coarse(6), FINE);

    assertThat(EVALUATIONS).hasValue(10);
    assertThat(again.ended).isEmpty();
    assertThat(again.stages).containsExactly("coarse of 6, 6 kept", "fine of 4, 4 kept");
    assertThat(again.leaderboard).isEqualTo(first);
  }

  @Test
  void trainsOnlyWhatIsMissing() throws Exception {
    Leaderboard first = searches.run(coarse(6), FINE).leaderboard;
    Files.delete(folder.resolve("trials/coarse-00002.json"));
    Files.delete(folder.resolve("trials/fine-00001.json"));
    Searches.Told again = searches.run(coarse(6), FINE);

    assertThat(again.ended).extracting(Object::toString).containsExactly("coarse/2", "fine/1");
    assertThat(EVALUATIONS).hasValue(12);
    assertThat(again.leaderboard).isEqualTo(first);
  }

  @Test
  void anExtendedStageKeepsItsFirstTrials() throws InterruptedException {
    searches.run(coarse(4));
    Map<Integer, EndedTrial> four = searches.kept("coarse");
    Searches.Told told = searches.run(coarse(8));

    assertThat(searches.kept("coarse")).hasSize(8).containsAllEntriesOf(four);
    assertThat(told.stages).containsExactly("coarse of 8, 4 kept");
    assertThat(EVALUATIONS).hasValue(8);
  }

  @Test
  void aRefinedStageStaysWhatItIsWhenTheStageBeforeGrows() throws InterruptedException {
    searches.run(coarse(6), FINE);
    Map<Integer, EndedTrial> fine = searches.kept("fine");
    Searches.Told told = searches.run(coarse(12), new Stage("fine", 6, List.of("x"), Map.of()));

    assertThat(searches.kept("fine")).hasSize(6).containsAllEntriesOf(fine);
    assertThat(told.stages).containsExactly("coarse of 12, 6 kept", "fine of 6, 4 kept");
    assertThat(told.lines)
        .contains(
            "stage fine keeps the space it was given after the first 6 trials of stage coarse");
    assertThat(EVALUATIONS).hasValue(18);
  }

  @Test
  void aStageAddedLaterIsRefinedFromWhatThereIs() throws InterruptedException {
    searches.run(coarse(6));
    Searches.Told told = searches.run(coarse(6), FINE);

    assertThat(EVALUATIONS).hasValue(10);
    assertThat(told.lines).anyMatch(line -> line.startsWith("x: "));
    double low =
        searches.store().stage("fine").orElseThrow().space().distribution("x").range().min();
    assertThat(low).isPositive();
  }

  @Test
  void aSpaceThatIsExhaustedEndsItsStageAndSaysSo() throws InterruptedException {
    Searches finite =
        new Searches(
            folder,
            SearchSpace.empty()
                .with("x", new IntegerUniform(0, 2))
                .with("n_cycles", new Constant(3)));
    Searches.Told told = finite.run(coarse(5));

    assertThat(told.lines)
        .containsExactly("stage coarse: the space has 3 settings, so 3 trials instead of 5");
    assertThat(told.stages).containsExactly("coarse of 3, 0 kept");
    assertThat(finite.kept("coarse")).hasSize(3);
  }

  @Test
  void trialsThatGoWrongAreRowsAndTheOthersGoOn() throws InterruptedException {
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
  void tooManyFailuresInARowEndTheSearch() {
    Behaviour allFail =
        (trial, cancellation) -> {
          throw new IOException("no data");
        };

    assertThatThrownBy(() -> searches.with(allFail).run(coarse(20)))
        .isInstanceOf(SearchException.class)
        .hasMessageMatching(
            "3 trials in a row have failed, the last one \\(coarse/\\d+\\) with: IOException: no"
                + " data\\. Mend the cause or raise search\\.max-consecutive-failures; what has"
                + " ended is kept in "
                + folder);
    assertThat(searches.kept("coarse")).hasSize(3);
  }

  @Test
  void failuresThatAreNotInARowDoNotEndTheSearch() throws InterruptedException {
    // In the order in which they start, every fourth: two slots bring no three of them together.
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
  void anInterruptionKeepsWhatHasEndedAndNothingElse() throws InterruptedException {
    searches.interruptAfter(3);
    assertThatThrownBy(() -> searches.run(coarse(12))).isInstanceOf(InterruptedException.class);
    Map<Integer, EndedTrial> kept = searches.kept("coarse");
    assertThat(kept).hasSize(3);

    searches.interruptAfter(0);
    Searches.Told told = searches.run(coarse(12));
    assertThat(told.ended).hasSize(9);
    assertThat(searches.kept("coarse")).hasSize(12).containsAllEntriesOf(kept);
  }

  @Test
  void aTrialThatWasCancelledIsNotKept() throws InterruptedException {
    Behaviour longOnes =
        (trial, cancellation) ->
            trial.number() % 2 == 0
                ? FakeObjective.untilCancelled(cancellation)
                : FakeObjective.result(trial);
    searches.interruptAfter(1);
    assertThatThrownBy(() -> searches.with(longOnes).run(coarse(2)))
        .isInstanceOf(InterruptedException.class);

    assertThat(searches.kept("coarse")).containsOnlyKeys(1);
  }

  @Test
  void aRowOfAnotherSettingThanIsDrawnIsRefused() throws Exception {
    searches.run(coarse(2));
    Path row = folder.resolve("trials/coarse-00001.json");
    double x = searches.kept("coarse").get(1).trial().setting().value("x");
    Files.writeString(row, Files.readString(row).replace("\"x\":" + x, "\"x\":0.25"));

    assertThatThrownBy(() -> searches.run(coarse(2)))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith(folder + " has trial coarse/1 with x=0.25 n_cycles=3, but this")
        .hasMessageEndingWith("there: go on with version 0.1, or begin anew with --out");
    assertThat(EVALUATIONS).hasValue(2);
  }

  @Test
  void aStageWithNothingToGoByIsNotFrozen() throws InterruptedException {
    Behaviour diverging = (trial, cancellation) -> ended(new Outcome.Diverged("NaN"));
    assertThatThrownBy(() -> searches.with(diverging).run(coarse(2), FINE))
        .isInstanceOf(RefinementException.class)
        .hasMessageStartingWith("stage fine: refining [x] needs a trial");

    assertThat(searches.store().stage("fine")).isEmpty();
    assertThat(searches.with(FakeObjective.pure().behaviour()).run(coarse(6), FINE).ended)
        .hasSize(8);
  }
}
