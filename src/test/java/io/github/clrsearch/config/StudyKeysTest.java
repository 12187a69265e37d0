package io.github.clrsearch.config;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.search.SearchingStage;
import io.github.clrsearch.search.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Every key of a study is read. */
class StudyKeysTest {
  /** What is read, by the name that the cases have for it. */
  private static final Map<String, Function<StudyConfiguration, Object>> READ =
      Map.ofEntries(
          entry("study.name", read -> read.study().name()),
          entry("study.seed", read -> read.study().seed()),
          entry("data.path", read -> read.data().path()),
          entry("data.format", read -> read.data().format()),
          entry("data.training", read -> read.data().options().files().training()),
          entry(
              "data.validation",
              read -> read.data().validation() + " " + read.data().options().files().validation()),
          entry("data.whitening", read -> read.data().whitening()),
          entry("data.synthetic", read -> read.data().synthetic()),
          entry("measure", read -> read.measure().perCycle() + " " + read.measure().subset()),
          entry("search.objective", read -> read.search().compareBy()),
          entry("search.max-consecutive-failures", read -> read.search().maxConsecutiveFailures()),
          entry("search.deadline", read -> read.search().deadline()),
          entry("search.keep-state-after", read -> read.search().keepStateAfter()),
          entry("search.retry-writes-for", read -> read.search().retryWritesFor()),
          entry("search.leaderboard", read -> read.search().leaderboard()),
          entry("search.budget", read -> read.search().budget()),
          entry("stop", read -> read.search().stop()),
          entry("stages", read -> read.study().stages().stream().map(StudyKeysTest::text).toList()),
          entry("stages[0].size", read -> searching(read.study().stages().get(0)).size()),
          entry("train.validation", read -> read.train().validation()),
          entry("train.seeds", read -> read.train().seeds()),
          entry("lr-range", StudyConfiguration::rangeTest),
          entry("tracking", StudyConfiguration::tracking),
          entry("notify", StudyConfiguration::notification));

  @TempDir private Path folder;

  private static SearchingStage searching(Stage stage) {
    return (SearchingStage) stage;
  }

  private static String text(Stage stage) {
    return "%s: %d %s".formatted(stage.name(), stage.trials(), searching(stage).refine());
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/study-keys.txt", delimiter = '|', quoteCharacter = '^')
  void readsEveryKey(String text, String what, String expected) throws IOException {
    assertThat(READ.get(what).apply(new StudyTexts(folder).read(text))).hasToString(expected);
  }
}
