package io.github.clrsearch.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.trial.Metric;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {
  private static final Instant BEGAN = Instant.parse("2026-11-24T23:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0  | 60 | 0  | 40    | 2026-11-24 23:00 UTC: 0 of 60 trials; 40 s so far, end unknown
          2  | 60 | 2  | 60    | 2026-11-24 23:01 UTC: 2 of 60 trials; 1 min so far, end unknown
          30 | 60 | 30 | 3000  | 2026-11-24 23:50 UTC: 30 of 60 trials; 50 min so far, about 50 min left, ends 2026-11-25 00:40 UTC
          50 | 60 | 5  | 36000 | 2026-11-25 09:00 UTC: 50 of 60 trials; 10 h 00 min so far, about 20 h 00 min left, ends 2026-11-26 05:00 UTC
          60 | 60 | 60 | 60    | 2026-11-24 23:01 UTC: 60 of 60 trials; 1 min so far, about 0 s left, ends 2026-11-24 23:01 UTC
          """)
  void tellsHowFarItIsAndWhenItEnds(
      long done, long total, long since, long seconds, String expected) {
    assertThat(Progress.line(done, total, since, "trials", BEGAN, BEGAN.plusSeconds(seconds)))
        .isEqualTo(expected);
  }

  @Test
  void printsALineAgainAndAgainUntilItIsClosed() throws InterruptedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CountDownLatch asked = new CountDownLatch(3);
    try (Progress progress =
        new Progress(
            new PrintStream(bytes, true, StandardCharsets.UTF_8),
            Duration.ofMillis(1),
            began -> {
              asked.countDown();
              return "line";
            })) {
      asked.await();
    }

    assertThat(bytes.toString(StandardCharsets.UTF_8).lines()).startsWith("line", "line");
  }

  @Test
  void aSearchTellsOfAllItsStages() {
    Study study =
        new Study(
            "s", 1, SearchSpace.empty(), List.of(Stage.of("coarse", 10), Stage.of("fine", 5)));
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    try (SearchConsole console = new SearchConsole(nowhere, study, Metric.accuracy(), false)) {
      console.stageStarted(study.stages().get(0), SearchSpace.empty(), List.of(), 8, List.of());

      assertThat(console.progress(Instant.now()))
          .contains(": 0 of 13 trials, no accuracy yet; ")
          .endsWith(" so far, end unknown");
    }
  }
}
