package io.github.clrsearch.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.IntegerUniform;
import io.github.clrsearch.search.space.Uniform;
import io.github.clrsearch.search.stopping.NoStopping;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StageWeightsTest {
  private static final Stage CONFIRM =
      new ConfirmingStage("confirm", 3, Double.POSITIVE_INFINITY, 3);

  private static Stage share(String name, double percent) {
    return Stage.of(name, new StageSize.Share(percent / 100), List.of(), Map.of());
  }

  private static Study study(Stage... stages) {
    StudyBuilder builder =
        Study.builder().space("x", new Uniform(0, 1)).space("n_cycles", new IntegerUniform(1, 4));
    List.of(stages).forEach(builder::stage);
    return builder.build();
  }

  @Test
  void stagesWithoutSharesDivideTheTimeByTheirLargestNumbersOfCycles() {
    Stage deep =
        new ContinuingStage("deep", 5, Map.of("n_cycles", new Constant(8)), new NoStopping());

    assertThat(StageWeights.of(study(Stage.of("a", 20), Stage.of("b", 10), deep, CONFIRM)))
        .containsEntry("a", 80.0 / 160)
        .containsEntry("b", 40.0 / 160)
        .containsEntry("deep", 40.0 / 160)
        .hasSize(3);
  }

  @Test
  void aShareIsTakenFirst() {
    Map<String, Double> weights =
        StageWeights.of(study(share("a", 60), Stage.of("b", 10), Stage.of("c", 30)));

    assertThat(weights.get("a")).isEqualTo(0.6);
    assertThat(weights.get("b")).isCloseTo(0.1, within(1e-12));
    assertThat(weights.get("c")).isCloseTo(0.3, within(1e-12));
    assertThat(StageWeights.of(study(share("a", 60), share("b", 40), CONFIRM)))
        .containsOnly(Map.entry("a", 0.6), Map.entry("b", 0.4));
  }

  @Test
  void refusesSharesThatLeaveNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> study(share("a", 60), share("b", 60)))
        .withMessage(
            "the budgets of the stages must be at most 100 % together, but are 120 %: lower one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> study(share("a", 60), share("b", 40), Stage.of("c", 10)))
        .withMessage(
            "stage c: the stages with a budget take 100 % of the time, which leaves none for this stage: lower one of them, or give this stage a budget");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StageSize.Share(1.5))
        .withMessage("budget must be greater than 0 % and at most 100 %, but got 150 %");
  }
}
