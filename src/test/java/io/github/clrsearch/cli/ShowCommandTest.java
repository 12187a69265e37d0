package io.github.clrsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.Execution;
import io.github.clrsearch.store.FrozenStage;
import io.github.clrsearch.store.ImportanceRow;
import io.github.clrsearch.store.Studies;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.store.files.StudyLease;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code show} and {@code list}. */
class ShowCommandTest {
  private static final SearchSpace SPACE =
      SearchSpace.empty().with("lambda", new LogUniform(1e-5, 0.1)).with("m", new Constant(50));
  private static final Study STUDY =
      new Study("s", 1, SPACE, List.of(Stage.of("fine", 2), Stage.of("coarse", 2)));

  @TempDir private Path studies;

  private StudyStore searched() {
    Path folder = studies.resolve("s");
    StudyStore store = Studies.begin(folder, STUDY);
    store.stages().freeze(new FrozenStage("fine", SPACE, List.of(), Map.of(), List.of()));
    store.stages().freeze(new FrozenStage("coarse", SPACE, List.of(), Map.of(), List.of()));
    store.append(Studies.completed("s", "coarse", 0, 0.40, 0.45));
    store.append(Studies.completed("s", "fine", 0, 0.50));
    store.append(
        Studies.ended(
            Studies.trial("s", "fine", 1, 0.002),
            new TrialResult(
                new Outcome.Failed("no space left @|red x|@"), List.of(), List.of(), 0)));
    return store;
  }

  @Test
  void showsStagesLeaderboardAndEverySearchedDimension() {
    StudyStore store = searched();
    store
        .findings()
        .keepImportance(List.of(new ImportanceRow("s", ImportanceRow.ALL, "lambda", 0.5, 3)));

    Ran ran = Ran.command("show", store.location());

    assertThat(ran.status()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out().lines())
        .containsSubsequence(
            "study s, seed 1, on synthetic",
            "stage fine       2 trials, 1 completed, 1 failed",
            "stage coarse     1 trials, 1 completed",
            "leaderboard (validation accuracy at the end of the best cycle)",
            "  1   50.00 %  fine/0",
            "validation accuracy over lambda (log): o fine, x coarse, @ best",
            "           1e-5" + " ".repeat(57) + "0.1",
            "importance (share of the variance of validation accuracy explained)",
            "  lambda  0.50  ====================")
        .noneMatch(line -> line.contains("over m"))
        .noneMatch(line -> line.contains("\033"));
  }

  @Test
  void countsTheTrialsOfAnUnfinishedStudyOutOfAll() {
    StudyStore store = searched();
    store.stages().plan(Map.of("fine", 2, "coarse", 8, "later", 4));

    assertThat(Ran.command("show", store.location()).out().lines())
        .contains(
            "stage fine       2 trials, 1 completed, 1 failed",
            "stage coarse  1 of 8 trials, 1 completed");
    assertThat(Ran.command("list", studies.toString()).out().lines().toList().get(1))
        .containsSubsequence("3 of 14", "2 completed, 1 failed", "50.00 %");
    // Fewer trials are planned than have ended.
    store.stages().plan(Map.of("fine", 1, "coarse", 1, "later", 0));
    assertThat(Ran.command("list", studies.toString()).out().lines().toList().get(1))
        .containsSubsequence("3", "2 completed")
        .doesNotContain(" of ");
  }

  @Test
  void saysWhyNoTrialHasAnAccuracy() {
    Path folder = studies.resolve("s");
    StudyStore store = Studies.begin(folder, STUDY);
    for (int number = 0; number < 3; number++) {
      store.append(
          Studies.ended(
              Studies.trial("s", "coarse", number, 0.002),
              new TrialResult(
                  number < 2 ? new Outcome.Diverged("NaN") : new Outcome.Failed("no space"),
                  List.of(),
                  List.of(),
                  0)));
    }

    assertThat(Ran.command("show", store.location()).out().lines())
        .contains(
            "no trial has a validation accuracy",
            "  2 diverged: NaN (coarse/0, ...)",
            "  1 failed: no space (coarse/2)");
    assertThat(Ran.command("list", studies.toString()).out())
        .contains("0 completed, 2 diverged, 1 failed");
  }

