package io.github.clrsearch.search.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SlotsTest {

  @Test
  void aFreeSlotCanBeUsedAtOnce() {
    assertThat(new Slots(2, List.of()).untilFree()).isZero();
    assertThat(new Slots(2, List.of(100.0)).untilFree()).isZero();
  }

  @Test
  void otherwiseTheFirstTaskToEndFreesOne() {
    assertThat(new Slots(2, List.of(100.0, 30.0)).untilFree()).isEqualTo(30);
    assertThat(new Slots(2, List.of(100.0, -5.0)).untilFree()).as("it is overdue").isZero();
  }

  @Test
  void tasksThatWaitBeginFirst() {
    assertThat(new Slots(2, List.of(100.0, 30.0, 20.0)).untilFree()).isEqualTo(50);
    assertThat(new Slots(2, List.of(100.0, 30.0, 90.0)).untilFree()).isEqualTo(100);
  }
}
