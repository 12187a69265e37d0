package io.github.clrsearch.cluster;

import static io.github.clrsearch.cluster.FakeObjective.EVALUATIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.cluster.FakeObjective.Behaviour;
import io.github.clrsearch.search.Points;
import io.github.clrsearch.search.SearchingStage;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Leaderboard;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.files.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StudyResumptionTest {
  private static final Stage FINE = Stage.of("fine", 4, List.of("x"), Map.of());

  @TempDir private Path folder;

  private Searches searches;

  @BeforeEach
  void begin() {
    FakeObjective.reset();
    searches = new Searches(folder);
  }

  private static Stage coarse(int trials) {
    return Stage.of("coarse", trials);
  }

  @Test
  void aRepeatedSearchTrainsNothingAndRanksTheSame() throws InterruptedException {
    Leaderboard first = searches.run(coarse(6), FINE).leaderboard;
    Searches.Told again = searches.run(coarse(6), FINE);

    assertThat(EVALUATIONS).hasValue(10);
    assertThat(again.ended).isEmpty();
    assertThat(again.stages).containsExactly("coarse of 6, 6 kept", "fine of 4, 4 kept");
    assertThat(again.leaderboard).isEqualTo(first);
  }

  @Test
  void trainsOnlyMissingTrials() throws Exception {
    Leaderboard first = searches.run(coarse(6), FINE).leaderboard;
    Files.delete(folder.resolve("trials/coarse-00002.json"));
    Files.delete(folder.resolve("trials/fine-00001.json"));
    Searches.Told again = searches.run(coarse(6), FINE);

    assertThat(again.ended).extracting(Object::toString).containsExactly("coarse/2", "fine/1");
    assertThat(EVALUATIONS).hasValue(12);
    assertThat(again.leaderboard).isEqualTo(first);
  }

  @Test
  void knownPointsAreTheFirstTrialsAfterAnInterruptionToo() throws InterruptedException {
    Points known = new Points(List.of(new Setting(Map.of("x", 0.7)), new Setting(Map.of())));
    SearchingStage fine = Stage.of("fine", 4, List.of("x"), Map.of()).with(known);
    searches.interruptAfter(7);
    assertThatThrownBy(() -> searches.run(coarse(6), fine))
        .isInstanceOf(InterruptedException.class);
    searches.interruptAfter(0);
    Searches.Told told = searches.run(coarse(6), fine);

    assertThat(searches.kept("fine").get(0).trial().setting().value("x")).isEqualTo(0.7);
    assertThat(searches.kept("fine").values())
        .extracting(end -> end.trial().setting().value("x"))
        .hasSize(4)
        .doesNotHaveDuplicates();
    assertThat(told.stages).contains("coarse of 6, 6 kept");
    assertThat(told.leaderboard.best().orElseThrow().trial()).hasToString("fine/0");
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
  void aRefinedStageStaysWhenTheEarlierStageGrows() throws InterruptedException {
    searches.run(coarse(6), FINE);
    Map<Integer, EndedTrial> fine = searches.kept("fine");
    Searches.Told told = searches.run(coarse(12), Stage.of("fine", 6, List.of("x"), Map.of()));

    assertThat(searches.kept("fine")).hasSize(6).containsAllEntriesOf(fine);
    assertThat(told.stages).containsExactly("coarse of 12, 6 kept", "fine of 6, 4 kept");
    assertThat(told.lines)
        .contains(
            "stage fine keeps the space it was given after the first 6 trials of stage coarse");
    assertThat(EVALUATIONS).hasValue(18);
  }

  @Test
  void anAddedStageIsRefinedFromTheExistingTrials() throws InterruptedException {
    searches.run(coarse(6));
    Searches.Told told = searches.run(coarse(6), FINE);

    assertThat(EVALUATIONS).hasValue(10);
    assertThat(told.lines).anyMatch(line -> line.startsWith("x: "));
    double low =
        searches
            .store()
            .stages()
            .frozen("fine")
            .orElseThrow()
            .space()
            .distribution("x")
            .range()
            .min();
    assertThat(low).isPositive();
  }

  @Test
  void anInterruptionSavesEndedTrialsOnly() throws InterruptedException {
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
  void aCancelledTrialIsNotSaved() throws InterruptedException {
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
  void aRowWithAnotherSettingIsRejected() throws Exception {
    searches.run(coarse(2));
    Path row = folder.resolve("trials/coarse-00001.json");
    double x = searches.kept("coarse").get(1).trial().setting().value("x");
    Files.writeString(row, Files.readString(row).replace("\"x\":" + x, "\"x\":0.25"));

    assertThatThrownBy(() -> searches.run(coarse(2)))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith(
            folder + " contains trial coarse/1 with x=0.25 n_cycles=3, but this")
        .hasMessageEndingWith(": resume with version 0.1, or choose a new folder with --out");
    assertThat(EVALUATIONS).hasValue(2);
  }
}
