package io.github.clrsearch.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.LocalSpark;
import io.github.clrsearch.cluster.SearchListener;
import io.github.clrsearch.cluster.SearchedStudy;
import io.github.clrsearch.config.ConfigurationException;
import io.github.clrsearch.config.StudyConfiguration;
import io.github.clrsearch.config.StudyReader;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.store.files.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Studies whose trials are programs: scripts of the shell. */
@Timeout(300)
class ProgramStudyTest {
  /**
   * A loss that is lowest at lr = 0.01 with gelu and falls with every epoch; it has checkpoints.
   */
  private static final String TRAIN =
      """
      done="$CLR_SEARCH_CHECKPOINT/epoch"
      epoch=0
      if [ -f "$done" ]; then epoch=$(cat "$done"); fi
      echo "continues after $epoch"
      while [ "$epoch" -lt "$CLR_N_EPOCHS" ]; do
        epoch=$((epoch + 1))
        echo $epoch > "$done"
        loss=$(awk -v lr="$CLR_LR" -v act="$CLR_ACT" -v e=$epoch \\
          'BEGIN { d = log(lr) / log(10) + 2; print d * d + (act == "gelu" ? 0 : 1) + 1 / e }')
        echo "clr-search? {\\"cycle\\": $epoch, \\"val_loss\\": $loss, \\"epochs\\": $epoch}"
        read -r answer
        if [ "$answer" = stop ]; then exit 0; fi
      done
      """;

  private static final String STUDY =
      """
      study { name = programs, seed = 4 }
      objective {
        command = [sh, train.sh]
        files = ["%s"]
        metric { name = val_loss, direction = minimize }
        cycles-by = n_epochs
      }
      space {
        lr = { log-uniform = [1e-4, 1] }
        act = { choice = [relu, gelu] }
        n_epochs = 3
      }
      search.keep-state-after = 0 s
      """;

  @TempDir private Path folder;
  private final SparkSession spark = LocalSpark.freshSession();

  private StudyConfiguration configuration(String script, String more) throws IOException {
    Path train = Files.writeString(folder.resolve("train.sh"), script);
    Path study = folder.resolve("study.conf");
    Files.writeString(study, STUDY.formatted(train) + more);
    return StudyReader.read(study, List.of());
  }

  private SearchedStudy search(String script, String more)
      throws IOException, InterruptedException {
    // The session and the lease are not those of a command.
    OpenStudy open =
        OpenStudy.on(spark, configuration(script, more), folder.resolve("run").toString());
    return open.search(SearchListener.SILENT);
  }

  private List<String> rows(String query) {
    return spark.sql(query).collectAsList().stream().map(Row::toString).toList();
  }

  private String log(String trial) throws IOException {
    return Files.readString(folder.resolve("run/logs/" + trial + ".log"));
  }

  @Test
  void aProgramIsSearchedStoppedContinuedConfirmedAndQueried()
      throws IOException, InterruptedException {
    String stages =
        """
        stages = [
          { name = coarse, trials = 8, sampler = sobol, cycles = free, stopping = halving, halving.factor = 2 }
          { name = fine, trials = 4, refine = [lr, act], sampler = gp }
          { name = again, confirm { best = 2, seeds = 2 } }
        ]
        """;
    SearchedStudy searched = search(TRAIN, stages);

    assertThat(searched.leaderboard().best().orElseThrow().setting().word("act")).isEqualTo("gelu");
    assertThat(searched.store().trials("coarse").values())
        .extracting(end -> end.result().lastCycle())
        .contains(1, 3);
    searched.registerViews(spark);
    assertThat(rows("SELECT min(val_loss) < 1, max(epochs), count(DISTINCT act) FROM cycles"))
        .containsExactly("[true,3,2]");
    assertThat(rows("DESCRIBE trials"))
        .contains("[act,string,hyperparameter act]", "[lr,double,hyperparameter lr]")
        .contains("[last_epochs,bigint,epochs at the last cycle's end, as reported]");
    assertThat(
            rows(
                "SELECT count(*) FROM trials WHERE stage = 'coarse' AND n_cycles = 3 AND outcome = 'completed' AND resumed_at > 0"))
        .doesNotContain("[0]");
    assertThat(rows("SELECT count(*), min(seeds) FROM confirmed")).containsExactly("[2,2]");

    EndedTrial whole =
        searched.store().trials("coarse").values().stream()
            .filter(end -> end.result().lastCycle() == 3)
            .findFirst()
            .orElseThrow();
    assertThat(log("coarse-%05d".formatted(whole.trial().number())))
        .contains("continues after 2", "\"cycle\": 3")
        .doesNotContain("\"cycle\": 2");

    List<EndedTrial> kept = searched.store().trials();
    assertThat(search(TRAIN, stages).store().trials()).isEqualTo(kept);
    assertThatThrownBy(() -> search(TRAIN + "# changed\n", stages))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("objective.files checksum changed from ");
  }

