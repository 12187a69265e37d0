package io.github.clrsearch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.search.ConfirmingStage;
import io.github.clrsearch.search.ContinuingStage;
import io.github.clrsearch.search.Cycles;
import io.github.clrsearch.search.Learning;
import io.github.clrsearch.search.Sampling;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.StageSize;
import io.github.clrsearch.search.budget.FakeClock;
import io.github.clrsearch.search.budget.TimeBudget;
import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.stopping.Halving;
import io.github.clrsearch.search.stopping.NoStopping;
import io.github.clrsearch.search.trial.CorrectImages;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.store.files.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A study that takes over trials of another has the rows of one that trains them itself. */
@Timeout(120)
class ForkedStudyTest {
  private static final Stage COARSE = Stage.of("coarse", 6);
  private static final Stage CONFIRM =
      new ConfirmingStage("confirm", 2, Double.POSITIVE_INFINITY, 2);
  private static final Stage FREE = Stage.of("coarse", 8).with(Cycles.FREE, new Halving(2, 0));
  private static final Stage MODEL =
      Stage.of("model", 4).with(Sampling.GP).with(new Learning.Lag(2));

  @TempDir private static Path trained;
  @TempDir private Path folder;

  private TrainedSearches original;

  private TrainedSearches searches(String name) {
    return new TrainedSearches(folder.resolve(name), new FakeClock());
  }

  private TrainedSearches searched(String name, Stage... stages) throws InterruptedException {
    TrainedSearches searches = searches(name);
    searches.run(search -> search, stages);
    return searches;
  }

  private SearchedStudy fork(TrainedSearches into, Stage... stages) throws InterruptedException {
    return into.run(search -> search.forking(original.store()), stages);
  }

  @BeforeAll
  static void train() throws InterruptedException {
    new TrainedSearches(trained, new FakeClock()).run(search -> search, COARSE, MODEL, CONFIRM);
  }

  @BeforeEach
  void copy() throws IOException {
    FileSystem files = FileSystem.getLocal(new Configuration());
    FileUtil.copy(
        files,
        new org.apache.hadoop.fs.Path(trained.toString()),
        files,
        new org.apache.hadoop.fs.Path(folder.resolve("original").toString()),
        false,
        new Configuration());
    original = searches("original");
  }

  /** Everything that a row says about the training. */
  private static Map<String, Object> results(TrainedSearches searches) {
    Map<String, Object> results = new LinkedHashMap<>();
    searches
        .rows()
        .forEach(
            (name, row) ->
                results.put(name, List.of(row.trial(), row.derived(), training(row.result()))));
    return results;
  }

  private static List<Object> training(TrialResult result) {
    return List.of(
        result.outcome(),
        result.cycles(),
        result.measurements(),
        result.updates(),
        Optional.ofNullable(result.correctImages()).map(CorrectImages::text));
  }

  private static long taken(TrainedSearches searches) {
    return searches.rows().values().stream().filter(row -> row.execution().isTakenOver()).count();
  }

  static List<List<Stage>> studies() {
    return List.of(
        List.of(Stage.of("coarse", 9), MODEL, CONFIRM),
        List.of(FREE, new ContinuingStage("deep", 2, Map.of(), new NoStopping())),
        List.of(COARSE, Stage.of("fine", 3, List.of("lambda"), Map.of()), CONFIRM),
        List.of(
            Stage.of("coarse", 6, List.of(), Map.of("p_h", new Constant(0.8))), MODEL, CONFIRM));
  }

  @ParameterizedTest
  @MethodSource("studies")
  void theRowsAreThoseOfAnUndisturbedSearch(List<Stage> study) throws InterruptedException {
    Stage[] stages = study.toArray(Stage[]::new);
    TrainedSearches undisturbed = searched("undisturbed", stages);
    TrainedSearches forked = searches("forked");
    SearchedStudy searched = fork(forked, stages);

    assertThat(results(forked)).isEqualTo(results(undisturbed));
    boolean other = stages[0].space().containsKey("p_h");
    assertThat(taken(forked)).isBetween(other ? 0L : 4L, other ? 0L : 14L);
    long all = forked.rows().size();
    assertThat(searched.findings().warnings())
        .contains(
            other
                ? "no trial is taken over from %s: none has a setting and seed of this study"
                    .formatted(original.store().location())
                : "%d of %d trials are taken over from another study (column taken_from), and %d are trained"
                    .formatted(taken(forked), all, all - taken(forked)));
  }

