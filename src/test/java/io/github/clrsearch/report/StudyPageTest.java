package io.github.clrsearch.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.clrsearch.report.SearchProgress.State;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.Studies;
import io.github.clrsearch.store.StudyStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyPageTest {
  private static final Pattern DATA =
      Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>");
  private static final Pattern SCRIPT = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void tellsTheAnswerTheCountsAndEveryTrial() throws Exception {
    JsonNode data = data(page(PageStudies.whole(folder)));

    assertThat(data.at("/headline/what").asText()).isEqualTo("test accuracy");
    assertThat(data.at("/headline/value").asDouble()).isEqualTo(0.6);
    assertThat(data.get("counts"))
        .hasToString(
            "{\"planned\":0,\"ended\":20,\"completed\":18,\"stopped\":0,\"diverged\":1,\"failed\":1,\"updates\":3700,\"seconds\":600.0}");
    assertThat(data.at("/trials/rows")).hasSize(20);
    assertThat(names(data.at("/trials/rows"), "value").get(0)).isEqualTo("0.62");
    assertThat(data.at("/trials/varied").toString()).isEqualTo("[\"lambda\",\"k\",\"n_s\"]");
    assertThat(data.at("/about/state").asText()).isEqualTo("ended");
    assertThat(data.at("/about").has("reloadSeconds")).isFalse();
  }

  @Test
  void withoutATestTheBestOfTheSearchIsTheAnswerWithItsIntervalAndACaution() throws Exception {
    StudyStore store = PageStudies.begin(folder);
    PageStudies.coarse().forEach(store::append);

    JsonNode headline = data(page(store)).get("headline");

    assertThat(headline.get("what").asText()).isEqualTo("validation accuracy");
    assertThat(headline.get("from").asText()).isEqualTo("coarse/9, at the end of cycle 2");
    assertThat(headline.get("value").asDouble()).isEqualTo(0.49);
    // Wilson's interval of 980 of 2,000.
    assertThat(headline.get("low").asDouble()).isEqualTo(0.4681315);
    assertThat(headline.get("high").asDouble()).isEqualTo(0.5119068);
    assertThat(headline.get("caution").asText())
        .startsWith("Best of 10 trials, so it is optimistically biased");
  }

  @Test
  void axesHaveWhatWasSearchedTheirScaleAndTheRangesOfLaterStages() throws Exception {
    JsonNode dimensions = data(page(PageStudies.whole(folder))).get("dimensions");

    assertThat(names(dimensions, "name")).containsExactly("lambda", "n_s");
    assertThat(names(dimensions, "log")).containsExactly("true", "false");
    assertThat(names(dimensions, "min")).containsExactly("1.0E-5", "100.0");
    assertThat(names(dimensions, "max")).containsExactly("0.1", "400.0");
    assertThat(dimensions.at("/0/ranges").toString())
        .isEqualTo("[{\"stage\":\"fine\",\"min\":0.001,\"max\":0.01}]");
  }

  @Test
  void bestSoFarHasEveryRiseAndEndsWithTheLastTrial() throws Exception {
    JsonNode steps = data(page(PageStudies.whole(folder))).get("bestSoFar");

    assertThat(steps).hasSize(10 + 8);
    assertThat(steps.at("/0").toString())
        .isEqualTo("{\"trial\":\"coarse/0\",\"updates\":200,\"seconds\":30.0,\"value\":0.4}");
    assertThat(steps.at("/17/updates").asLong()).isEqualTo(3700);
  }

  @Test
  void updatesOfATrialThatALaterStageTrainedFurtherCountOnce() {
    EndedTrial coarse = Studies.completed("s", "coarse", 0, 0.4, 0.5);
    Trial further = new Trial("s", "deep", 0, coarse.trial().seed(), coarse.trial().setting());
    EndedTrial deep = Studies.completed("s", "deep", 0, 0.4, 0.5, 0.6).of(further);
    PageTrials trials = new PageTrials(List.of(coarse, deep), PageStudies.METRIC);

    assertThat(trials.counts(2).updates()).isEqualTo(3 * 1960);
    assertThat(trials.bestSoFar()).last().extracting(Improvement::updates).isEqualTo(3 * 1960L);
  }

  @Test
  void queriesAskForWhatIsSearched() throws Exception {
    String command = data(page(PageStudies.whole(folder))).at("/queries/0/command").asText();

    assertThat(command)
        .isEqualTo(
            "./submit.sh sql \"SELECT stage, number, cycle, lambda, k, validation_accuracy FROM cycles ORDER BY validation_accuracy DESC LIMIT 10\" --study %s",
            folder);
  }

  @Test
  void whatThereIsNotIsLeftOut() throws Exception {
    JsonNode data = data(page(PageStudies.begin(folder)));

    for (String part : List.of("headline", "trials/rows", "curves", "tests", "weights", "table1")) {
      assertThat(data.at("/" + part).isMissingNode()).as(part).isTrue();
    }
  }

  @Test
  void onlyAPageOfARunningSearchLooksForANewerOne() throws Exception {
    StudyStore store = PageStudies.begin(folder);
    SearchProgress running =
        new SearchProgress(
            State.RUNNING, PageStudies.STARTED, 20, Duration.ofMinutes(90), Duration.ofSeconds(10));

    JsonNode about =
        data(StudyPage.of(store, List.of(), running, PageStudies.SMOOTHING)).get("about");

    assertThat(about.get("state").asText()).isEqualTo("running");
    assertThat(about.get("reloadSeconds").asDouble()).isEqualTo(10);
    assertThat(about.get("secondsLeft").asDouble()).isEqualTo(5400);
  }

  @Test
  void manyTrialsAreSampledAndThePageSaysSo() throws Exception {
    StudyStore store = PageStudies.begin(folder);
    List<EndedTrial> many = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      many.add(PageStudies.trial("coarse", i, 1e-5 * (1 + i), 0.2 + 1e-4 * i));
    }

    byte[] page =
        StudyPage.of(store, many, SearchProgress.ended(PageStudies.STARTED), PageStudies.SMOOTHING);
    JsonNode data = data(page);

    assertThat(page.length).isLessThan(2_500_000);
    assertThat(data.at("/counts/ended").asInt()).isEqualTo(5000);
    assertThat(data.at("/trials/rows")).hasSize(PageTrials.MAX_ROWS);
    assertThat(data.at("/trials/rows/0/number").asInt()).isEqualTo(4999);
    assertThat(data.at("/trials/sampling").asText())
        .startsWith("Shows the best 1,000 of 5,000 trials and an even sample of the others");
    assertThat(data.at("/curves/trials")).hasSize(PageCurves.BEST);
  }

  @Test
  void thePolicyAllowsItsOwnScriptsAndNoRequest() throws Exception {
    String page = new String(page(PageStudies.whole(folder)), StandardCharsets.UTF_8);

    Matcher scripts = SCRIPT.matcher(page);
    List<String> hashes = new ArrayList<>();
    while (scripts.find()) {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(scripts.group(1).getBytes(StandardCharsets.UTF_8));
      hashes.add("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
    }
    assertThat(hashes).hasSize(2);
    assertThat(page.lines().filter(line -> line.contains("Content-Security-Policy")))
        .singleElement()
        .asString()
        .contains(
            "content=\"default-src 'none'; script-src %s; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'\""
                .formatted(String.join(" ", hashes)));
  }

  @Test
  void noTextOfAStudyIsMarkup() throws Exception {
    String page = new String(page(PageStudies.whole(folder)), StandardCharsets.UTF_8);

    Matcher data = DATA.matcher(page);
    assertThat(data.find()).isTrue();
    assertThat(data.group(1)).doesNotContain("<", ">", "&").contains("\\u003cimg src=x onerror");
    assertThat(page.split("</script>", -1).length - 1).isEqualTo(3);
    assertThat(data(page.getBytes(StandardCharsets.UTF_8)).at("/about/study").asText())
        .isEqualTo(PageStudies.HOSTILE);
  }

  @Test
  void trialsThatWentWrongKeepTheirReason() throws Exception {
    JsonNode rows = data(page(PageStudies.whole(folder))).at("/trials/rows");

    assertThat(names(rows, "outcome")).contains(new Outcome.Failed("").name());
    assertThat(rows.get(19).get("reason").asText()).isEqualTo("it failed: " + PageStudies.HOSTILE);
  }

  private static byte[] page(StudyStore store) {
    return StudyPage.of(
        store, store.trials(), SearchProgress.ended(PageStudies.STARTED), PageStudies.SMOOTHING);
  }

  private static JsonNode data(byte[] page) throws Exception {
    Matcher data = DATA.matcher(new String(page, StandardCharsets.UTF_8));
    assertThat(data.find()).isTrue();
    return new ObjectMapper().readTree(data.group(1));
  }

  private static List<String> names(JsonNode rows, String field) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(row -> row.path(field).asText())
        .toList();
  }
}
