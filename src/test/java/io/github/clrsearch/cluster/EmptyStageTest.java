package io.github.clrsearch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.cluster.FakeObjective.Behaviour;
import io.github.clrsearch.search.ConfirmingStage;
import io.github.clrsearch.search.ContinuingStage;
import io.github.clrsearch.search.Sampling;
import io.github.clrsearch.search.SearchingStage;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.space.Choice;
import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Uniform;
import io.github.clrsearch.search.stopping.NoStopping;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.RefinementException;
import io.github.clrsearch.search.trial.TrialResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Stages without any accuracy, and the stages after them. */
@Timeout(60)
class EmptyStageTest {
  private static final SearchSpace TWO =
      SearchSpace.empty().with("x", Choice.of(0.25, 0.75)).with("n_cycles", new Constant(3));

  @TempDir private Path folder;

  @BeforeEach
  void begin() {
    FakeObjective.reset();
  }

  private static SearchingStage refining(String name) {
    return Stage.of(name, 3).refining("x");
  }

  private static Behaviour except(Outcome outcome, String... stages) {
    return (trial, cancellation) -> {
      if (!List.of(stages).contains(trial.stage())) {
        return FakeObjective.result(trial);
      }
      if (outcome instanceof Outcome.Failed) {
        throw new IOException("no data");
      }
      return new TrialResult(outcome, List.of(), List.of(), 3);
    };
  }

  @Test
  void stagesWithoutSettingsLeftEnd() throws InterruptedException {
    Searches searches = new Searches(folder, TWO);
    Stage[] stages = {Stage.of("coarse", 2), refining("a"), refining("b"), refining("c")};

    Searches.Told told = searches.run(stages);

    assertThat(told.leaderboard.candidates()).hasSize(2);
    assertThat(told.stages)
        .containsExactly(
            "coarse of 2, 0 kept", "a of 0, 0 kept", "b of 0, 0 kept", "c of 0, 0 kept");
    assertThat(told.lines)
        .contains("refined from stage coarse: no trial of stage b has a validation accuracy");
    Searches.Told again = searches.run(stages);
    assertThat(again.ended).isEmpty();
    assertThat(again.lines).isEqualTo(told.lines);
    assertThat(searches.store().stages().planned())
        .isEqualTo(Map.of("coarse", 2, "a", 0, "b", 0, "c", 0));
  }

  static Stream<Arguments> emptyStagesAndWhatFollows() {
    return Stream.of(new Outcome.Diverged("NaN"), new Outcome.Failed("no data"))
        .flatMap(
            outcome ->
                Stream.of(
                        refining("next"),
                        refining("next").with(Sampling.GP),
                        refining("next").with(Sampling.SOBOL),
                        Stage.of("next", 3).with(Sampling.GP),
                        new ConfirmingStage("next", 1, Double.POSITIVE_INFINITY, 2),
                        new ContinuingStage(
                            "next", 2, Map.of("n_cycles", new Constant(3)), new NoStopping()))
                    .map(next -> Arguments.of(outcome, next)));
  }

  @ParameterizedTest
  @MethodSource("emptyStagesAndWhatFollows")
  void laterStagesUseTheLastStageWithAnAccuracy(Outcome outcome, Stage next)
      throws InterruptedException {
    Searches searches = new Searches(folder).with(except(outcome, "a", "b")).allowing(100);

    Searches.Told told = searches.run(Stage.of("coarse", 6), refining("a"), refining("b"), next);

    assertThat(told.ended).hasSizeGreaterThan(12);
    assertThat(told.leaderboard.candidates())
        .hasSizeGreaterThanOrEqualTo(6)
        .extracting(candidate -> candidate.trial().stage())
        .doesNotContain("a", "b");
    if (next instanceof SearchingStage searching && searching.refine().contains("x")) {
      assertThat(searches.store().stages().frozen("next").orElseThrow().lines())
          .contains("refined from stage coarse: no trial of stage b has a validation accuracy")
          .anyMatch(line -> line.startsWith("x: uniform [0, 1] -> ["));
      assertThat(searches.store().stages().frozen("next").orElseThrow().space())
          .isEqualTo(searches.store().stages().frozen("a").orElseThrow().space());
    }
  }

  @ParameterizedTest
  @MethodSource("emptyStagesAndWhatFollows")
  void aSearchWithoutAnyAccuracyReportsItAndKeepsItsTrials(Outcome outcome, Stage next) {
    Searches searches = new Searches(folder).with(except(outcome, "coarse", "a")).allowing(100);

    assertThatThrownBy(() -> searches.run(Stage.of("coarse", 3), Stage.of("a", 2), next))
        .isInstanceOf(RefinementException.class)
        .hasMessageContaining("validation accuracy")
        .hasMessageContaining("see the reasons of their outcomes");
    assertThat(searches.kept("coarse")).hasSize(3);
    assertThat(searches.kept("a")).hasSize(2);
    assertThat(searches.store().stages().frozen("next")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("followersOfAnExhaustedStage")
  void stagesAfterAnExhaustedStageEnd(Stage next) throws InterruptedException {
    Searches.Told told = new Searches(folder, TWO).run(Stage.of("coarse", 2), refining("a"), next);

    assertThat(told.leaderboard.candidates()).hasSize(2);
  }

  static Stream<Stage> followersOfAnExhaustedStage() {
    return emptyStagesAndWhatFollows().limit(6).map(arguments -> (Stage) arguments.get()[1]);
  }

  @Test
  void distributionsOfAnEmptyStageStayInEffect() throws InterruptedException {
    SearchSpace space =
        SearchSpace.empty()
            .with("x", new Uniform(0, 1))
            .with("y", new Constant(1))
            .with("n_cycles", new Constant(3));
    Searches searches =
        new Searches(folder, space).with(except(new Outcome.Diverged("NaN"), "hot"));
    Stage hot = refining("hot").with("y", new Uniform(2, 3));

    searches.run(Stage.of("coarse", 6), hot, Stage.of("next", 2).refining("x", "y"));

    assertThat(searches.store().stages().frozen("next").orElseThrow().lines())
        .contains(
            "y: uniform [2, 3] is kept, because no trial that sampled it has a validation accuracy")
        .anyMatch(line -> line.startsWith("x: uniform [0, 1] -> ["));
    assertThat(searches.kept("next").values())
        .flatExtracting(end -> end.candidates(Metric.accuracy()))
        .extracting(Candidate::setting)
        .allSatisfy(setting -> assertThat(setting.value("y")).isBetween(2.0, 3.0));
  }
}
