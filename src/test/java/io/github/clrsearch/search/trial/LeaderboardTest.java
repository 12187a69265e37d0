package io.github.clrsearch.search.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clrsearch.search.samplers.Points;
import io.github.clrsearch.search.space.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeaderboardTest {
  private static final Setting SETTING = new Setting(Map.of("k", 2.0, "n_cycles", 3.0));

  private static CycleResult cycle(int cycle, double accuracy) {
    return new CycleResult(cycle, cycle * 100L, 1, 1, 0.5, 1, 1, accuracy, List.of(), Map.of());
  }

  private static List<Candidate> candidates(int number, double... accuracies) {
    List<CycleResult> cycles = new ArrayList<>();
    for (double accuracy : accuracies) {
      cycles.add(cycle(cycles.size() + 1, accuracy));
    }
    TrialResult result =
        new TrialResult(new Outcome.Completed(), cycles, List.of(), cycles.size() * 100L);
    return Candidate.of(Metric.accuracy(), Points.trial(number, SETTING), result);
  }

  @Test
  void everyCycleIsACandidate() {
    List<Candidate> candidates = candidates(4, 0.3, 0.4, 0.5);
    assertThat(candidates).extracting(Candidate::updates).containsExactly(100L, 200L, 300L);
    assertThat(candidates).extracting(Candidate::score).containsExactly(0.3, 0.4, 0.5);
    assertThat(candidates)
        .extracting(Candidate::setting)
        .containsExactly(SETTING.with("n_cycles", 1), SETTING.with("n_cycles", 2), SETTING);
    assertThat(candidates).allMatch(candidate -> candidate.trial().setting().equals(SETTING));
  }

  @Test
  void aSettingWithoutCyclesIsUnchanged() {
    Setting setting = new Setting(Map.of("depth", 3.0));
    TrialResult result =
        new TrialResult(new Outcome.Completed(), List.of(cycle(1, 0.5)), List.of(), 100);
    assertThat(Candidate.of(Metric.accuracy(), Points.trial(0, setting), result))
        .extracting(Candidate::setting)
        .containsExactly(setting);
  }

  @Test
  void aDivergedTrialKeepsTheCyclesThatEndedBefore() {
    TrialResult result =
        new TrialResult(
            new Outcome.Diverged("loss NaN at update 150"), List.of(cycle(1, 0.5)), List.of(), 150);
    assertThat(Candidate.of(Metric.accuracy(), Points.trial(0, SETTING), result)).hasSize(1);
  }

  @Test
  void ranksTrialsByTheirBestCycle() {
    List<Candidate> all = new ArrayList<>();
    all.addAll(candidates(0, 0.3, 0.45, 0.44));
    all.addAll(candidates(1, 0.5, 0.2));
    all.addAll(candidates(2, 0.1, 0.2, 0.3));
    Leaderboard leaderboard = Leaderboard.of(all);
    assertThat(leaderboard.candidates())
        .extracting(c -> c.trial() + " " + c.cycle())
        .containsExactly("coarse/1 1", "coarse/0 2", "coarse/2 3");
    assertThat(leaderboard.best()).hasValue(leaderboard.candidates().get(0));
    assertThat(leaderboard.top(2)).isEqualTo(leaderboard.candidates().subList(0, 2));
    assertThat(leaderboard.top(9)).hasSize(3);
  }

  @Test
  void breaksTiesByUpdatesThenByNumber() {
    List<Candidate> all =
        List.of(
            Points.at(3, SETTING, 200, 0.5),
            Points.at(2, SETTING, 100, 0.5),
            Points.at(1, SETTING, 200, 0.5),
            Points.at(0, SETTING, 300, 0.5));
    assertThat(Leaderboard.of(all).candidates())
        .extracting(c -> c.trial().number())
        .containsExactly(2, 1, 3, 0);
  }

  @Test
  void ignoresNanAccuracies() {
    List<Candidate> all = new ArrayList<>(candidates(0, 0.3, Double.NaN));
    all.addAll(candidates(1, Double.NaN));
    assertThat(Leaderboard.of(all).candidates())
        .extracting(c -> c.trial() + " " + c.cycle())
        .containsExactly("coarse/0 1");
    assertThat(Leaderboard.of(candidates(1, Double.NaN)).best()).isEmpty();
  }

  @Test
  void rejectsAccuraciesInPercent() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> candidates(0, 52.3))
        .withMessage(
            "validationAccuracy must be a fraction in 0 .. 1 or NaN, but got 52.3: "
                + "divide percent by 100, or give the search a metric of its own");
  }
}