  @Test
  void saysWhoWorksOnTheStudyNow() throws Exception {
    StudyStore store = searched();

    try (StudyLease lease = StudyLease.take(store.location(), new Configuration(), line -> {})) {
      assertThat(Ran.command("show", store.location()).out())
          .contains("in use by process %d on ".formatted(ProcessHandle.current().pid()));
    }
    assertThat(Ran.command("show", store.location()).out()).doesNotContain("in use by");
  }

  @Test
  void showsATrialWithItsCyclesAndCurve() {
    Ran ran = Ran.command("show", searched().location(), "--trial", "coarse/0");

    assertThat(ran.status()).isZero();
    assertThat(ran.out().lines())
        .containsSubsequence(
            "cycle    updates  training accuracy, loss   validation accuracy, loss",
            "    1      1,960        50.00 %    1.5000           40.00 %    1.5000",
            "    2      3,920        50.00 %    1.5000           45.00 %    1.5000",
            "accuracy over updates: . training, o validation");
    assertThat(ran.out()).startsWith("coarse/0: completed, 3,920 updates in 1.5 s, 1 on 127.0.0.1");
  }

  @Test
  void showsWhyATrialFailedWordForWord() {
    assertThat(Ran.command("show", searched().location(), "--trial", "fine/1").out())
        .startsWith("fine/1: failed: no space left @|red x|@, 0 updates");
  }

  @Test
  void aTrialThatSparkGaveUpHasNoExecutor() {
    StudyStore store = searched();
    EndedTrial ended =
        Studies.ended(
            Studies.trial("s", "coarse", 1, 0.002),
            new TrialResult(new Outcome.Failed("Spark: lost"), List.of(), List.of(), 0));
    Execution nowhere =
        new Execution(ended.execution().started(), ended.execution().ended(), null, null, 0);
    store.append(
        new EndedTrial(ended.trial(), Map.of(), ended.result(), nowhere, ended.provenance()));

    assertThat(Ran.command("show", store.location(), "--trial", "coarse/1").out())
        .startsWith("coarse/1: failed: Spark: lost, 0 updates in 1.5 s, no executor");
    assertThat(Ran.command("report", store.location()).status()).isZero();
  }

  @Test
  void tellsInALineThatThereIsNoSuchTrialOrStudy() {
    String location = searched().location();

    Ran trial = Ran.command("show", location, "--trial", "fine/7");
    Ran study = Ran.command("show", studies.resolve("none").toString());
    Ran rows = Ran.command("show", location, "--top", "0");

    assertThat(trial.status()).isEqualTo(1);
    assertThat(trial.problems()).singleElement().asString().contains("has no ended trial fine/7");
    assertThat(study.status()).isEqualTo(1);
    assertThat(study.problems()).singleElement().asString().contains("no study found in");
    assertThat(rows.status()).isEqualTo(2);
    assertThat(rows.problems()).containsExactly("clr-search: --top must be at least 1, but is 0");
  }

  @Test
  void listsEveryStudyAlsoOneThatCannotBeRead() throws Exception {
    searched();
    Files.createDirectory(studies.resolve("no-study"));
    Path damaged = Files.createDirectory(studies.resolve("zz-damaged"));
    Files.writeString(damaged.resolve("study.json"), "{");

    Ran ran = Ran.command("list", studies.toString());

    assertThat(ran.status()).isZero();
    List<String> lines = ran.out().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).startsWith("study");
    assertThat(lines.get(1))
        .containsSubsequence(
            "s ",
            "synthetic",
            "3",
            "2 completed, 1 failed",
            "50.00 %",
            "fine/0",
            "2026-11-24 08:00:01");
    assertThat(lines.get(2)).containsPattern("^zz-damaged {2,}cannot be read: ");
  }

  @Test
  void tellsInALineThatThereIsNothingToList() {
    Ran ran = Ran.command("list", studies.resolve("none").toString());

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.problems()).singleElement().asString().contains("no study found in ");
  }
}
