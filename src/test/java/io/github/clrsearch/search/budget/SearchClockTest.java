package io.github.clrsearch.search.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clrsearch.search.budget.TimeBudget.Additional;
import io.github.clrsearch.search.budget.TimeBudget.Total;
import io.github.clrsearch.search.budget.TimeBudget.Unlimited;
import io.github.clrsearch.search.budget.TimeBudget.Until;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchClockTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final double SECONDS_PER_HOUR = 3600;

  private final FakeClock time = new FakeClock(at("2026-11-27T22:00"));

  private static ZonedDateTime at(String local) {
    return java.time.LocalDateTime.parse(local).atZone(BERLIN);
  }

  private SearchClock start(TimeBudget budget, BudgetState kept) {
    return SearchClock.start(budget, kept, time.source(), Duration.ZERO);
  }

  private static double hours(double seconds) {
    return seconds / SECONDS_PER_HOUR;
  }

  @Test
  void withoutABudgetTimeNeverEnds() {
    SearchClock clock = start(new Unlimited(), BudgetState.NONE);
    time.pass(HOUR.multipliedBy(100));

    assertThat(clock.left()).isInfinite().isPositive();
  }

  @Test
  void countsTheTimeBeforeTheSearchBegan() {
    SearchClock clock =
        SearchClock.start(new Total(HOUR), BudgetState.NONE, time.source(), Duration.ofMinutes(15));

    assertThat(clock.elapsed()).isEqualTo(900);
    assertThat(clock.left()).isEqualTo(2700);
  }

  @Test
  void anInterruptedSearchHasTheRestOfItsBudget() {
    SearchClock first = start(new Additional(HOUR.multipliedBy(8)), BudgetState.NONE);
    time.pass(HOUR.multipliedBy(3));
    BudgetState kept = first.state();
    // Pauses do not count.
    time.pass(HOUR.multipliedBy(24));
    SearchClock second = start(new Additional(HOUR.multipliedBy(8)), kept);
    time.pass(HOUR);

    assertThat(hours(second.used())).isEqualTo(4);
    assertThat(hours(second.left())).isEqualTo(4);
  }

  @Test
  void anOptionOnAFinishedSearchGivesThatMuchMore() {
    SearchClock first = start(new Additional(HOUR.multipliedBy(8)), BudgetState.NONE);
    time.pass(HOUR.multipliedBy(5));
    first.end();
    SearchClock second = start(new Additional(HOUR.multipliedBy(2)), first.state());

    assertThat(hours(second.elapsed())).isEqualTo(5);
    assertThat(hours(second.used())).isZero();
    assertThat(hours(second.left())).isEqualTo(2);
  }

  @Test
  void theTotalOfAFileIsForAllRunsTogether() {
    SearchClock first = start(new Total(HOUR.multipliedBy(8)), BudgetState.NONE);
    time.pass(HOUR.multipliedBy(5));
    first.end();

    assertThat(hours(start(new Total(HOUR.multipliedBy(8)), first.state()).left())).isEqualTo(3);
    assertThat(hours(start(new Total(HOUR.multipliedBy(4)), first.state()).left())).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-27T22:00, 07:00, 9",
    "2026-11-27T06:30, 07:00, 0.5",
    "2026-11-27T07:00, 07:00, 24",
    "2026-12-31T23:00, 01:00, 2",
    // Clocks are set back and forward by an hour in these nights; 02:30 does not exist in the
    // second.
    "2026-10-24T22:00, 07:00, 10",
    "2026-03-28T22:00, 07:00, 8",
    "2026-03-28T22:00, 02:30, 4.5",
  })
  void anAppointmentIsAtTheNextSuchTime(String now, String until, double hours) {
    time.set(at(now));

    assertThat(hours(start(new Until(LocalTime.parse(until)), BudgetState.NONE).left()))
        .isEqualTo(hours);
  }

  @Test
  void anInterruptedSearchKeepsItsAppointment() {
    Until seven = new Until(LocalTime.of(7, 0));
    SearchClock first = start(seven, BudgetState.NONE);
    time.pass(HOUR.multipliedBy(3));
    BudgetState kept = first.state();
    time.pass(HOUR.multipliedBy(4));
    assertThat(hours(start(seven, kept).left())).isEqualTo(2);

    time.pass(HOUR.multipliedBy(3));
    assertThat(hours(start(seven, kept).left())).as("it was missed").isEqualTo(-1);
    assertThat(hours(start(new Until(LocalTime.of(9, 0)), kept).left())).isEqualTo(1);
  }

  @Test
  void aFinishedSearchHasANewAppointment() {
    Until seven = new Until(LocalTime.of(7, 0));
    SearchClock first = start(seven, BudgetState.NONE);
    time.pass(HOUR.multipliedBy(9));
    first.end();

    assertThat(hours(start(seven, first.state()).left())).isEqualTo(24);
  }

  @Test
  void settingTheClockMovesAppointmentsOnly() {
    SearchClock budget = start(new Total(HOUR), BudgetState.NONE);
    SearchClock appointment = start(new Until(LocalTime.of(23, 0)), BudgetState.NONE);
    time.set(at("2026-11-27T22:30"));

    assertThat(budget.left()).isEqualTo(3600);
    assertThat(appointment.left()).isEqualTo(1800);
    assertThat(appointment.elapsed()).isZero();
  }

  @Test
  void stagesContinueWithinTheirBudget() {
    SearchClock first = start(new Additional(HOUR), BudgetState.NONE);
    time.pass(Duration.ofMinutes(10));
    assertThat(first.begin("coarse")).isZero();
    time.pass(Duration.ofMinutes(5));
    assertThat(first.begin("coarse")).isEqualTo(300);

    SearchClock resumed = start(new Additional(HOUR), first.state());
    time.pass(Duration.ofMinutes(1));
    assertThat(resumed.begin("coarse")).isEqualTo(360);

    resumed.end();
    assertThat(start(new Additional(HOUR), resumed.state()).begin("coarse"))
        .as("in the next budget")
        .isZero();
  }

  @Test
  void refusesBudgetsOfNoTimeAndStatesThatCannotBe() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Total(Duration.ZERO))
        .withMessage("a time budget must be greater than 0, but got PT0S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BudgetState(1, 2, Optional.empty(), false, Map.of()))
        .withMessage(
            "a budget must have 0 <= began <= elapsed, but got began = 2.0 and elapsed = 1.0");
  }
}
