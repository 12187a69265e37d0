package io.github.clrsearch.workflow;

import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Leaderboard;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.OutcomeKind;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.StudyStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Summary of a study.
 *
 * @param store its folder
 * @param trials ended trials, in the order of their ends
 */
public record StudySummary(StudyStore store, List<EndedTrial> trials) {

  private static final int REASONS = 5;

  /** Reads a study. */
  public static StudySummary of(StudyStore store) {
    return new StudySummary(
        store,
        store.trials().stream()
            .sorted(
                Comparator.<EndedTrial, Instant>comparing(end -> end.execution().ended())
                    .thenComparing(end -> end.trial().stage())
                    .thenComparingInt(end -> end.trial().number()))
            .toList());
  }

  /** The metric that trials are compared by. */
  public Metric metric() {
    return store.header().metric();
  }

  /** The trials of each stage, in the order of the study's stages. */
  public Map<String, List<EndedTrial>> byStage() {
    Map<String, List<EndedTrial>> stages = new LinkedHashMap<>();
    Stream.concat(
            store.header().stageNames().stream(), trials.stream().map(end -> end.trial().stage()))
        .forEach(name -> stages.put(name, List.of()));
    stages.putAll(trials.stream().collect(Collectors.groupingBy(end -> end.trial().stage())));
    return stages;
  }

  /**
   * The planned number of trials of each stage; the number of ended trials if that is larger or the
   * folder has no plan.
   */
  public Map<String, Integer> planned() {
    Map<String, Integer> planned = new LinkedHashMap<>(store.stages().planned());
    byStage().forEach((stage, ended) -> planned.merge(stage, ended.size(), Math::max));
    return planned;
  }

  /** Ended and planned trials as text: {@code 3 of 8}, or {@code 8} if all have ended. */
  public static String progress(int ended, int planned) {
    return ended < planned ? "%d of %d".formatted(ended, planned) : Integer.toString(ended);
  }

  /** The number of trials per outcome, in the order of the outcomes; without zeros. */
  public static Map<OutcomeKind, Long> outcomes(Collection<EndedTrial> trials) {
    Map<OutcomeKind, Long> counts = new EnumMap<>(OutcomeKind.class);
    trials.forEach(end -> counts.merge(end.result().outcome().kind(), 1L, Long::sum));
    return counts;
  }

  /** The numbers as text. The number of completed trials is always included. */
  public static String outcomesText(Collection<EndedTrial> trials) {
    Map<OutcomeKind, Long> outcomes = outcomes(trials);
    outcomes.putIfAbsent(OutcomeKind.COMPLETED, 0L);
    return outcomes.entrySet().stream()
        .map(entry -> "%d %s".formatted(entry.getValue(), entry.getKey()))
        .collect(Collectors.joining(", "));
  }

  /** The most frequent outcomes and their reasons, one line each. */
  public List<String> reasons() {
    Map<String, List<EndedTrial>> byReason =
        trials.stream()
            .collect(
                Collectors.groupingBy(
                    StudySummary::reason, LinkedHashMap::new, Collectors.toList()));
    List<String> lines =
        byReason.entrySet().stream()
            .sorted(
                Comparator.comparingInt(
                    (Map.Entry<String, List<EndedTrial>> entry) -> -entry.getValue().size()))
            .limit(REASONS)
            .map(
                entry ->
                    "%d %s (%s%s)"
                        .formatted(
                            entry.getValue().size(),
                            entry.getKey(),
                            entry.getValue().get(0).trial(),
                            entry.getValue().size() > 1 ? ", ..." : ""))
            .collect(Collectors.toCollection(ArrayList::new));
    if (byReason.size() > REASONS) {
      lines.add("and others: see the column reason of the view trials");
    }
    return lines;
  }

  private static String reason(EndedTrial end) {
    Outcome outcome = end.result().outcome();
    return outcome.reason() == null
        ? outcome.name()
        : "%s: %s".formatted(outcome.name(), outcome.reason());
  }

  /**
   * The trials by score. Retrained settings are left out, because they are compared by their mean.
   */
  public Leaderboard leaderboard() {
    return Leaderboard.of(searched(trials, metric()));
  }

  /** The candidates of trials, without retrained settings. */
  public static List<Candidate> searched(List<EndedTrial> trials, Metric metric) {
    return trials.stream()
        .filter(end -> end.trial().repetition() == 0)
        .flatMap(end -> end.candidates(metric).stream())
        .toList();
  }

  /** When the last trial ended. */
  public Optional<Instant> lastEnd() {
    return trials.isEmpty()
        ? Optional.empty()
        : Optional.of(trials.get(trials.size() - 1).execution().ended());
  }
}
