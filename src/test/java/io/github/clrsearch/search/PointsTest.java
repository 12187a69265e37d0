package io.github.clrsearch.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clrsearch.search.samplers.Evidence;
import io.github.clrsearch.search.samplers.RandomSampler;
import io.github.clrsearch.search.samplers.Sampler;
import io.github.clrsearch.search.space.Choice;
import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.IntegerUniform;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.stopping.NoStopping;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Observation;
import io.github.clrsearch.search.trial.Trial;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Known settings are the first trials of a stage, and nothing else changes. */
class PointsTest {
  private static final SearchSpace SPACE =
      SearchSpace.empty()
          .with("lambda", new LogUniform(1e-5, 0.1))
          .with("k", new IntegerUniform(2, 8))
          .with("m", Choice.of(50, 100))
          .with("n_cycles", new Constant(2));
  private static final Points TWO =
      new Points(
          List.of(
              new Setting(Map.of("lambda", 1e-3, "k", 4.0, "m", 100.0)),
              new Setting(Map.of("lambda", 2e-3))));

  private static SearchingStage stage(int trials, Points points) {
    return Stage.of("coarse", trials).with(points);
  }

  private static List<Trial> draw(SearchSpace space, SearchingStage stage, Sampler sampler) {
    Study study = new Study("s", 1, space, List.of(stage));
    return new TrialSequence(study, stage, space, Set.of(), sampler).first(stage.trials()).trials();
  }

  private static List<Setting> settings(List<Trial> trials) {
    return trials.stream().map(Trial::setting).toList();
  }

  @Test
  void areTheFirstTrialsAndTheirMissingValuesAreDrawn() {
    List<Setting> drawn = settings(draw(SPACE, stage(5, TWO), new RandomSampler()));
    assertThat(drawn).hasSize(5).doesNotHaveDuplicates();
    assertThat(drawn.get(0))
        .isEqualTo(new Setting(Map.of("lambda", 1e-3, "k", 4.0, "m", 100.0, "n_cycles", 2.0)));
    assertThat(drawn.get(1).value("lambda")).isEqualTo(2e-3);
    assertThat(drawn.get(1).value("k")).isBetween(2.0, 8.0);
    assertThat(drawn.get(1).values().keySet()).containsExactly("lambda", "k", "m", "n_cycles");
  }

  @ParameterizedTest
  @EnumSource(names = {"RANDOM", "SOBOL"})
  void theSettingsAfterThemAreThoseOfAStageWithoutPoints(Sampling sampling) {
    Sampler sampler = sampling.sampler(new Evidence(List.of(), Metric.accuracy(1000), Set.of()));
    List<Setting> without = settings(draw(SPACE, stage(6, Points.NONE), sampler));
    List<Setting> with = settings(draw(SPACE, stage(8, TWO), sampler));
    assertThat(with.subList(2, 8)).isEqualTo(without);
    assertThat(settings(draw(SPACE, stage(4, TWO), sampler))).isEqualTo(with.subList(0, 4));
  }

  @Test
  void areNotDrawnAgain() {
    SearchSpace six =
        SearchSpace.empty().with("k", new IntegerUniform(2, 4)).with("m", Choice.of(100, 50));
    Points points = new Points(List.of(new Setting(Map.of("k", 3.0)), new Setting(Map.of())));
    assertThat(settings(draw(six, stage(20, points), new RandomSampler())))
        .hasSize(6)
        .doesNotHaveDuplicates();
  }

