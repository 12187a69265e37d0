package io.github.clrsearch.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.search.SearchingStage;
import io.github.clrsearch.search.space.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointsReaderTest {
  private static final String SPACE =
      "space { lambda = { log-uniform = [1e-5, 1e-1] }, k = { integer = [2, 8] } }\n";

  @TempDir private Path folder;
  private StudyTexts studies;

  @BeforeEach
  void studies() {
    studies = new StudyTexts(folder);
  }

  private SearchingStage first(StudyConfiguration configuration) {
    return (SearchingStage) configuration.study().stages().get(0);
  }

  @Test
  void readsSettingsInTheOrderOfTheHyperparameters() throws IOException {
    StudyConfiguration read =
        studies.read(
            SPACE + "stages = [{ name = a, points = [{ k = 4, lambda = 1e-3 }, { k = 5 }] }]");
    assertThat(first(read).points().settings())
        .containsExactly(
            new Setting(Map.of("lambda", 1e-3, "k", 4.0)), new Setting(Map.of("k", 5.0)));
    assertThat(first(read).points()).hasToString("[{lambda=0.001, k=4.0}, {k=5.0}]");
    assertThat(read.pointsFrom()).isEmpty();
  }

  @Test
  void readsThemFromTheCommandLine() throws IOException {
    StudyConfiguration read =
        studies.read(
            SPACE + "stages = [{ name = a }]",
            "stages.a.points=[{lambda=\"2e-3\"}, {lambda=0.01}]");
    assertThat(first(read).points()).hasToString("[{lambda=0.002}, {lambda=0.01}]");
  }

  @Test
  void readsWhereTheyComeFrom() throws IOException {
    StudyConfiguration read =
        studies.read(
            SPACE
                + """
                stages = [
                  { name = a, points-from = "old.csv" }
                  { name = b, points-from { study = runs/old, best = 5 } }
                ]
                """);
    assertThat(read.pointsFrom())
        .isEqualTo(
            Map.of(
                "a", new PointsSource.CsvFile("old.csv"),
                "b", new PointsSource.BestOf("runs/old", 5)));
    assertThat(read.definition("synthetic", "ab"))
        .containsEntry("stages.a.points-from", "old.csv")
        .containsEntry("stages.b.points-from", "best 5 of runs/old");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          points = 3                          | stages.a.points must be a list of settings, such as [{ lambda = 1e-3, k = 4 }], but got 3
          points = [3]                        | stages.a.points[0] must have a value for at least one hyperparameter, such as { lambda = 1e-3 }, but got 3
          points = [{}]                       | stages.a.points[0] must have a value for at least one hyperparameter, such as { lambda = 1e-3 }, but got {}
          points = [{k=2}, {lamda=1}]         | stages.a.points[1]: unknown hyperparameter 'lamda': the hyperparameters are lambda, k, n_cycles, m, p_x, p_h, label_smoothing, mirror, shift, eta_min, eta_max, batch_size
          points = [{lr=1}]                   | stages.a.points[0]: unknown hyperparameter 'lr': did you mean 'eta_max' (the learning rate goes from eta_min to eta_max and back)?
          points = [{k=2.5}]                  | stages.a.points[0].k must have integer values, but is constant 2.5: use { integer = [min, max] } or { choice = [...] }
          points = [{k={integer=[2,3]}}]      | stages.a.points[0].k must be a single value, but is integer [2, 3]
          points = [{k=9}]                    | stage a: points[0]: k must be within the space of the stage, integer [2, 8], but is 9: correct it or widen the space
          points = [{m=100}]                  | stage a: points[0]: m must be within the space of the stage, constant 50, but is 100: correct it or widen the space
          points = [{k=2},{k=2}]              | stages.a.points: points must be distinct, but k=2 is there twice: remove one
          points = [{k=2},{k=3}], trials = 1  | stage a: trials must be at least the number of points, but they are 1 and 2: raise trials or remove points
          points-from = 3                     | stages.a.points-from must be a file, such as "points.csv", or a study, such as { study = runs/old, best = 5 }, but got 3
          points-from = ""                    | stages.a.points-from must be a file, such as "points.csv", or a study, such as { study = runs/old, best = 5 }, but got ""
          points-from { study = a }           | stages.a.points-from must be a file, such as "points.csv", or a study, such as { study = runs/old, best = 5 }, but got {"study":"a"}
          points-from { study = a, best = 0 } | stages.a.points-from.best must be at least 1, but got 0
          points-from = x, points = [{k=2}]   | stages.a.points-from has no effect together with points: remove one of them
          confirm.best = 2, points = [{k=2}]  | stages.a.points has no effect together with confirm, which retrains settings of earlier stages: remove one of them
          """)
  void reportsWhatCannotBeAPoint(String keys, String problem) throws IOException {
    List<String> problems = studies.problems(SPACE + "stages = [{ name = a, %s }]".formatted(keys));
    assertThat(problems).contains("study.conf: 2: " + problem);
  }
}
