package io.github.clrsearch.report;

import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Leaderboard;
import io.github.clrsearch.search.trial.Measurement;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.OutcomeKind;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.EndedTrial;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;

/** Trials on a page. Limits their number, so that the page opens fast. */
final class PageTrials {
  /** Limit for the rows of a page. */
  static final int MAX_ROWS = 2000;

  /** How many of these rows are the best trials; the others are an even sample of the rest. */
  static final int BEST_ROWS = 1000;

  private static final int MAX_REASON_LENGTH = 300;

  private final List<EndedTrial> trials;
  private final Metric metric;

  /** By identity, because hashing a trial would hash all its measurements. */
  private final Map<EndedTrial, Candidate> best = new IdentityHashMap<>();

  /** Creates the view of trials, given in any order. */
  PageTrials(List<EndedTrial> trials, Metric metric) {
    this.trials = trials;
    this.metric = metric;
    for (EndedTrial ended : trials) {
      Leaderboard.of(ended.candidates(metric)).best().ifPresent(found -> best.put(ended, found));
    }
  }

  /** Trials, best first; trials without a value and repetitions come last. */
  List<EndedTrial> bestFirst() {
    return trials.stream()
        .sorted(
            Comparator.comparing((EndedTrial ended) -> ended.trial().repetition() > 0)
                .thenComparing(ended -> !best.containsKey(ended))
                .thenComparing(ended -> best.containsKey(ended) ? -best.get(ended).score() : 0.0)
                .thenComparing(ended -> ended.result().updates())
                .thenComparing(ended -> ended.trial().number()))
        .toList();
  }

  Optional<Candidate> best(EndedTrial ended) {
    return Optional.ofNullable(best.get(ended));
  }

  Counts counts(int planned) {
    return new Counts(
        planned,
        trials.size(),
        count(OutcomeKind.COMPLETED),
        count(OutcomeKind.STOPPED),
        count(OutcomeKind.DIVERGED),
        count(OutcomeKind.FAILED),
        EndedTrial.distinct(trials).stream().mapToLong(e -> e.result().updates()).sum(),
        trials.stream().mapToDouble(ended -> ended.execution().seconds()).sum());
  }

  private int count(OutcomeKind kind) {
    return (int) trials.stream().filter(end -> end.result().outcome().kind() == kind).count();
  }

  /** Rows of the page: all trials, or the best and an even sample of the others. */
  Rows rows() {
    Set<String> varied = varied();
    List<EndedTrial> shown = shown();
    // A trial that Spark gave up has no derived values, so take them from the others.
    Map<String, Object> constant = new LinkedHashMap<>();
    trials.forEach(ended -> columns(ended).forEach(constant::putIfAbsent));
    constant.keySet().removeAll(varied);
    return new Rows(
        trials.size(),
        shown.size() == trials.size()
            ? null
            : "Shows the best %,d of %,d trials and an even sample of the others; the counts and the best so far cover all trials"
                .formatted(BEST_ROWS, trials.size()),
        List.copyOf(varied),
        constant,
        shown.stream().map(ended -> row(ended, varied)).toList());
  }

  private List<EndedTrial> shown() {
    List<EndedTrial> ranked = bestFirst();
    if (ranked.size() <= MAX_ROWS) {
      return ranked;
    }
    List<EndedTrial> shown = new ArrayList<>(ranked.subList(0, BEST_ROWS));
    List<EndedTrial> others = ranked.subList(BEST_ROWS, ranked.size());
    int sampled = MAX_ROWS - BEST_ROWS;
    for (int i = 0; i < sampled; i++) {
      shown.add(others.get((int) ((long) i * others.size() / sampled)));
    }
    return shown;
  }

  private Set<String> varied() {
    Set<String> varied = new HashSet<>();
    Map<String, Object> first = new LinkedHashMap<>();
    for (EndedTrial ended : trials) {
      columns(ended)
          .forEach(
              (name, value) -> {
                Object before = first.putIfAbsent(name, value);
                if (before != null && !Objects.equals(before, value)) {
                  varied.add(name);
                }
              });
    }
    Set<String> ordered = new LinkedHashSet<>(first.keySet());
    ordered.retainAll(varied);
    return ordered;
  }

  private static Map<String, Object> columns(EndedTrial ended) {
    Map<String, Object> columns = ended.trial().setting().forms();
    columns.putAll(ended.derived());
    return columns;
  }

