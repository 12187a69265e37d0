package io.github.clrsearch.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.clrsearch.cluster.SearchListener;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.Execution;
import io.github.clrsearch.store.Studies;
import io.github.clrsearch.store.StudyStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LivePageTest {
  private static final Pattern DATA = Pattern.compile("id=\"data\">(.*?)</script>");
  private static final Duration OFTEN = Duration.ofMillis(20);
  private static final Duration AT_THE_END = Duration.ZERO;
  private static final Stage STAGE = Stage.of("coarse", 4);
  private static final SearchSpace SPACE =
      new SearchSpace(Map.of("lambda", new LogUniform(1e-5, 0.1)));
  private static final Study STUDY = new Study("s", 1, SPACE, List.of(STAGE, Stage.of("fine", 6)));

  @TempDir private Path folder;
  private final List<String> warnings = new CopyOnWriteArrayList<>();

  @Test
  @Timeout(120)
  void aSearchThatRunsHasAPageOfWhatHasEndedAndOneOfItsEnd() throws Exception {
    try (LivePage page = page(OFTEN)) {
      page.stageStarted(STAGE, SPACE, List.of(), 4, List.of(trial(0)));
      page.trialEnded(trial(1));
      JsonNode running = await(data -> data.at("/counts/ended").asInt() == 2);

      assertThat(running.at("/about/state").asText()).isEqualTo("running");
      assertThat(running.at("/about/reloadSeconds").asDouble()).isEqualTo(0.02);
      assertThat(running.at("/counts/planned").asInt()).isEqualTo(10);

      page.trialEnded(trial(2));
      assertThat(page.ended()).contains(folder.resolve("report.html").toString());
    }

    assertThat(data().at("/about/state").asText()).isEqualTo("ended");
    assertThat(data().at("/counts/ended").asInt()).isEqualTo(3);
    assertThat(data().at("/about").has("reloadSeconds")).isFalse();
    assertThat(warnings).isEmpty();
  }

  @Test
  void aTrialThatWentOnIsOneTrial() throws Exception {
    try (LivePage page = page(AT_THE_END)) {
      page.trialEnded(trial(0));
      page.trialEnded(trial(0));
      page.ended();
    }

    assertThat(data().at("/counts/ended").asInt()).isEqualTo(1);
  }

  @Test
  void aSearchThatIsBrokenOffSaysSo() throws Exception {
    try (LivePage page = page(AT_THE_END)) {
      page.trialEnded(trial(0));
      assertThat(folder.resolve("report.html")).doesNotExist();
      Thread.currentThread().interrupt();
    }

    assertThat(Thread.interrupted()).isTrue();
    assertThat(data().at("/about/state").asText()).isEqualTo("interrupted");
    assertThat(data().at("/counts/ended").asInt()).isEqualTo(1);
  }

  @Test
  void aPageThatCannotBeWrittenIsOneLineAndNoMore() throws Exception {
    try (LivePage page = page(AT_THE_END)) {
      Files.delete(folder.resolve("study.json"));
      SearchListener listener = new SearchListeners(List.of(page));

      listener.stageStarted(STAGE, SPACE, List.of(), 4, List.of());
      listener.trialEnded(trial(0));
      listener.stageEnded(STAGE);

      assertThat(page.ended()).isEmpty();
      assertThat(page.ended()).isEmpty();
    }

    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith(
            "the study's page cannot be written (StoreException: "
                + folder
                + " has no study.json now")
        .endsWith("; the search continues");
    assertThat(folder.resolve("report.html")).doesNotExist();
  }

  private LivePage page(Duration every) {
    StudyStore store = Studies.begin(folder, STUDY);
    return new LivePage(STUDY, store, 5, every, warnings::add);
  }

  private static EndedTrial trial(int number) {
    Instant start = Instant.parse("2026-11-24T08:00:00Z");
    return new EndedTrial(
        new Trial(
            "s", "coarse", number, number, new Setting(Map.of("lambda", 0.01 * (1 + number)))),
        Map.of(),
        new TrialResult(
            new Outcome.Completed(),
            List.of(new CycleResult(1, 100, 1, 1, 0.5, 1, 1, 0.5, List.of(), Map.of())),
            List.of(),
            100),
        new Execution(start, start.plusSeconds(1), "1", "127.0.0.1", 0),
        Studies.PROVENANCE);
  }

  /** Waits for a page, which is either complete or missing. */
  private JsonNode await(Predicate<JsonNode> wanted) throws Exception {
    while (true) {
      if (Files.exists(folder.resolve("report.html")) && wanted.test(data())) {
        return data();
      }
      Thread.sleep(20);
    }
  }

  private JsonNode data() throws Exception {
    Matcher data = DATA.matcher(Files.readString(folder.resolve("report.html")));
    assertThat(data.find()).isTrue();
    return new ObjectMapper().readTree(data.group(1));
  }
}