  private List<EndedTrial> forked(String name, String more)
      throws IOException, InterruptedException {
    StudyStore original =
        StudyStore.open(folder.resolve("run").toString(), new Configuration(false));
    OpenStudy open =
        OpenStudy.on(spark, configuration(TRAIN, more), folder.resolve(name).toString());
    return open.search(SearchListener.SILENT, search -> search.forking(original)).store().trials();
  }

  private static List<Boolean> taken(List<EndedTrial> trials) {
    return trials.stream().map(end -> end.execution().isTakenOver()).toList();
  }

  @Test
  void aForkTakesOverTheTrialsOfAProgram() throws IOException, InterruptedException {
    List<EndedTrial> original =
        search(TRAIN, "stages = [{ name = all, trials = 2 }]\n").store().trials();
    List<EndedTrial> more = forked("more", "stages = [{ name = all, trials = 3 }]\n");

    assertThat(taken(more)).containsExactly(true, true, false);
    for (int i = 0; i < original.size(); i++) {
      assertThat(more.get(i).trial()).isEqualTo(original.get(i).trial());
      assertThat(more.get(i).result().cycles()).isEqualTo(original.get(i).result().cycles());
    }
    String shorter = "space.n_epochs = 2\n";
    assertThat(taken(forked("drawn", shorter + "stages = [{ name = all, trials = 2 }]\n")))
        .as("the program may depend on the number of epochs")
        .containsExactly(false, false);
    List<EndedTrial> free =
        forked("free", shorter + "stages = [{ name = all, trials = 2, cycles = free }]\n");
    assertThat(taken(free)).containsExactly(true, true);
    assertThat(free.get(0).result().cycles())
        .isEqualTo(original.get(0).result().cycles().subList(0, free.get(0).result().lastCycle()));
    assertThat(free).allSatisfy(end -> assertThat(end.result().lastCycle()).isLessThan(3));
  }

  @Test
  void resultsDoNotDependOnCheckpointsAndInterruptions() throws IOException, InterruptedException {
    String stages = "stages = [{ name = all, trials = 3 }]\n";
    List<EndedTrial> whole = search(TRAIN, stages).store().trials();
    // A program that never writes a checkpoint starts anew after each rung.
    String forgetful = TRAIN.replace("echo $epoch > \"$done\"", ":");
    String rungs =
        "study.name = programs\nstages = [{ name = all, trials = 3, cycles = free, stopping = never }]\n";
    folder = Files.createDirectory(folder.resolve("other"));
    List<EndedTrial> restarted = search(forgetful, rungs).store().trials();
    assertThat(restarted)
        .extracting(end -> end.result().cycles())
        .isEqualTo(whole.stream().map(end -> end.result().cycles()).toList());
    assertThat(folder.resolve("run/states")).doesNotExist();
  }