  private Row row(EndedTrial ended, Set<String> varied) {
    Map<String, Object> setting = columns(ended);
    setting.keySet().retainAll(varied);
    List<CycleResult> cycles = ended.result().cycles();
    String reason = ended.result().outcome().reason();
    Optional<Candidate> found = best(ended);
    return new Row(
        ended.trial().stage(),
        ended.trial().number(),
        ended.result().outcome().name(),
        reason == null ? null : cut(reason),
        found.map(Candidate::value).orElse(null),
        found.map(Candidate::cycle).orElse(null),
        cycles.isEmpty() ? null : cycles.get(cycles.size() - 1).validationLoss(),
        ended.result().updates(),
        ended.execution().seconds(),
        setting,
        cycles.stream().map(end -> finite(end.value(metric.name()))).toList());
  }

  /** A text in one line, shortened with an ellipsis if long. */
  private static String cut(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    int characters = line.codePointCount(0, line.length());
    return characters <= MAX_REASON_LENGTH
        ? line
        : line.substring(0, line.offsetByCodePoints(0, MAX_REASON_LENGTH - 1)).strip() + "…";
  }

  /**
   * Every improvement of the best value, in the order in which trials ended, without repetitions.
   */
  List<Improvement> bestSoFar() {
    List<EndedTrial> inTime =
        trials.stream()
            .filter(ended -> ended.trial().repetition() == 0)
            .sorted(Comparator.comparing((EndedTrial ended) -> ended.execution().ended()))
            .toList();
    if (inTime.isEmpty()) {
      return List.of();
    }
    Instant began = inTime.stream().map(e -> e.execution().started()).min(Instant::compareTo).get();
    List<Improvement> steps = new ArrayList<>();
    // The row of a continued trial includes the updates of the earlier row.
    Map<Trial.Training, Long> counted = new HashMap<>();
    long updates = 0;
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < inTime.size(); i++) {
      EndedTrial ended = inTime.get(i);
      long done = ended.result().updates();
      Long before = counted.put(ended.trial().training(), done);
      updates += before == null ? done : Math.max(0, done - before);
      Candidate found = best.get(ended);
      boolean rose = found != null && found.score() > highest;
      // Add the last trial, so that the line extends to the end.
      if (rose || i == inTime.size() - 1 && !steps.isEmpty()) {
        highest = rose ? found.score() : highest;
        double seconds = Duration.between(began, ended.execution().ended()).toMillis() / 1e3;
        steps.add(
            new Improvement(
                rose ? ended.trial().toString() : null, updates, seconds, metric.value(highest)));
      }
    }
    return steps;
  }

  private static double finite(double value) {
    return Double.isFinite(value) ? value : Double.NaN;
  }

  /** The worst value that charts show, so that the others can be told apart; infinite for all. */
  double worstShown() {
    double[] scores = best.values().stream().mapToDouble(Candidate::score).toArray();
    double lowest = scores.length == 0 ? Double.NEGATIVE_INFINITY : metric.lowest(scores);
    boolean cuts = DoubleStream.of(scores).anyMatch(score -> score < lowest);
    return cuts ? metric.value(lowest) : Double.POSITIVE_INFINITY;
  }

  Metric metric() {
    return metric;
  }

  /** Number of images in the validation split; learning curves are measured on fewer. */
  int validationImages() {
    return trials.stream()
        .limit(20)
        .flatMap(ended -> ended.result().measurements().stream())
        .filter(measured -> measured.split().equals(Measurement.VALIDATION))
        .mapToInt(Measurement::images)
        .max()
        .orElse(0);
  }

  /** Number of trials by outcome, and their cost. */
  record Counts(
      int planned,
      int ended,
      int completed,
      int stopped,
      int diverged,
      int failed,
      long updates,
      double seconds) {}

  /**
   * Trials on the page.
   *
   * @param total number of all trials
   * @param sampling which trials are shown; null for all
   * @param varied hyperparameters that differ between trials
   * @param constant the other hyperparameters
   */
  record Rows(
      int total,
      String sampling,
      List<String> varied,
      Map<String, Object> constant,
      List<Row> rows) {}

  /**
   * A trial.
   *
   * @param value best value at the end of a cycle
   * @param cycles value at the end of each cycle
   */
  record Row(
      String stage,
      int number,
      String outcome,
      String reason,
      Double value,
      Integer cycle,
      Double loss,
      long updates,
      double seconds,
      Map<String, Object> setting,
      List<Double> cycles) {}
}
