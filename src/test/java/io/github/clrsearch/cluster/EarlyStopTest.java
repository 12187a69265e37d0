package io.github.clrsearch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.search.ConfirmingStage;
import io.github.clrsearch.search.Cycles;
import io.github.clrsearch.search.Learning;
import io.github.clrsearch.search.Sampling;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.budget.FakeClock;
import io.github.clrsearch.search.budget.TimeBudget;
import io.github.clrsearch.search.stopping.Extrapolation;
import io.github.clrsearch.search.stopping.Halving;
import io.github.clrsearch.search.stopping.SearchStop;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.files.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Searches that end when they have found enough, and searches that repeat others. */
@Timeout(120)
class EarlyStopTest {
  private static final Stage COARSE = Stage.of("coarse", 20);
  private static final Stage FINE = Stage.of("fine", 5);
  private static final Stage CONFIRM =
      new ConfirmingStage("confirm", 1, Double.POSITIVE_INFINITY, 2);

  @TempDir private Path folder;

  private TrainedSearches searches(String name) {
    return new TrainedSearches(folder.resolve(name), new FakeClock());
  }

  /** Any accuracy is enough. */
  private static SearchStop anything() {
    return new SearchStop(OptionalDouble.of(1e-9), OptionalInt.empty());
  }

  @Test
  void endsEarlyConfirmsAndSaysWhy() throws InterruptedException {
    TrainedSearches searches = searches("study");
    SearchedStudy searched =
        searches.run(search -> search.until(anything()), COARSE, FINE, CONFIRM);

    Map<String, EndedTrial> rows = searches.rows();
    assertThat(rows.keySet()).anyMatch(name -> name.startsWith("coarse/"));
    assertThat(rows).hasSizeLessThan(12).containsKeys("confirm/0", "confirm/1");
    assertThat(rows.keySet()).noneMatch(name -> name.startsWith("fine/"));
    assertThat(searched.findings().warnings().get(0))
        .matches(
            "the search ended early: coarse/\\d+ has validation accuracy .* %, and 0\\.00 % is enough");
    assertThat(searches.store().findings().notes()).isEqualTo(searched.findings().warnings());
    assertThat(searched.findings().confirmed().get("confirm").settings()).hasSize(1);
    searches.assertRowsOfUndisturbedTrainings();
  }

  @Test
  void aSearchThatHasEndedEarlyTrainsNothingMore() throws InterruptedException {
    TrainedSearches searches = searches("study");
    searches.run(search -> search.until(anything()), COARSE, FINE, CONFIRM);
    searches.run(search -> search.until(anything()), COARSE, FINE, CONFIRM);

    assertThat(searches.ended).isEmpty();
  }

  @Test
  void withoutTheRuleTheSearchContinues() throws InterruptedException {
    TrainedSearches searches = searches("study");
    searches.run(search -> search.until(anything()), COARSE, FINE, CONFIRM);
    Map<String, EndedTrial> before = searches.rows();
    searches.run(search -> search, COARSE, FINE, CONFIRM);

    assertThat(searches.rows()).hasSize(27);
    before.forEach(
        (name, row) ->
            assertThat(searches.rows().get(name).result().cycles())
                .startsWith(row.result().cycles().toArray(new CycleResult[0])));
    searches.assertRowsOfUndisturbedTrainings();
  }

  @Test
  void endsAfterTrialsWithoutImprovement() throws InterruptedException {
    TrainedSearches searches = searches("study");
    SearchStop stop = new SearchStop(OptionalDouble.empty(), OptionalInt.of(6));
    SearchedStudy searched = searches.run(search -> search.until(stop), Stage.of("coarse", 60));

    assertThat(searches.rows()).hasSizeBetween(6, 59);
    assertThat(searched.findings().warnings().get(0))
        .startsWith(
            "the search ended early: 6 trials without an improvement of validation accuracy by more than one standard error over coarse/");
  }

  @Test
  void aReplayTrainsTheTrialsOfAnotherStudyAsFarAsThey() throws InterruptedException {
    Stage halving = Stage.of("coarse", 12).with(Cycles.FREE, new Halving(2, 0));
    Stage fine = Stage.of("fine", 6);
    TrainedSearches original = searches("original");
    SearchStop stop = new SearchStop(OptionalDouble.empty(), OptionalInt.of(11));
    original.run(search -> search.until(stop), halving, fine, CONFIRM);
    assertReplayed(original, halving, fine, CONFIRM);
  }

  @Test
  void aReplayOfAStageThatLearnsHasTheSameSettings() throws InterruptedException {
    Stage model =
        Stage.of("model", 30)
            .with(Sampling.GP)
            .with(new Learning.Lag(3))
            .with(Cycles.FREE, new Extrapolation());
    TrainedSearches original = searches("original");
    TimeBudget brief = new TimeBudget.Additional(Duration.ofSeconds(120));
    original.run(search -> search.within(brief), FINE, model);
    assertThat(original.rows().keySet()).contains("model/3").doesNotContain("model/29");
    assertReplayed(original, FINE, model);
  }

  private void assertReplayed(TrainedSearches original, Stage... stages)
      throws InterruptedException {
    TrainedSearches replayed = searches("replayed");
    replayed.run(search -> search.replaying(original.store()), stages);

    assertThat(replayed.rows()).hasSameSizeAs(original.rows());
    original
        .rows()
        .forEach(
            (name, row) -> {
              EndedTrial same = replayed.rows().get(name);
              assertThat(same.trial()).isEqualTo(row.trial());
              assertThat(same.result().outcome()).isEqualTo(row.result().outcome());
              assertThat(same.result().cycles()).isEqualTo(row.result().cycles());
              assertThat(same.result().measurements()).isEqualTo(row.result().measurements());
            });
    replayed.run(search -> search.replaying(original.store()), stages);
    assertThat(replayed.ended).isEmpty();
  }

  @Test
  void onlyTheSameStudyIsReplayedElsewhere() throws InterruptedException {
    TrainedSearches original = searches("original");
    original.run(search -> search, FINE);

    assertThatThrownBy(
            () -> searches("other").run(search -> search.replaying(original.store()), COARSE))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot be replayed, because it is another study: ");
    assertThatThrownBy(() -> original.run(search -> search.replaying(original.store()), FINE))
        .isInstanceOf(StoreException.class)
        .hasMessageEndingWith("contains the study to replay: choose another folder with --out");
  }
}
