package io.github.clrsearch.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.report.PageTimeline.Bar;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.Execution;
import io.github.clrsearch.store.Studies;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageTimelineTest {
  private static final Instant BEGAN = Instant.parse("2026-11-24T08:00:00Z");

  private final List<EndedTrial> trials = new ArrayList<>();

  private void ran(String executor, double from, double to, int sideBySide) {
    Execution execution =
        new Execution(at(from), at(to), executor, executor == null ? null : "host", 0)
            .fused(sideBySide, 1.0 / sideBySide);
    trials.add(
        new EndedTrial(
            new Trial("s", "a", trials.size(), 1, new Setting(Map.of("lambda", 0.1))),
            Map.of(),
            new TrialResult(new Outcome.Completed(), List.of(), List.of(), 1),
            execution,
            Studies.PROVENANCE));
  }

  private static Instant at(double seconds) {
    return BEGAN.plusMillis(Math.round(1000 * seconds));
  }

  @Test
  void tasksOfAnExecutorThatOverlapAreOnDifferentSlots() {
    ran("2", 1, 4, 1);
    ran("1", 0, 4, 1);
    ran("1", 2, 6, 1);
    ran("1", 4, 10, 1);

    PageTimeline timeline = PageTimeline.of(trials);

    assertThat(timeline.slots()).containsExactly("1 on host", "1 on host", "2 on host");
    assertThat(timeline.bars())
        .containsExactly(
            new Bar(0, 0, 4, "a", "a/1"),
            new Bar(0, 4, 10, "a", "a/3"),
            new Bar(1, 2, 6, "a", "a/2"),
            new Bar(2, 1, 4, "a", "a/0"));
    assertThat(timeline.seconds()).isEqualTo(10);
    assertThat(timeline.busy()).isEqualTo((4 + 6 + 4 + 3) / 30.0);
    assertThat(timeline.continued()).isFalse();
  }

  @Test
  void trialsThatWereTrainedTogetherAreOneTask() {
    ran("1", 0, 4, 2);
    ran("1", 0, 4, 2);
    ran("1", 0, 4, 1);

    PageTimeline timeline = PageTimeline.of(trials);

    assertThat(timeline.tasks()).isEqualTo(2);
    assertThat(timeline.bars())
        .containsExactly(new Bar(0, 0, 4, "a", "a/0, a/1"), new Bar(1, 0, 4, "a", "a/2"));
  }

  @Test
  void aTrialThatSparkGaveUpHasNoPlace() {
    assertThat(PageTimeline.of(trials)).isNull();
    ran(null, 0, 1, 1);
    assertThat(PageTimeline.of(trials)).isNull();
  }

  @Test
  void manyTasksInSuccessionAreOneBar() {
    for (int i = 0; i < PageTimeline.FEW_TASKS; i++) {
      ran("1", i, i + 1, 1);
    }
    ran("1", PageTimeline.FEW_TASKS + 100, PageTimeline.FEW_TASKS + 101, 1);

    assertThat(PageTimeline.of(trials).bars())
        .containsExactly(
            new Bar(0, 0, 1000, "a", "a/0 to a/999"), new Bar(0, 1100, 1101, "a", "a/1000"));
  }

  @Test
  void theChartHasALimitedNumberOfSlots() {
    for (int i = 0; i < PageTimeline.MAX_SLOTS + 10; i++) {
      ran("1", 0, 1, 1);
    }

    PageTimeline timeline = PageTimeline.of(trials);

    assertThat(timeline.allSlots()).isEqualTo(PageTimeline.MAX_SLOTS + 10);
    assertThat(timeline.slots()).hasSize(PageTimeline.MAX_SLOTS);
    assertThat(timeline.busy()).isEqualTo(1);
  }
}
