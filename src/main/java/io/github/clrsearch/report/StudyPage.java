package io.github.clrsearch.report;

import io.github.clrsearch.report.PageData.About;
import io.github.clrsearch.report.PageData.Confirmed;
import io.github.clrsearch.report.PageData.MetricPart;
import io.github.clrsearch.report.PageData.StagePart;
import io.github.clrsearch.store.ComparisonRow;
import io.github.clrsearch.store.ConfirmedRow;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.FrozenStage;
import io.github.clrsearch.store.Provenance;
import io.github.clrsearch.store.StageDefinition;
import io.github.clrsearch.store.StudyHeader;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.store.TestedRow;
import io.github.clrsearch.training.TrainingMethod;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A study as one self-contained web page: a file with data, charts and scripts that makes no
 * requests.
 */
public final class StudyPage {
  private static final String SYNTHETIC = "synthetic";

  private final StudyStore store;
  private final StudyHeader header;
  private final List<EndedTrial> ended;
  private final PageTrials trials;
  private final int smoothing;

  private StudyPage(StudyStore store, List<EndedTrial> ended, int smoothing) {
    this.store = store;
    this.header = store.header();
    this.ended = ended;
    this.trials = new PageTrials(ended, header.metric());
    this.smoothing = smoothing;
  }

  /**
   * The page as UTF-8.
   *
   * @param ended trials of the study, which a running search has in memory
   * @param smoothing number of points in the moving average of a range test's curves, odd
   */
  public static byte[] of(
      StudyStore store, List<EndedTrial> ended, SearchProgress progress, int smoothing) {
    return PageHtml.of(new StudyPage(store, ended, smoothing).data(progress));
  }

  /** The data of pages and pictures. */
  static PageData data(
      StudyStore store, List<EndedTrial> ended, SearchProgress progress, int smoothing) {
    return new StudyPage(store, ended, smoothing).data(progress);
  }

  private PageData data(SearchProgress progress) {
    List<FrozenStage> frozen = SearchedAxis.searching(store);
    List<ConfirmedRow> confirmed = lastConfirmed(store.findings()::confirmed);
    List<ComparisonRow> comparisons = lastConfirmed(store.findings()::comparisons);
    List<TestedRow> tests = store.results().tests();
    Optional<PageRangeTests> range =
        PageRangeTests.of(RangeTestRows.all(ended), store.results().rangeTest(), smoothing);
    return new PageData(
        about(progress),
        MetricPart.of(header.metric(), trials.worstShown()),
        range
            .map(PageRangeTests::headline)
            .or(() -> PageHeadline.of(store.results().table1()))
            .orElseGet(() -> PageHeadline.of(trials, confirmed, tests)),
        trials.counts(progress.planned()),
        stages(),
        SearchedAxis.of(frozen, ended),
        trials.rows(),
        frozen.isEmpty() ? List.of() : trials.bestSoFar(),
        frozen.isEmpty() ? null : PageTimeline.of(ended),
        progress.isRunning()
            ? null
            : PageSurface.of(
                header,
                frozen,
                ended,
                store.findings().importance(),
                trials.bestFirst().stream().findFirst().flatMap(trials::best)),
        PageCurves.of(trials, TrainingMethod.of(header.definition())),
        range.map(PageRangeTests::part).orElse(null),
        store.findings().importance(),
        confirmed.stream().map(this::confirmed).toList(),
        comparisons,
        PageTests.of(tests),
        store.results().table1(),
        PageWeights.of(store.results(), trials.bestFirst()),
        progress.isRunning() ? List.of() : store.findings().notes(),
        new PageQueries(store.location(), header.metric()).of(ended, frozen, tests),
        provenance());
  }

  private Confirmed confirmed(ConfirmedRow row) {
    ConfirmedRow.Summary numbers = row.of(header.metric());
    return new Confirmed(
        row.foundBy(),
        numbers.mean(),
        numbers.low(),
        numbers.high(),
        numbers.inSearch(),
        row.seeds(),
        row.toSetting().forms());
  }

  private About about(SearchProgress progress) {
    String data = header.provenance().data();
    return new About(
        header.study(),
        header.seed(),
        store.location(),
        data,
        SYNTHETIC.equals(data),
        header.definition().get("data.validation"),
        header.provenance().version(),
        progress.at().truncatedTo(ChronoUnit.SECONDS).toString(),
        progress.state().name().toLowerCase(Locale.ROOT),
        seconds(progress.left()),
        progress.isRunning() ? seconds(progress.reload()) : null);
  }

  private static Double seconds(Duration duration) {
    return duration == null ? null : duration.toMillis() / 1e3;
  }

  private List<EndedTrial> of(String stage) {
    return ended.stream().filter(end -> end.trial().stage().equals(stage)).toList();
  }

  private List<StagePart> stages() {
    return header.stages().stream()
        .filter(
            stage -> store.stages().frozen(stage.name()).isPresent() || !of(stage.name()).isEmpty())
        .map(
            stage ->
                new StagePart(
                    stage.name(),
                    of(stage.name()).size(),
                    stage.confirms(),
                    store.stages().frozen(stage.name()).map(FrozenStage::lines).orElse(List.of())))
        .toList();
  }

  /** Rows of the last confirming stage that has any. */
  private <T> List<T> lastConfirmed(Function<String, List<T>> rows) {
    List<T> last = List.of();
    for (StageDefinition stage : header.stages()) {
      List<T> found = stage.confirms() ? rows.apply(stage.name()) : List.of();
      last = found.isEmpty() ? last : found;
    }
    return last;
  }

  private Map<String, String> provenance() {
    Provenance began = header.provenance();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("clr-search", distinct(Provenance::version, began.version()));
    facts.put("data", began.data());
    facts.put("data, SHA-256", began.dataChecksum());
    facts.put("Spark", distinct(Provenance::spark, began.spark()));
    facts.put("EJML", distinct(Provenance::ejml, began.ejml()));
    facts.put("Java on the executors", distinct(Provenance::java, began.java()));
    facts.put("matrix products", distinct(Provenance::blas, began.blas()));
    facts.put("processor", distinct(Provenance::processor, began.processor()));
    facts.put(
        "hosts",
        ended.stream()
            .map(end -> end.execution().host())
            .filter(Objects::nonNull)
            .distinct()
            .sorted()
            .limit(20)
            .collect(Collectors.joining(", ")));
    header.definition().forEach(facts::putIfAbsent);
    facts.values().removeIf(value -> value == null || value.isEmpty());
    return facts;
  }

  private String distinct(Function<Provenance, String> of, String otherwise) {
    TreeSet<String> values = new TreeSet<>();
    ended.forEach(end -> Optional.ofNullable(of.apply(end.provenance())).ifPresent(values::add));
    return values.isEmpty() ? otherwise : String.join(", ", values);
  }
}
