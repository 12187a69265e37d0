package io.github.clrsearch.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.cli.console.StudyScreen;
import io.github.clrsearch.report.StudyCharts.Of;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.Choice;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.space.Uniform;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
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
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page and the screen of a study that searches words. */
class WordAxisTest {
  private static final List<String> WORDS = List.of("relu", "gelu", "tanh");
  private static final SearchSpace SPACE =
      SearchSpace.empty().with("act", Choice.ofWords(WORDS)).with("x", new Uniform(0, 1));

  @TempDir private Path folder;

  private StudyStore study() {
    Study study = new Study("s", 1, SPACE, List.of(Stage.of("all", 6)));
    StudyHeader plain = Studies.header(study);
    StudyStore store =
        StudyStore.begin(
            folder.toString(),
            new StudyHeader(
                plain.layout(),
                plain.study(),
                plain.seed(),
                plain.definition(),
                Map.of("act", "STRING", "x", "DOUBLE"),
                Metric.minimized("loss"),
                plain.provenance()),
            new Configuration());
    store.stages().freeze(new FrozenStage("all", SPACE, List.of(), Map.of(), List.of()));
    for (int i = 0; i < 6; i++) {
      Setting setting = Setting.of(Map.of("act", WORDS.get(i % 3), "x", i / 10.0));
      store.append(
          Studies.ended(
              new Trial("s", "all", i, i, setting),
              new TrialResult(
                  new Outcome.Completed(),
                  List.of(CycleResult.of(1, 10, Map.of("loss", 1.0 + (i + 2) % 3 + i / 100.0))),
                  List.of(),
                  10)));
    }
    return store;
  }

  @Test
  void chartsHaveAxesOfWords() {
    List<Picture> pictures = StudyCharts.of(study(), 5, Of.FIRST);
    assertThat(pictures)
        .extracting(Picture::name)
        .contains("loss-over-act", "loss-over-x", "parallel");
    for (String name : List.of("loss-over-act", "parallel")) {
      assertThat(pictures)
          .filteredOn(picture -> picture.name().equals(name))
          .extracting(picture -> new String(picture.svg(), StandardCharsets.UTF_8))
          .singleElement()
          .asString()
          .contains(">relu</text>", ">gelu</text>", ">tanh</text>");
    }
    assertThat(pictures)
        .extracting(picture -> new String(picture.svg(), StandardCharsets.UTF_8))
        .anyMatch(svg -> svg.contains("The lowest value, 1.01, is at act = gelu (all/1)."));
  }

  @Test
  void theScreenNamesTheWordsInTheirOrder() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    new StudyScreen(new PrintStream(printed, true, StandardCharsets.UTF_8))
        .show(StudySummary.of(study()), 10);
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .containsPattern("all/1  .*act=gelu")
        .contains("loss over act (relu, gelu, tanh, from left to right): o all, @ best");
  }
}
