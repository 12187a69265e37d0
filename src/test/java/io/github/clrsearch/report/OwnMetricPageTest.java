package io.github.clrsearch.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.cli.console.StudyScreen;
import io.github.clrsearch.report.StudyCharts.Of;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Uniform;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.FrozenStage;
import io.github.clrsearch.store.Studies;
import io.github.clrsearch.store.StudyHeader;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.workflow.StudySummary;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page and the screen of a study that minimizes a loss. */
class OwnMetricPageTest {
  private static final SearchSpace SPACE = SearchSpace.empty().with("lambda", new Uniform(0, 10));
  private static final double[] LOSSES = {5.5, -1.25, 3e30, 4, 2.5, 6};

  @TempDir private Path folder;

  private StudyStore study() {
    Study study = new Study("s", 1, SPACE, List.of(Stage.of("all", LOSSES.length)));
    StudyHeader plain = Studies.header(study);
    StudyStore store =
        StudyStore.begin(
            folder.toString(),
            new StudyHeader(
                plain.layout(),
                plain.study(),
                plain.seed(),
                plain.definition(),
                plain.columns(),
                Metric.minimized("test_loss"),
                plain.provenance()),
            new Configuration());
    store.stages().freeze(new FrozenStage("all", SPACE, List.of(), Map.of(), List.of()));
    for (int i = 0; i < LOSSES.length; i++) {
      store.append(
          Studies.ended(
              Studies.trial("s", "all", i, i),
              new TrialResult(
                  new Outcome.Completed(),
                  List.of(CycleResult.of(1, 10, Map.of("test_loss", LOSSES[i], "trees", 7.0 + i))),
                  List.of(),
                  10)));
    }
    return store;
  }

  private static PageData data(StudyStore store) {
    return StudyPage.data(store, store.trials(), SearchProgress.ended(Instant.EPOCH), 5);
  }

  @Test
  void thePageIsThatOfALoss() {
    PageData page = data(study());

    // The median is 4, the best is 5.25 below it.
    assertThat(page.metric())
        .isEqualTo(new PageData.MetricPart("test loss", "test loss", false, true, 4 + 3 * 5.25));
    assertThat(page.headline().what()).isEqualTo("test loss");
    assertThat(page.headline().value()).isEqualTo(-1.25);
    assertThat(page.headline().low()).isNull();
    assertThat(page.headline().caution())
        .isEqualTo("Best of 6 trials, so it is optimistically biased");
    assertThat(page.trials().rows())
        .extracting(PageTrials.Row::value)
        .containsExactly(-1.25, 2.5, 4.0, 5.5, 6.0, 3e30);
    assertThat(page.bestSoFar())
        .extracting(Improvement::value)
        .isSortedAccordingTo((a, b) -> Double.compare(b, a))
        .contains(-1.25);
    assertThat(page.queries())
        .extracting(PageQueries.Query::command)
        .anyMatch(sql -> sql.contains("test_loss FROM cycles ORDER BY test_loss ASC NULLS LAST"))
        .anyMatch(sql -> sql.contains("min(best_test_loss) AS best"));
  }

  @Test
  void theChartsShowNumbersAndCutOffWhatExploded() {
    List<Picture> pictures = StudyCharts.of(study(), 5, Of.FIRST);
    assertThat(pictures)
        .extracting(Picture::name)
        .containsExactly(
            "test-loss-over-lambda", "best-over-updates", "best-over-time", "timeline");
    assertThat(pictures)
        .filteredOn(picture -> !picture.name().equals("timeline"))
        .extracting(picture -> new String(picture.svg(), StandardCharsets.UTF_8))
        .allMatch(svg -> svg.contains("test loss"))
        .noneMatch(svg -> svg.contains("%</text>") || svg.contains("e30</text>"))
        .anyMatch(
            svg ->
                svg.contains(
                    "The lowest value, -1.25, is at lambda = 1 (all/1). Much worse values, which are off the axis: 1."))
        .anyMatch(svg -> svg.contains("It fell 1 time after the first trial."));
  }

  @Test
  void theScreenHasNoPercentagesAndPutsWhatExplodedAtTheEdge() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    new StudyScreen(new PrintStream(printed, true, StandardCharsets.UTF_8))
        .show(StudySummary.of(study()), 10);
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("leaderboard (test loss at the end of the best cycle)")
        .contains("  1     -1.25  all/1  lambda=1")
        .contains("  6      3e30  all/2  lambda=2")
        .contains("test loss over lambda: o all, at the edge all that are worse, @ best")
        .contains("    19.75 |")
        .contains("    -1.25 |")
        .doesNotContain("%");
  }
}
