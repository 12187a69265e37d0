package io.github.clrsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.cli.console.SearchConsole;
import io.github.clrsearch.cli.console.SearchFindings;
import io.github.clrsearch.cli.console.StudyScreen;
import io.github.clrsearch.cli.console.TrainingConsole;
import io.github.clrsearch.cli.console.TrialScreen;
import io.github.clrsearch.cluster.StudyFindings;
import io.github.clrsearch.report.EveryStudy;
import io.github.clrsearch.report.PageStudies;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.NullColumns.NullColumn;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.workflow.StudySummary;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code show}, {@code list} and the notes of studies in which a column is NULL. */
class NullColumnsShowTest {
  @TempDir private Path folder;

  static Stream<Arguments> columns() {
    return EveryStudy.columns();
  }

  @ParameterizedTest(name = "{0} without {1}")
  @MethodSource("columns")
  void aNullIsShownAsNothing(EveryStudy kind, NullColumn column) {
    shows(kind.without(column, false, folder.resolve("first/s")));
    StudyStore all = kind.without(column, true, folder.resolve("all/s"));
    shows(all);
    if (kind == EveryStudy.SEARCH && column.folder().equals("trials")) {
      notes(all);
    }
  }

  private static void shows(StudyStore store) {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);
    StudySummary summary = StudySummary.of(store);
    new StudyScreen(out).show(summary, 10);
    for (EndedTrial ended : summary.trials()) {
      new TrialScreen(out).show(ended);
      new SearchConsole(out, PageStudies.CONFIRMING, PageStudies.METRIC).trialEnded(ended);
      new TrainingConsole(out).ended(ended);
    }
    Ran list = Ran.command("list", Path.of(store.location()).getParent().toString());
    assertThat(list.status()).isZero();
    assertThat(list.out()).doesNotContain("cannot be read");
    assertThat(told.toString(StandardCharsets.UTF_8) + list.out()).doesNotContain("null", "NaN");
  }

  private static void notes(StudyStore store) {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    StudyFindings findings =
        StudyFindings.keep(PageStudies.CONFIRMING, store, PageStudies.METRIC, Map.of());
    new SearchFindings(findings, new PrintStream(told, true, StandardCharsets.UTF_8)).print();
    assertThat(told.toString(StandardCharsets.UTF_8)).doesNotContain("null", "NaN");
  }
}
