package io.github.clrsearch.search.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.clrsearch.search.budget.TrainingTimer.Member;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Trainings whose time passes on a clock of their own. */
class TrainingTimerTest {
  private static final double START = 0.25;

  private double seconds = 100;

  /** Trains until the timer ends it: seconds of each update and cycle end of a member. */
  private TrainingTimer.Speed timed(List<Member> members, double update, double cycleEnd) {
    return timed(members, update, cycleEnd, 1, 0);
  }

  private TrainingTimer.Speed timed(
      List<Member> members, double update, double cycleEnd, double slow, int slowUpdates) {
    TrainingTimer timer = new TrainingTimer(members, true, () -> (long) (1e9 * seconds));
    long longest = members.stream().mapToLong(Member::updates).max().orElseThrow();
    int updates = 0;
    for (int runs = 0; runs < 1000 && !timer.isDone(); runs++) {
      timer.trainingsBegin();
      seconds += runs == 0 ? START : 0;
      for (long i = 0; i < longest && !timer.requested(); i++) {
        for (Member member : members) {
          if (i < member.updates()) {
            seconds += update * (updates < slowUpdates ? slow : 1);
            seconds += (i + 1) % member.perCycle() == 0 ? cycleEnd : 0;
          }
        }
        updates++;
      }
    }
    return timer.speed();
  }

  private static Member member(long updates, long perCycle) {
    return new Member(updates, perCycle, 80);
  }

  /** Updates per training and cycle, and seconds of an update. */
  static Stream<Arguments> trainings() {
    return Stream.of(
        Arguments.of(3600, 1800, 1.6e-3),
        Arguments.of(10_800, 1800, 1.6e-3),
        Arguments.of(320, 160, 1.6e-3),
        Arguments.of(3600, 1800, 0.1e-3),
        Arguments.of(450, 150, 20e-3),
        Arguments.of(1, 1, 8e-3));
  }

  @ParameterizedTest
  @MethodSource("trainings")
  void aCycleIsTimedWithTheMeasurementsAtItsEnd(long updates, long perCycle, double update) {
    double cycleEnd = 0.1 * perCycle * update;
    TrainingTimer.Speed speed =
        timed(List.of(member(updates, perCycle)), update, cycleEnd, 1.3, 300);

    assertThat(80 * speed.pace()).isCloseTo(1.1 * update, within(1e-4 * update));
  }

  @Test
  void theSlowBeginningIsLostTime() {
    TrainingTimer.Speed speed = timed(List.of(member(10_000, 1000)), 1e-3, 0, 3, 400);

    assertThat(80 * speed.pace()).isCloseTo(1e-3, within(1e-8));
    assertThat(speed.lost()).isCloseTo(START + 0.8, within(1e-5));
  }

  @Test
  void aCycleThatIsTooLongIsTimedInPart() {
    double before = seconds;
    TrainingTimer.Speed speed = timed(List.of(member(1_000_000, 500_000)), 1e-3, 60);

    assertThat(80 * speed.pace()).isCloseTo(1e-3, within(1e-8));
    assertThat(seconds - before).isCloseTo(START + 9, within(0.01));
  }

  /** Trainings that are fused leave the group at their ends. */
  @Test
  void anUpdateCostsWhatItsTrainingsCost() {
    TrainingTimer.Speed speed =
        timed(List.of(member(600, 200), member(1800, 600), member(900, 300)), 1e-3, 0);

    assertThat(80 * speed.pace()).isCloseTo(1e-3, within(1e-8));
  }

  @Test
  void nothingIsKnownOfTrainingsWithoutUpdates() {
    assertThat(timed(List.of(member(0, 100)), 1, 1).pace()).isZero();
  }
}
