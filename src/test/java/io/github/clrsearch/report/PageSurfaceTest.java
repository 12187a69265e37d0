package io.github.clrsearch.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.search.Sampling;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.space.Uniform;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Leaderboard;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.FrozenStage;
import io.github.clrsearch.store.ImportanceRow;
import io.github.clrsearch.store.Studies;
import io.github.clrsearch.store.StudyHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The mean of a model of an accuracy that is highest at x = 0.01 and y = 0.3. */
class PageSurfaceTest {
  private static final SearchSpace SPACE =
      SearchSpace.empty()
          .with("x", new LogUniform(1e-4, 1))
          .with("y", new Uniform(0, 1))
          .with("z", new Constant(2));
  private static final List<ImportanceRow> IMPORTANCE =
      List.of(
          new ImportanceRow("s", "all", "y", 0.2, 25),
          new ImportanceRow("s", "coarse", "z", 0.9, 25),
          new ImportanceRow("s", "all", "x", 0.6, 25));

  private static final List<EndedTrial> TRIALS = new ArrayList<>();

  static {
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 5; j++) {
        TRIALS.add(trial(Math.pow(10, -i), j / 4.0));
      }
    }
  }

  private static EndedTrial trial(double x, double y) {
    double accuracy = 0.9 - 0.05 * Math.pow(Math.log10(x) + 2, 2) - 0.3 * Math.pow(y - 0.3, 2);
    int number = TRIALS.size();
    return Studies.ended(
        new Trial("s", "coarse", number, number, new Setting(Map.of("x", x, "y", y, "z", 2.0))),
        TrialResult.completed(accuracy));
  }

  private static PageSurface surface(Sampling sampling, List<ImportanceRow> importance) {
    Study study =
        new Study(
            "s", 1, SPACE, List.of(Stage.of("coarse", 25), Stage.of("model", 2).with(sampling)));
    StudyHeader header =
        new StudyHeader(
            StudyHeader.LAYOUT,
            "s",
            1,
            study.definition(),
            Map.of("x", "DOUBLE", "y", "DOUBLE", "z", "DOUBLE"),
            Metric.accuracy(1000),
            Studies.PROVENANCE);
    Optional<Candidate> best =
        Leaderboard.of(
                TRIALS.stream()
                    .flatMap(end -> end.candidates(Metric.accuracy(1000)).stream())
                    .toList())
            .best();
    return PageSurface.of(
        header,
        List.of(
            new FrozenStage("coarse", SPACE, List.of(), Map.of(), List.of()),
            new FrozenStage("model", SPACE, List.of(), Map.of("coarse", 25), List.of())),
        TRIALS,
        importance,
        best);
  }

  @Test
  void theMeanIsOverTheTwoMostImportantHyperparameters() {
    PageSurface surface = surface(Sampling.GP, IMPORTANCE);

    assertThat(List.of(surface.x(), surface.y())).containsExactly("x", "y");
    assertThat(surface.xs()).hasSize(PageSurface.PLACES).isSorted();
    assertThat(surface.xs().get(0)).isEqualTo(1e-4);
    assertThat(surface.ys().get(PageSurface.PLACES - 1)).isEqualTo(1);
    assertThat(surface.means()).hasSize(PageSurface.PLACES * PageSurface.PLACES);
    double highest = surface.means().stream().mapToDouble(mean -> mean).max().orElseThrow();
    int place = surface.means().indexOf(highest);
    assertThat(highest).isBetween(0.87, 0.92);
    assertThat(surface.xs().get(place % PageSurface.PLACES)).isBetween(0.003, 0.03);
    assertThat(surface.ys().get(place / PageSurface.PLACES)).isBetween(0.15, 0.45);
  }

  @Test
  void withoutAModelOrTwoImportancesThereIsNone() {
    assertThat(surface(Sampling.SOBOL, IMPORTANCE)).isNull();
    assertThat(surface(Sampling.GP, IMPORTANCE.subList(0, 2))).isNull();
    assertThat(surface(Sampling.GP, List.of())).isNull();
  }
}
