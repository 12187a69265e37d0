package io.github.clrsearch.cli.console;

import io.github.clrsearch.cluster.StudyFindings;
import io.github.clrsearch.search.findings.ConfirmationResult;
import io.github.clrsearch.search.findings.Importances;
import io.github.clrsearch.search.findings.RepeatedSetting;
import io.github.clrsearch.search.trial.Observation;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints the findings of a search. */
public record SearchFindings(StudyFindings findings, PrintStream out) {

  /** Prints importance, confirmations and notes. */
  public void print() {
    findings.confirmed().forEach(this::confirmed);
    findings.importance().ifPresent(this::importance);
    warnings(findings.warnings());
  }

  private void importance(Importances importances) {
    out.printf(
        "%nimportance (share of the variance of %s explained by each hyperparameter alone, %d trials): %s%n",
        findings.metric().words(), importances.trials(), shares(importances.byName()));
  }

  private static String shares(Map<String, Double> byName) {
    return byName.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .map(entry -> String.format(Locale.ROOT, "%s %.2f", entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private void warnings(List<String> lines) {
    if (!lines.isEmpty()) {
      out.println();
      lines.forEach(line -> out.println("note: " + line));
    }
  }

  private void confirmed(String stage, ConfirmationResult confirmed) {
    out.printf(
        "%nconfirmed by stage %s (mean %s over seeds, its 95 %% interval, and the optimistic bias of the search)%n",
        stage, findings.metric().words());
    int rank = 1;
    for (RepeatedSetting setting : confirmed.settings()) {
      out.println(line(rank++, setting));
    }
    confirmed.verdict().forEach(line -> out.println("     " + line));
  }

  private static String line(int rank, RepeatedSetting setting) {
    Observation found = setting.found();
    String luck =
        setting.seeds() == 0
            ? "no training completed"
            : String.format(
                Locale.ROOT,
                "%s, in the search %s (%s%s)",
                setting.interval().strip(),
                setting.metric().textOf(found.score()),
                setting.optimism() < 0 ? "" : "+",
                setting.metric().number(setting.optimism()));
    return String.format(
        Locale.ROOT,
        "%3d  %s  %d seeds  %s (cycle %d)",
        rank,
        luck,
        setting.seeds(),
        found.trial(),
        found.cycle());
  }
}