  @Test
  void theSameStudyIsTakenOverWhole() throws InterruptedException {
    TrainedSearches forked = searches("forked");
    fork(forked, COARSE, MODEL, CONFIRM);

    assertThat(forked.rows().values())
        .hasSize(14)
        .allSatisfy(
            row -> {
              EndedTrial there = original.rows().get(row.trial().toString());
              assertThat(row.execution().takenFrom())
                  .isEqualTo("%s of %s".formatted(row.trial(), original.store().location()));
              assertThat(row.execution().seconds()).isEqualTo(there.execution().seconds());
              assertThat(row.provenance()).isEqualTo(there.provenance());
            });
    assertThat(results(forked)).isEqualTo(results(original));
  }

  @Test
  void anInterruptedForkResumesWithTheOtherStudyAndWithout() throws InterruptedException {
    Stage[] stages = {FREE, MODEL, CONFIRM};
    TrainedSearches undisturbed = searched("undisturbed", stages);
    TrainedSearches forked = searches("forked");
    assertThatThrownBy(() -> fork(forked.interruptedAfter(3), stages))
        .isInstanceOf(InterruptedException.class);
    assertThatThrownBy(() -> fork(forked.interruptedAfter(9), stages))
        .isInstanceOf(InterruptedException.class);
    forked.run(search -> search, stages);

    assertThat(results(forked)).isEqualTo(results(undisturbed));
    assertThat(taken(forked)).isPositive();
  }

  @Test
  void aTrialThatWasTakenOverContinuesWithMoreCycles() throws InterruptedException {
    Stage deep =
        new ContinuingStage("deep", 2, Map.of("n_cycles", new Constant(5)), new NoStopping());
    TrainedSearches undisturbed = searched("undisturbed", COARSE, deep);
    TrainedSearches forked = searches("forked");
    fork(forked, COARSE, deep);

    assertThat(results(forked)).isEqualTo(results(undisturbed));
    assertThat(taken(forked)).isEqualTo(6);
  }

  @Test
  void aStageWithAShareOfTheTimeTakesOverWhatThereIs() throws InterruptedException {
    Stage share = Stage.of("coarse", new StageSize.Share(1), List.of(), Map.of());
    TrainedSearches forked = searches("forked");
    forked.run(
        search ->
            search
                .forking(original.store())
                .within(new TimeBudget.Additional(Duration.ofSeconds(40))),
        share);

    assertThat(taken(forked)).isEqualTo(6);
    assertThat(forked.rows()).hasSizeGreaterThan(6).containsKey("coarse/6");
    forked.assertRowsOfUndisturbedTrainings();
  }

  @Test
  void otherTrialsAreRefusedByName() throws IOException, InterruptedException {
    Path header = folder.resolve("original/study.json");
    Files.writeString(
        header,
        Files.readString(header)
            .replace("\"study.seed\":\"1\"", "\"study.seed\":\"2\",\"data checksum\":\"cd34\""));

    assertThatThrownBy(() -> fork(searches("forked"), COARSE))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "the trials of %s cannot be taken over, because this study trains others: data checksum is cd34 there and not set here; study.seed is 2 there and 1 here. Undo the change, or search without --fork"
                .formatted(original.store().location()));
    assertThat(searches("forked").store().trials()).isEmpty();
  }

  @Test
  void aStudyIsNotForkedIntoItself() {
    assertThatThrownBy(() -> fork(original, COARSE, MODEL, CONFIRM))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "%s contains the study to fork: choose another folder with --out",
            original.store().location());
  }

  @Test
  void aDamagedRowIsRefusedByName() throws IOException {
    Path row = folder.resolve("original/trials/coarse-00002.json");
    Files.writeString(row, "{}");

    assertThatThrownBy(() -> fork(searches("forked"), COARSE))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("coarse-00002.json");
  }

  @Test
  void failedTrialsAreTrainedAgain() throws IOException, InterruptedException {
    StudyStore store = original.store();
    EndedTrial failed = original.rows().get("coarse/1");
    store.replace(failed.with(failed.result().with(new Outcome.Failed("out of memory"))));
    TrainedSearches forked = searches("forked");
    fork(forked, COARSE);

    assertThat(taken(forked)).isEqualTo(5);
    assertThat(forked.rows().get("coarse/1").execution().isTakenOver()).isFalse();
  }
}
