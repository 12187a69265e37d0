package io.github.clrsearch.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.report.SearchProgress.State;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.StudyStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page in a real browser, opened from a file. */
class StudyPageBrowserTest {
  private static final String ROWS = "#trials-table tbody tr";
  private static Optional<Browser> started = Optional.empty();

  @TempDir private Path folder;
  private Browser browser;

  @BeforeAll
  static void start() {
    started = Browser.start();
    Assumptions.assumeTrue(
        started.isPresent(),
        "there is no /usr/bin/chromium with /usr/bin/chromedriver: apt-get install chromium chromium-driver");
  }

  @AfterAll
  static void stop() {
    started.ifPresent(Browser::close);
  }

  @BeforeEach
  void onADesk() {
    browser = started.orElseThrow();
    browser.size(1280, 900);
    browser.prefer("light");
  }

  @Test
  void drawsEverythingWithoutAComplaintOrARequest() {
    browser.open(whole());

    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests()).singleElement().asString().contains("report.html");
    assertThat(
            browser.texts(
                "return [...document.querySelectorAll('main h2')].map(h => h.textContent)"))
        .containsExactly(
            "Test accuracy",
            "Notes",
            "Accuracy by hyperparameter",
            "Importance and confirmation",
            "Progress",
            "Tests",
            "First-layer weights",
            "Learning curves",
            "Trials",
            "Query with SQL",
            "Provenance");
    assertThat(
            browser.texts(
                "return [...document.querySelectorAll('.chart')].filter(c => c.querySelector('svg path') === null).map(c => c.id)"))
        .as("charts without a mark")
        .isEmpty();
  }

  @Test
  void comparesStudiesOnOnePage() throws IOException {
    StudyStore one = PageStudies.whole(folder.resolve("one"));
    StudyStore other = PageStudies.confirmed(folder.resolve("other"));
    Path page = folder.resolve("compared.html");
    Files.write(page, ComparisonPage.of(StudyComparison.of(List.of(one, other)), Instant.now()));
    browser.open(page);

    assertThat(browser.complaints()).isEmpty();
    assertThat(
            browser.texts(
                "return [...document.querySelectorAll('main h2')].map(h => h.textContent)"))
        .containsExactly("Comparison of 2 studies", "Studies", "Progress");
    assertThat(
            browser.texts(
                "return [...document.querySelectorAll('.chart')].filter(c => c.querySelector('svg path') !== null).map(c => c.id)"))
        .containsExactly("chart-compared-over-updates", "chart-compared-over-time");
  }

  @Test
  void marksAreAsManyAsTheStoreHas() {
    browser.open(whole());

    // One mark per trial with an accuracy, and one in the legend.
    assertThat(paths("accuracy-over-lambda", "#0072B2")).isEqualTo(PageStudies.COARSE - 2 + 1);
    // The same, and the shaded range.
    assertThat(paths("accuracy-over-lambda", "#D55E00")).isEqualTo(PageStudies.FINE + 1 + 1);
    assertThat(points("parallel", 0)).isEqualTo(PageStudies.COARSE - 2 + PageStudies.FINE);
    assertThat(points("best-over-updates", 1)).isEqualTo(18);
    assertThat(points("most-important", 0)).isEqualTo(PageStudies.COARSE - 2 + PageStudies.FINE);
    assertThat(points("timeline", 0)).isEqualTo(PageStudies.COARSE);
    assertThat(points("confusion", 0)).isEqualTo(4);
    assertThat(browser.count("return document.querySelectorAll('%s').length".formatted(ROWS)))
        .isEqualTo(PageStudies.COARSE + PageStudies.FINE);
    assertThat(browser.count("return document.querySelectorAll('.tile').length")).isEqualTo(5);
  }

  @Test
  void aClickOnAHeadSortsAndSaysSo() {
    browser.open(whole());

    click("lambda");
    List<String> ascending = column("lambda");
    assertThat(sortedBy("lambda")).isEqualTo("ascending");
    click("lambda");
    List<String> descending = column("lambda");

    assertThat(sortedBy("lambda")).isEqualTo("descending");
    assertThat(sortedBy("accuracy")).isEqualTo("none");
    assertThat(ascending)
        .isSortedAccordingTo((a, b) -> Double.compare(number(a), number(b)))
        .hasSize(20);
    assertThat(descending)
        .isSortedAccordingTo((a, b) -> Double.compare(number(b), number(a)))
        .hasSize(20);
    // Rows without a number come last in both directions.
    click("accuracy");
    assertThat(column("accuracy").subList(18, 20)).containsExactly("–", "–");
  }

  @Test
  void anotherTrialsCurvesCanBeChosen() {
    browser.open(whole());
    assertThat(curves()).isEqualTo("Learning curves of fine/7");

    browser.ask(
        "const s = document.getElementById('choose-curves'); s.value = 'coarse/3'; s.dispatchEvent(new Event('change'))");

    assertThat(curves()).isEqualTo("Learning curves of coarse/3");
    assertThat(points("learning-curves", 0)).isEqualTo(2);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aPageOfARunningSearchFollowsItAndKeepsTheReadersChoicesUntilItEnds() {
    StudyStore store = PageStudies.begin(folder);
    List<EndedTrial> trials = PageStudies.coarse();
    browser.open(page(store, trials.subList(0, 5), running()));
    click("lambda");
    click("lambda");

    page(store, trials.subList(0, 8), running());
    browser.await(
        "return document.querySelectorAll('%s').length".formatted(ROWS), eight -> eight.equals(8L));
    browser.await("return document.querySelector('.state').className", "state running"::equals);
    assertThat(sortedBy("lambda")).isEqualTo("descending");

    page(store, trials, SearchProgress.ended(Instant.now()));
    browser.await("return document.querySelector('.state').className", "state ended"::equals);
    assertThat(browser.count("return document.querySelectorAll('%s').length".formatted(ROWS)))
        .isEqualTo(PageStudies.COARSE);
    assertThat(browser.ask("return document.getElementById('follow')")).isNull();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void hostileNamesAreTexts() {
    browser.open(whole());

    assertThat(browser.ask("return window.hacked === undefined")).isEqualTo(true);
    assertThat(browser.count("return document.querySelectorAll('img').length")).isZero();
    assertThat(browser.count("return document.scripts.length")).isEqualTo(3);
    assertThat(browser.ask("return document.querySelector('h1').textContent"))
        .isEqualTo(PageStudies.HOSTILE);
    assertThat(column("reason")).contains("it failed: " + PageStudies.HOSTILE);
    assertThat((String) browser.ask("return document.title")).startsWith(PageStudies.HOSTILE);
  }

  @Test
  void aPhoneScrollsDownOnly() {
    browser.size(375, 800);

    browser.open(whole());

    assertThat(browser.count("return document.documentElement.scrollWidth")).isEqualTo(375);
    assertThat(
            browser.texts(
                "return [...document.querySelectorAll('.chart svg')].filter(s => s.getBoundingClientRect().right > 375).map(s => s.parentElement.id)"))
        .isEmpty();
  }

  @Test
  void darkIsDarkAlsoWhereItComesLater() {
    browser.open(whole());
    String light = (String) browser.ask("return getComputedStyle(document.body).backgroundColor");

    browser.prefer("dark");
    browser.await(
        "return document.querySelector('#chart-accuracy-over-lambda path[fill=\"#56B4E9\"]') !== null",
        Boolean.TRUE::equals);

    assertThat(light).isEqualTo("rgb(246, 246, 243)");
    assertThat(browser.ask("return getComputedStyle(document.body).backgroundColor"))
        .isEqualTo("rgb(18, 21, 23)");
  }

  @Test
  void aScreenReaderFindsItsWay() {
    browser.open(whole());

    assertThat(
            browser.texts(
                "return [...document.querySelectorAll('.chart, .tiles')].filter(c => c.getAttribute('role') !== 'img' || !/\\. ./.test(c.getAttribute('aria-label'))).map(c => c.id)"))
        .as("charts that do not say what they show")
        .isEmpty();
    assertThat(
            browser.texts(
                "return ['header', 'main', 'footer', 'h1', 'nav[aria-label]'].map(n => n + ' ' + document.querySelectorAll(n).length)"))
        .containsExactly("header 1", "main 1", "footer 1", "h1 1", "nav[aria-label] 1");
    List<String> levels =
        browser.texts("return [...document.querySelectorAll('h1, h2, h3')].map(h => h.tagName)");
    for (int i = 1; i < levels.size(); i++) {
      assertThat(levels.get(i).charAt(1) - levels.get(i - 1).charAt(1))
          .as("heading %d after %s", i, levels.get(i - 1))
          .isLessThanOrEqualTo(1);
    }
    // The chart library labels the contents of its drawings itself.
    List<String> ids =
        browser.texts("return [...document.querySelectorAll('[id]:not(.chart *)')].map(e => e.id)");
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(browser.ask("return document.documentElement.lang")).isEqualTo("en");
  }

  @ParameterizedTest
  @EnumSource
  void whatHasNoValueIsNotShown(EveryStudy kind) {
    StudyStore store = kind.withoutAny(folder);

    browser.open(page(store, store.trials(), SearchProgress.ended(Instant.now())));

    assertThat(browser.complaints()).isEmpty();
    assertThat((String) browser.ask("return document.body.innerText"))
        .doesNotContain("null", "undefined", "NaN", "Invalid");
  }

  @Test
  void axesAreWhatWasSearchedAndConstantsHaveNone() {
    StudyStore store = PageStudies.begin(folder);
    List<EndedTrial> few = PageStudies.coarse().subList(4, 7);
    browser.open(page(store, few, SearchProgress.ended(Instant.now())));

    assertThat(axes("accuracy-over-lambda", "xAxis")).containsExactly("lambda log 0.00001 0.1");
    assertThat(axes("accuracy-over-n_s", "xAxis")).containsExactly("n_s value 100 400");
    assertThat(axes("parallel", "parallelAxis"))
        .startsWith("lambda log 0.00001 0.1", "n_s value 100 400")
        .hasSize(3);
    assertThat(
            browser.texts(
                "return [...document.querySelectorAll('#chart-accuracy-over-lambda text')].map(t => t.textContent)"))
        .contains("1e-5", "0.1");
  }

  @Test
  void everyTimeHasItsDateAndItsZone() {
    browser.open(whole());

    assertThat((String) browser.ask("return document.querySelector('.state').textContent"))
        .matches("finished, \\w{3} \\d+, \\d{4}, [\\d:]+\\W[AP]M \\S+");
    assertThat((String) browser.ask("return document.querySelector('footer').textContent"))
        .containsPattern(" at \\w{3} \\d+, \\d{4}, [\\d:]+\\W[AP]M \\S+\\. This page");
  }

  private List<String> axes(String chart, String kind) {
    return browser.texts(
        "return echarts.getInstanceByDom(document.getElementById('chart-' + arguments[0])).getOption()[arguments[1]].map(a => [a.name, a.type, a.min, a.max].join(' '))",
        chart,
        kind);
  }

  private Path whole() {
    StudyStore store = PageStudies.whole(folder);
    return page(store, store.trials(), SearchProgress.ended(Instant.now()));
  }

  private Path page(StudyStore store, List<EndedTrial> trials, SearchProgress progress) {
    return Path.of(
        store.viewed().page(StudyPage.of(store, trials, progress, PageStudies.SMOOTHING)));
  }

  private static SearchProgress running() {
    return new SearchProgress(
        State.RUNNING, Instant.now(), PageStudies.COARSE, null, Duration.ofMillis(500));
  }

  private long paths(String chart, String colour) {
    return browser.count(
        "return document.querySelectorAll('#chart-' + arguments[0] + ' path[fill=\"' + arguments[1] + '\"]').length",
        chart,
        colour);
  }

  private long points(String chart, int series) {
    return browser.count(
        "return echarts.getInstanceByDom(document.getElementById('chart-' + arguments[0])).getOption().series[arguments[1]].data.length",
        chart,
        series);
  }

  private void click(String column) {
    browser.ask(
        "[...document.querySelectorAll('#trials-table th button')].find(b => b.textContent === arguments[0]).click()",
        column);
  }

  private Object sortedBy(String column) {
    return browser.ask(
        "return [...document.querySelectorAll('#trials-table thead th')].find(h => h.textContent === arguments[0]).getAttribute('aria-sort')",
        column);
  }

  private List<String> column(String name) {
    List<String> heads =
        browser.texts(
            "return [...document.querySelectorAll('#trials-table thead th')].map(h => h.textContent)");
    return browser.texts(
        "return [...document.querySelectorAll('%s')].map(r => r.children[arguments[0]].textContent)"
            .formatted(ROWS),
        heads.indexOf(name));
  }

  private Object curves() {
    return browser.ask("return document.querySelector('#curves h3').textContent");
  }

  private static double number(String text) {
    return Double.parseDouble(text.replace(",", ""));
  }
}
