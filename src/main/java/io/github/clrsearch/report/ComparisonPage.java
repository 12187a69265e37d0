package io.github.clrsearch.report;

import io.github.clrsearch.report.PageData.About;
import io.github.clrsearch.report.PageData.Compared;
import io.github.clrsearch.report.PageData.Counts;
import io.github.clrsearch.report.PageData.MetricPart;
import io.github.clrsearch.report.PageData.Side;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.store.ConfirmedRow;
import io.github.clrsearch.store.Provenance;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Several studies side by side as one self-contained web page, like {@link StudyPage}. */
public final class ComparisonPage {
  private ComparisonPage() {}

  /** The page as UTF-8. */
  public static byte[] of(StudyComparison comparison, Instant now) {
    return PageHtml.of(data(comparison, now));
  }

  private static PageData data(StudyComparison comparison, Instant now) {
    return new PageData(
        about(comparison, now),
        MetricPart.of(comparison.studies().get(0).metric(), Double.POSITIVE_INFINITY),
        null,
        null,
        List.of(),
        List.of(),
        null,
        List.of(),
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        null,
        List.of(),
        null,
        List.of(),
        List.of(),
        null,
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
        study.steps());
  }
}
