package io.github.clrsearch.search.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.search.budget.GroupPlanner.Unit;
import io.github.clrsearch.search.budget.GroupPlanner.Waiting;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.stopping.TrialTarget;
import io.github.clrsearch.search.trial.Cancellation;
import io.github.clrsearch.search.trial.FusibleTraining;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GroupPlannerTest {
  private static final double FOREVER = Double.POSITIVE_INFINITY;

  private final TrialTimes times = new TrialTimes();
  private final GroupPlanner planner = new GroupPlanner(new TrialCosts(new Networks()), times, 4);

  /** A cycle costs x; trials of x below 50 can be fused. */
  private record Networks() implements Objective {
    @Override
    public TrialResult evaluate(Trial trial, Cancellation cancellation) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long cost(Setting setting) {
      return (long) (setting.value("x") * setting.value("n_cycles"));
    }

    @Override
    public Optional<FusibleTraining> fusible(Setting setting) {
      return setting.value("x") < 50
          ? Optional.of(new FusibleTraining("inputs", 0.25))
          : Optional.empty();
    }
  }

  private static TrialTarget target(int number, double x, int cycles) {
    Setting setting = new Setting(Map.of("x", x, "n_cycles", (double) cycles));
    return new TrialTarget(new Trial("s", "coarse", number, number, setting), cycles);
  }

  /** Trials of three cycles, numbered from 0. */
  private static List<TrialTarget> targets(double... x) {
    List<TrialTarget> targets = new ArrayList<>();
    for (double each : x) {
      targets.add(target(targets.size(), each, 3));
    }
    return targets;
  }

  private Waiting growing(List<TrialTarget> targets, double left) {
    return new Waiting(targets, Map.of(), false, 2, left, Unit.CYCLE);
  }

  private List<Integer> next(Waiting waiting) {
    return planner
        .next(waiting)
        .map(group -> group.targets().stream().map(each -> each.trial().number()).toList())
        .orElse(List.of());
  }

  /** A unit of cost takes a second alone, and 0.6 s for each of several. */
  private void measure() {
    times.add("", 1, 100, 100);
    times.add("", 4, 100, 60);
  }

  @Test
  void asLongAsNothingIsKnownTrialsTrainAlone() {
    assertThat(next(growing(targets(10, 10, 10), 1))).containsExactly(0);
    assertThat(planner.next(growing(targets(10), 1)).orElseThrow().seconds()).isEmpty();
  }

  @Test
  void nothingBeginsWhenTheTimeIsOver() {
    assertThat(next(growing(targets(10), 0))).isEmpty();
    measure();
    assertThat(next(growing(targets(10), -1))).isEmpty();
  }

  @Test
  void trialsBeginInTheOrderOfTheirNumbersAndTogether() {
    measure();

    assertThat(next(growing(targets(10, 20, 60, 10, 10, 10), FOREVER))).containsExactly(0, 1, 3, 4);
    assertThat(planner.next(growing(targets(10, 10, 10, 10), FOREVER)).orElseThrow().seconds())
        .hasValue(4 * 30 * 0.6);
    assertThat(next(growing(targets(60, 10), FOREVER))).as("too wide").containsExactly(0);
  }

  @Test
  void aGroupTakesAtMostHalfOfTheTimeThatIsLeft() {
    measure();

    assertThat(next(growing(targets(10, 10, 10, 10), 150))).hasSize(4);
    assertThat(next(growing(targets(10, 10, 10, 10), 125))).hasSize(3);
    assertThat(next(growing(targets(10, 10, 40, 1), 125)))
        .as("a shorter one does not begin before a longer one")
        .containsExactly(0, 1);
    assertThat(next(growing(targets(10, 10, 10, 10), 31))).as("one can end").containsExactly(0);
  }

  @Test
  void noTrialBeginsThatCannotEndWhileAnotherOneCan() {
    measure();

    assertThat(next(growing(targets(60, 40, 10, 10), 35))).containsExactly(2);
  }

  @Test
  void aTrialThatCannotEndTrainsTheCyclesThatItCan() {
    measure();

    assertThat(next(growing(targets(60, 40), 50)))
        .as("a cycle takes 60 s, 40 s")
        .containsExactly(1);
    assertThat(next(growing(targets(60, 40), 39))).isEmpty();
    assertThat(next(new Waiting(targets(40), Map.of(), true, 2, 50, Unit.TRIAL)))
        .as("part of it would be of no use")
        .isEmpty();
  }

  @Test
  void cyclesThatATrialHasNeedNoTime() {
    measure();

    assertThat(next(new Waiting(targets(40), Map.of(0, 2), true, 2, 45, Unit.TRIAL)))
        .containsExactly(0);
  }

  @Test
  void theLastGroupsAreSmallSoThatTheSlotsEndTogether() {
    measure();
    List<TrialTarget> all = targets(10, 10, 10, 10);

    assertThat(next(new Waiting(all, Map.of(), true, 2, FOREVER, Unit.CYCLE))).hasSize(1);
    assertThat(next(new Waiting(all, Map.of(), false, 2, FOREVER, Unit.CYCLE))).hasSize(4);
  }

  @Test
  void repetitionsAreNotMixed() {
    measure();
    List<TrialTarget> repeated =
        List.of(repetition(0, 1), repetition(1, 1), repetition(2, 2), repetition(3, 2));

    assertThat(next(growing(repeated, FOREVER))).containsExactly(0, 1);
  }

  private static TrialTarget repetition(int number, int repetition) {
    Setting setting = new Setting(Map.of("x", 10.0, "n_cycles", 3.0));
    return new TrialTarget(new Trial("s", "confirm", number, repetition, number, setting), 3);
  }

  @Test
  void theMakespanIsThatOfTheSameDecisions() {
    assertThat(planner.makespan(targets(10), 2)).isEmpty();
    measure();

    assertThat(planner.makespan(List.of(), 2)).hasValue(0);
    assertThat(planner.makespan(targets(60, 60, 60), 2)).hasValue(360);
    assertThat(planner.makespan(targets(60, 60, 60), 3)).hasValue(180);
  }

  @Test
  void aSettingThatTheObjectiveRejectsCostsNothing() {
    Objective rejecting =
        new Objective() {
          @Override
          public TrialResult evaluate(Trial trial, Cancellation cancellation) {
            throw new IllegalArgumentException();
          }

          @Override
          public long cost(Setting setting) {
            throw new IllegalArgumentException();
          }
        };
    GroupPlanner strict = new GroupPlanner(new TrialCosts(rejecting), times, 4);
    measure();

    assertThat(strict.next(growing(targets(10), 1)).orElseThrow().seconds()).hasValue(0);
  }
}
