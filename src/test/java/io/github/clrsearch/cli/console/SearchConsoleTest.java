package io.github.clrsearch.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.search.ConfirmingStage;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.Studies;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchConsoleTest {
  private static final SearchSpace SPACE =
      SearchSpace.empty().with("lambda", new LogUniform(1e-5, 0.1));

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final SearchConsole console =
      new SearchConsole(
          new PrintStream(printed, true, StandardCharsets.UTF_8),
          new Study("s", 1, SPACE, List.of(Stage.of("fine", 3))),
          Metric.accuracy());

  private static EndedTrial with(Outcome outcome, EndedTrial end) {
    return end.with(end.result().with(outcome));
  }

  private static EndedTrial wrong(String stage, int number, Outcome outcome) {
    return Studies.ended(
        Studies.trial("s", stage, number, 0.01 * (number + 1)),
        new TrialResult(outcome, List.of(), List.of(), 3));
  }

  private String stage(Stage stage, List<EndedTrial> kept, EndedTrial... ended) {
    printed.reset();
    console.stageStarted(stage, SPACE, List.of(), stage.trials(), kept);
    List.of(ended).forEach(console::trialEnded);
    console.stageEnded(stage);
    List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
    return lines.get(lines.size() - 1);
  }

  @Test
  void summarizesTheTrialsOfAStageAndTheBestOfTheStudy() {
    assertThat(
            stage(
                Stage.of("fine", 3),
                List.of(wrong("fine", 0, new Outcome.Failed("no data"))),
                Studies.completed("s", "fine", 1, 0.40, 0.466),
                Studies.completed("s", "fine", 2, 0.30)))
        .isEqualTo("stage fine: done, 2 completed, 1 failed; best of the study 46.60 % (fine/1)");
    assertThat(
            stage(
                Stage.of("hot", 4),
                List.of(),
                Studies.completed("s", "hot", 0, 0.3795),
                wrong("hot", 1, new Outcome.Diverged("NaN")),
                wrong("hot", 2, new Outcome.Diverged("NaN")),
                wrong("hot", 3, new Outcome.Diverged("NaN"))))
        .isEqualTo(
            "stage hot: done, 1 completed, 3 diverged; best of the stage 37.95 % (hot/0), of the study 46.60 % (fine/1)");
    assertThat(stage(Stage.of("off", 1), List.of(wrong("off", 0, new Outcome.Diverged("NaN")))))
        .isEqualTo("stage off: done, 0 completed, 1 diverged; best of the study 46.60 % (fine/1)");
    assertThat(stage(Stage.of("empty", 1), List.of()))
        .isEqualTo("stage empty: done, 0 completed; best of the study 46.60 % (fine/1)");
  }

  @Test
  void countsAContinuedTrialOnce() {
    EndedTrial whole = Studies.completed("s", "fine", 0, 0.40, 0.45);

    assertThat(
            stage(
                Stage.of("fine", 2),
                List.of(),
                with(new Outcome.Stopped("waits"), Studies.completed("s", "fine", 0, 0.40)),
                with(new Outcome.Stopped("worse"), Studies.completed("s", "fine", 1, 0.30)),
                whole))
        .isEqualTo("stage fine: done, 1 completed, 1 stopped; best of the study 45.00 % (fine/0)");
  }

  @Test
  void aConfirmingStageHasNoBestTrial() {
    Trial again = new Trial("s", "confirm", 0, 1, 7, Studies.trial("s", "fine", 0, 0.1).setting());
    EndedTrial end = Studies.ended(again, Studies.completed("s", "fine", 0, 0.50).result());
    stage(Stage.of("fine", 1), List.of(), Studies.completed("s", "fine", 0, 0.40));

    assertThat(
            stage(new ConfirmingStage("confirm", 1, Double.POSITIVE_INFINITY, 2), List.of(), end))
        .isEqualTo("stage confirm: done, 1 completed; best of the study 40.00 % (fine/0)");
  }
}