  @Test
  void theModelTakesThemForObserved() {
    List<Observation> seen =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    new Observation(
                        "first/" + i,
                        2,
                        SPACE.at(name -> name.equals("lambda") ? i / 8.0 : 0.3),
                        0.5 - Math.abs(i - 5) / 50.0))
            .toList();
    Setting best =
        settings(
                draw(
                    SPACE,
                    stage(1, Points.NONE),
                    Sampling.GP.sampler(new Evidence(seen, Metric.accuracy(1000), Set.of()))))
            .get(0);
    Points known = new Points(List.of(best));
    Sampler sampler =
        Sampling.GP.sampler(new Evidence(seen, Metric.accuracy(1000), Set.of(), List.of(best)));
    SearchingStage second = stage(3, known);
    List<Setting> drawn =
        settings(
            new TrialSequence(
                    new Study("s", 1, SPACE, List.of(second)), second, SPACE, Set.of(), sampler)
                .first(second.trials())
                .trials());
    assertThat(drawn.get(0)).isEqualTo(best);
    assertThat(drawn.subList(1, 3)).doesNotContain(best).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lambda   | 1    | stage coarse: points[0]: lambda must be within the space of the stage, log-uniform [1e-5, 0.1], but is 1: correct it or widen the space
          lambda   | 0    | stage coarse: points[0]: lambda must be within the space of the stage, log-uniform [1e-5, 0.1], but is 0: correct it or widen the space
          k        | 2.5  | stage coarse: points[0]: k must be within the space of the stage, integer [2, 8], but is 2.5: correct it or widen the space
          m        | 75   | stage coarse: points[0]: m must be within the space of the stage, choice [50, 100], but is 75: correct it or widen the space
          n_cycles | 3    | stage coarse: points[0]: n_cycles must be within the space of the stage, constant 2, but is 3: correct it or widen the space
          x        | 3    | stage coarse: points[0]: it must name dimensions of the space [lambda, k, m, n_cycles], but has 'x': correct it
          """)
  void mustBeInTheSpace(String name, double value, String problem) {
    SearchingStage stage = stage(5, new Points(List.of(new Setting(Map.of(name, value)))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Study("s", 1, SPACE, List.of(stage)))
        .withMessage(problem);
  }

  @Test
  void mayBeInTheStagesOwnSpaceAlone() {
    Points wide = new Points(List.of(new Setting(Map.of("lambda", 5.0))));
    SearchingStage stage = stage(5, wide).with("lambda", new LogUniform(1, 10));
    assertThat(settings(draw(SPACE.with(stage.space()), stage, new RandomSampler())))
        .hasSize(5)
        .allMatch(setting -> setting.value("lambda") >= 1);
  }

  @Test
  void cannotBeMoreThanTheTrials() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Study("s", 1, SPACE, List.of(stage(1, TWO))))
        .withMessage(
            "stage coarse: trials must be at least the number of points, but they are 1 and 2: raise trials or remove points");
  }

  @Test
  void haveNoNumberOfCyclesIfCyclesAreFree() {
    Points points = new Points(List.of(new Setting(Map.of("n_cycles", 2.0))));
    SearchingStage stage = stage(5, points).with(Cycles.FREE, new NoStopping());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Study("s", 1, SPACE, List.of(stage)))
        .withMessage(
            "stage coarse: points[0]: n_cycles is not drawn if cycles are free, but is 2: remove it");
  }

  @Test
  void areDistinct() {
    Setting one = new Setting(Map.of("k", 2.0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Points(List.of(one, one)))
        .withMessage("points must be distinct, but k=2 is there twice: remove one");
  }

  @Test
  void belongToTheDefinitionWithAllDigits() {
    double third = 1e-3 / 3;
    Points points =
        new Points(Stream.of(Map.of("lambda", third), Map.of("k", 4.0)).map(Setting::new).toList());
    Map<String, String> definition =
        new Study("s", 1, SPACE, List.of(stage(5, points))).definition();
    String text = definition.get("stages.coarse.points");
    assertThat(text).isEqualTo("[{lambda=%s}, {k=4.0}]".formatted(third));
    assertThat(Points.parse(text)).isEqualTo(points);
    assertThat(new Study("s", 1, SPACE, List.of(stage(5, Points.NONE))).definition())
        .doesNotContainKey("stages.coarse.points");
  }
}
