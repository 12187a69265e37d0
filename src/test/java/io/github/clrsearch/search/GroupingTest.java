package io.github.clrsearch.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Cancellation;
import io.github.clrsearch.search.trial.FusibleTraining;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GroupingTest {

  /** Trials of equal b share their inputs; a trial of m hidden units takes m of 400. */
  private record Networks() implements Objective {
    @Override
    public TrialResult evaluate(Trial trial, Cancellation cancellation) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<FusibleTraining> fusible(Setting setting) {
      double m = setting.value("m");
      return m > 400
          ? Optional.empty()
          : Optional.of(new FusibleTraining("b = " + setting.value("b"), m / 400));
    }
  }

  private static Trial trial(int number, double m, double b) {
    return new Trial("s", "coarse", number, number, new Setting(Map.of("m", m, "b", b)));
  }

  private static Map<Trial, Long> equal(int count, double m) {
    Map<Trial, Long> costs = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      costs.put(trial(i, m, 100), 10L);
    }
    return costs;
  }

  private static List<List<Integer>> numbers(int most, int cores, Map<Trial, Long> costs) {
    return new Grouping(most)
        .groups(costs, new Networks(), cores).stream()
            .map(group -> group.stream().map(Trial::number).toList())
            .toList();
  }

  @Test
  void leavesTwoGroupsPerCore() {
    assertThat(numbers(8, 2, equal(20, 50)))
        .containsExactly(
            List.of(0, 1, 2, 3, 4),
            List.of(5, 6, 7, 8, 9),
            List.of(10, 11, 12, 13, 14),
            List.of(15, 16, 17, 18, 19));
  }

  @Test
  void limitsTheGroupSize() {
    assertThat(numbers(8, 1, equal(20, 50))).extracting(List::size).containsExactly(8, 8, 4);
    assertThat(numbers(1, 1, equal(3, 50))).containsExactly(List.of(0), List.of(1), List.of(2));
  }

  @Test
  void trainsFewTrialsAloneOnManyCores() {
    assertThat(numbers(8, 16, equal(20, 50))).hasSize(20);
  }

  @Test
  void limitsTheTotalShare() {
    assertThat(numbers(8, 1, equal(12, 100))).extracting(List::size).containsExactly(4, 4, 4);
    assertThat(numbers(8, 1, equal(3, 1000))).containsExactly(List.of(0), List.of(1), List.of(2));
  }

  @Test
  void groupsTrialsOfEqualInputs() {
    Map<Trial, Long> costs = new LinkedHashMap<>();
    for (int i = 0; i < 8; i++) {
      costs.put(trial(i, 50, i % 2), 10L);
    }

    assertThat(numbers(8, 1, costs)).containsExactly(List.of(0, 2, 4, 6), List.of(1, 3, 5, 7));
  }

  @Test
  void groupsMoreShortTrials() {
    Map<Trial, Long> costs = new LinkedHashMap<>();
    for (int i = 0; i < 12; i++) {
      costs.put(trial(i, 50, 100), i < 2 ? 60L : i < 4 ? 30L : 10L);
    }

    assertThat(numbers(8, 2, costs))
        .containsExactly(
            List.of(0), List.of(1), List.of(2, 3), List.of(4, 5, 6, 7, 8, 9), List.of(10, 11));
  }

  @Test
  void rejectsZeroTrials() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Grouping(0))
        .withMessage("maxTrials must be at least 1, but got 0");
  }

  @Test
  void repetitionsAreNotGroupedTogether() {
    Map<Trial, Long> costs = new LinkedHashMap<>();
    for (int i = 0; i < 12; i++) {
      Setting setting = new Setting(Map.of("m", 50.0, "b", 100.0));
      costs.put(new Trial("s", "confirm", i, 1 + i % 2, i, setting), 10L);
    }
    assertThat(numbers(8, 1, costs))
        .containsExactlyInAnyOrder(List.of(0, 2, 4, 6, 8, 10), List.of(1, 3, 5, 7, 9, 11));
  }
}