  private Outcome outcome(String script, String more) throws IOException, InterruptedException {
    return search(script, more + "\nstages = [{ name = all, trials = 1 }]\n")
        .store()
        .trials("all")
        .get(0)
        .result()
        .outcome();
  }

  @Test
  void whatGoesWrongIsTheReasonOfTheRow() throws IOException, InterruptedException {
    Object[][] cases = {
      {"echo 'KeyError: lr' >&2; exit 1", "failed: exit status 1: KeyError: lr"},
      {"true", "failed: the program ended without a line such as 'clr-search: {\"loss\": 0.4}'"},
      {
        "echo 'clr-search: {\"cycle\": 1, \"loss\": 1}'",
        "failed: every report must have val_loss, but that of cycle 1 has [loss]"
      },
      {
        "echo 'clr-search: {\"cycle\": 4, \"val_loss\": 1}'",
        "failed: the program reported cycle 4, but the trial has 3 (n_epochs)"
      },
      {
        "for c in 2 1; do echo \"clr-search: {\\\"cycle\\\": $c, \\\"val_loss\\\": 1}\"; done",
        "failed: cycles must be reported in order, but the program reported 1 after 2"
      },
      {
        "echo 'clr-search: {\"val_loss\": NaN}'; sleep 1000",
        "diverged: val_loss is NaN at the end of cycle 1"
      },
      {
        "echo 'clr-search: {\"val_loss\": 1, \"seed\": 3}'",
        "failed: a metric must not be named 'seed'"
      },
      // A cycle that is reported again counts once, and one that is missing has no row.
      {
        "for c in 1 1 3; do echo \"clr-search: {\\\"cycle\\\": $c, \\\"val_loss\\\": 1}\"; done",
        "completed"
      },
    };
    for (Object[] each : cases) {
      folder = Files.createDirectory(folder.resolve("next"));
      assertThat(outcome((String) each[0], "").text()).startsWith((String) each[1]);
    }
    assertThat(StudyStore.open(folder.resolve("run").toString(), new Configuration()).trials())
        .singleElement()
        .satisfies(
            end ->
                assertThat(end.result().cycles()).extracting(c -> c.cycle()).containsExactly(1, 3));
  }

  @Test
  void atTheDeadlineNothingIsLeft() throws IOException, InterruptedException {
    Path pids = folder.resolve("pids");
    String stubborn =
        """
        trap '' TERM
        echo 'clr-search: {"cycle": 1, "val_loss": 1}'
        sleep 1000 & echo $! > %s; echo $$ >> %s
        wait
        """
            .formatted(pids, pids);
    assertThat(outcome(stubborn, "search.deadline = 500 ms").text())
        .isEqualTo("failed: not completed within 0.5s (search.deadline)");
    for (String pid : Files.readAllLines(pids)) {
      while (ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isPresent()) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void aProgramWithoutCyclesHasOneResult() throws IOException, InterruptedException {
    Path train =
        Files.writeString(
            folder.resolve("one.sh"), "echo \"clr-search: {\\\"auc\\\": $CLR_DROP}\"");
    Path study = folder.resolve("one.conf");
    Files.writeString(
        study,
        """
        study.name = one
        objective {
          command = [sh, one.sh], files = ["%s"]
          metric { name = auc, direction = maximize, examples = 100 }
        }
        space.drop = { quantized = [0, 0.5, 0.1] }
        stages = [{ name = all, trials = 9 }]
        """
            .formatted(train));
    SearchedStudy searched =
        OpenStudy.on(spark, StudyReader.read(study, List.of()), folder.resolve("one").toString())
            .search(SearchListener.SILENT);
    assertThat(searched.leaderboard().best().orElseThrow().text()).isEqualTo("50.00 %");
    assertThat(searched.store().trials("all")).hasSize(6);
  }

  @Test
  void aMissingFileIsOneLine() {
    assertThatThrownBy(() -> search(TRAIN, "objective.files = [nowhere.py]\n"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("objective.files: nowhere.py: file not found; correct it (");
  }
}
