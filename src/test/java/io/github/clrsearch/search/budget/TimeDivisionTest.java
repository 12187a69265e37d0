package io.github.clrsearch.search.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.clrsearch.search.budget.TimeDivision.Later;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeDivisionTest {
  private static final double UNKNOWN = Double.POSITIVE_INFINITY;

  @Test
  void stagesDivideTheTimeByTheirWeights() {
    TimeDivision first =
        new TimeDivision(0.5, List.of(new Later(0.3, UNKNOWN), new Later(0.2, UNKNOWN)));

    assertThat(first.left(1000, 0, 0)).isCloseTo(500, within(1e-9));
    assertThat(first.left(1000, 100, 0)).isCloseTo(400, within(1e-9));
    assertThat(first.left(1000, 600, 0)).as("it is late").isCloseTo(-100, within(1e-9));
  }

  @Test
  void timeThatIsReservedIsNotDivided() {
    TimeDivision first = new TimeDivision(1, List.of(new Later(1, UNKNOWN)));

    assertThat(first.left(1000, 0, 200)).isEqualTo(400);
    assertThat(first.left(100, 0, 200)).as("the reserve takes everything").isEqualTo(-100);
  }

  @Test
  void theLastStageHasTheRest() {
    assertThat(new TimeDivision(0.1, List.of()).left(1000, 0, 100)).isEqualTo(900);
  }

  @Test
  void whatALaterStageDoesNotNeedIsLeftToThisOne() {
    TimeDivision first = new TimeDivision(1, List.of(new Later(1, 50)));

    assertThat(first.left(1000, 0, 0)).isEqualTo(950);
  }

  @Test
  void withoutABudgetThereIsNoEnd() {
    assertThat(new TimeDivision(1, List.of(new Later(1, UNKNOWN))).left(UNKNOWN, 5, 3))
        .isInfinite();
  }
}
