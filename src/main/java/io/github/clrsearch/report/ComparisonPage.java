package io.github.clrsearch.report;

import io.github.clrsearch.report.PageData.About;
import io.github.clrsearch.report.PageData.MetricPart;
import io.github.clrsearch.report.PageTrials.Counts;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.store.ConfirmedRow;
import io.github.clrsearch.store.Provenance;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Several studies side by side as one self-contained web page, like {@link StudyPage}. */
public final class ComparisonPage {
  private ComparisonPage() {}

  /** The page as UTF-8. */
  public static byte[] of(StudyComparison comparison, Instant now) {
    return PageHtml.of(data(comparison, now));
  }

  private static Content data(StudyComparison comparison, Instant now) {
    return new Content(
        about(comparison, now),
        MetricPart.of(comparison.studies().get(0).metric(), Double.POSITIVE_INFINITY),
        new Compared(
            comparison.verdicts(),
            comparison.hyperparameters(),
            comparison.studies().stream().map(ComparisonPage::side).toList()));
  }

  private static About about(StudyComparison comparison, Instant now) {
    String names =
        comparison.studies().stream().map(ComparedStudy::name).collect(Collectors.joining(", "));
    return new About(
        names,
        0,
        names,
        null,
        false,
        null,
        Provenance.currentVersion(),
        now.truncatedTo(ChronoUnit.SECONDS).toString(),
        SearchProgress.State.ENDED.name().toLowerCase(Locale.ROOT),
        null,
        null);
  }

  private static Side side(ComparedStudy study) {
    Counts counts = new PageTrials(study.trials(), study.metric()).counts(0);
    return new Side(
        study.name(),
        study.store().location(),
        study.dataText(),
        counts.ended(),
        counts.updates(),
        counts.seconds(),
        study.best().map(Candidate::value).orElse(null),
        study.best().map(best -> best.trial().toString()).orElse(null),
        study.mean().map(ConfirmedRow.Summary::mean).orElse(null),
        study.mean().map(ConfirmedRow.Summary::low).orElse(null),
        study.mean().map(ConfirmedRow.Summary::high).orElse(null),
        study.setting().forms(),
        study.bestSoFar());
  }

  /** What the scripts of the page read, in place of {@link PageData}. */
  private record Content(About about, MetricPart metric, Compared comparison) {}

  /**
   * Several studies side by side.
   *
   * @param verdicts which is better, one line per pair
   * @param hyperparameters of the settings
   */
  private record Compared(
      List<String> verdicts, List<String> hyperparameters, List<Side> studies) {}

  /**
   * One of several studies.
   *
   * @param best best value in the search
   * @param trial with this value
   * @param mean of the best confirmed setting, with its interval; null if there is none
   * @param setting by which the study is compared
   */
  private record Side(
      String study,
      String folder,
      String data,
      int trials,
      long updates,
      double seconds,
      Double best,
      String trial,
      Double mean,
      Double low,
      Double high,
      Map<String, Object> setting,
      List<Improvement> bestSoFar) {}
}
