package io.github.clrsearch.search.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TrialTimesTest {
  private final TrialTimes times = new TrialTimes();

  @Test
  void nothingIsKnownBeforeTheFirstTrial() {
    times.add("narrow", 1, 0, 5);

    assertThat(times.pace("narrow", 1)).isEmpty();
  }

  @Test
  void isTheTimePerCostOfTheSameKindInGroupsOfTheSameSize() {
    times.add("narrow", 1, 100, 10);
    times.add("narrow", 8, 100, 6);
    times.add("wide", 1, 100, 90);

    assertThat(times.pace("narrow", 1)).hasValue(0.1);
    assertThat(times.pace("narrow", 8)).hasValue(0.06);
    assertThat(times.pace("wide", 1)).hasValue(0.9);
  }

  @Test
  void theNearestGroupsOrKindsAreUsedWhereNothingElseIsKnown() {
    times.add("narrow", 2, 100, 8);
    times.add("narrow", 6, 100, 6);
    times.add("wide", 1, 100, 90);

    assertThat(times.pace("narrow", 7)).hasValue(0.06);
    assertThat(times.pace("narrow", 4)).as("the slower of two neighbours").hasValue(0.08);
    assertThat(times.pace("narrow", 1)).as("kinds differ more than groups").hasValue(0.08);
    assertThat(times.pace("other", 1)).hasValue(0.9);
  }

  @Test
  void recentAndLongTrialsCountMore() {
    times.add("narrow", 1, 100, 30);
    times.add("narrow", 1, 100, 10);
    assertThat(times.pace("narrow", 1)).hasValue((0.7 * 30 + 10) / 170);

    times.add("narrow", 1, 1000, 100);
    assertThat(times.pace("narrow", 1))
        .hasValue((0.7 * (0.7 * 30 + 10) + 100) / (0.7 * 170 + 1000));
  }

  @Test
  void forgetsHowFastTheMachinesWereLongAgo() {
    times.add("narrow", 1, 1, 1000);
    for (int i = 0; i < 50; i++) {
      times.add("narrow", 1, 1, 3);
    }

    assertThat(times.pace("narrow", 1).orElseThrow()).isCloseTo(3, within(0.01));
  }
}
