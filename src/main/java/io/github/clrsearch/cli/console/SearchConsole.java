package io.github.clrsearch.cli.console;

import io.github.clrsearch.cluster.SearchListener;
import io.github.clrsearch.search.ConfirmingStage;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.budget.SearchClock;
import io.github.clrsearch.search.space.Numbers;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.stopping.Rung;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Leaderboard;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.OutcomeKind;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.Execution;
import io.github.clrsearch.workflow.StudySummary;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Prints one line per trial and the progress of a search: a progress bar on a terminal, otherwise
 * one line per minute.
 */
public final class SearchConsole implements SearchListener, AutoCloseable {
  private static final int REFRESH_MS = 500;

  /** Spark's name for the executor of the driver. */
  private static final String DRIVER = "driver";

  private static final String CLEAR_LINE = "\r\033[2K";

  private final PrintStream out;
  private final Metric metric;
  private final Optional<Progress> progress;
  private Optional<Candidate> best = Optional.empty();
  private SearchSpace space = SearchSpace.empty();
  private ProgressBar bar;
  private final Map<String, Integer> planned = new LinkedHashMap<>();
  private final Set<Trial> done = new HashSet<>();
  private Optional<SearchClock> clock = Optional.empty();
  private int kept;
  private int ended;

  /** Trials of the stage by number. A continued trial ends several times. */
  private final Map<Integer, EndedTrial> ofStage = new HashMap<>();

  private Optional<Candidate> bestOfStage = Optional.empty();
  private boolean confirms;

  public SearchConsole(PrintStream out, Study study, Metric metric) {
    this(out, study, metric, Terminal.isThere());
  }

  public SearchConsole(PrintStream out, Study study, Metric metric, boolean terminal) {
    this.out = out;
    this.metric = metric;
    study.stages().stream()
        .filter(stage -> stage.share().isEmpty())
        .forEach(stage -> planned.put(stage.name(), stage.trials()));
    this.progress = terminal ? Optional.empty() : Optional.of(new Progress(out, this::progress));
  }

  @Override
  public synchronized void clockStarted(SearchClock started) {
    clock = Optional.of(started);
    out.println(TimeText.begun(started, ZonedDateTime.now()));
  }

  /** Prints the time that was used, if there is a budget. */
  public synchronized void timeUsed() {
    clock.map(TimeText::ended).ifPresent(out::println);
  }

  @Override
  public synchronized void stageStarted(
      Stage stage, SearchSpace space, List<String> lines, int trials, Collection<EndedTrial> kept) {
    this.space = space;
    out.println();
    String before =
        kept.isEmpty() ? "" : ", %d of them kept from earlier runs".formatted(kept.size());
    out.println(
        Paint.BOLD.of("stage %s: %s%s".formatted(stage.name(), size(stage, trials), before)));
    space.dimensions().stream()
        // The line of a refined dimension has more information.
        .filter(name -> lines.stream().noneMatch(line -> line.startsWith(name + ":")))
        .forEach(name -> out.printf("  %s: %s%n", name, space.distribution(name)));
    lines.forEach(line -> out.println("  " + line));
    ofStage.clear();
    confirms = stage instanceof ConfirmingStage;
    bestOfStage = Optional.empty();
    kept.forEach(this::count);
    planned.put(stage.name(), trials);
    this.kept += kept.size();
    if (progress.isEmpty()) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(stage.name())
              .setInitialMax(trials)
              .startsFrom(kept.size(), Duration.ZERO)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(REFRESH_MS)
              .setConsumer(new TerminalOutput(out))
              .build();
      bar.setExtraMessage(summary());
    }
  }

  @Override
  public synchronized void trialEnded(EndedTrial end) {
    // It took no time that others could be estimated from.
    kept += end.execution().isTakenOver() && !done.contains(end.trial()) ? 1 : 0;
    count(end);
    ended++;
    out.println((bar == null ? "" : CLEAR_LINE) + line(end));
    if (bar != null) {
      bar.step();
      bar.setExtraMessage(summary());
      bar.refresh();
    }
  }

  @Override
  public synchronized void rungDecided(Stage stage, Rung rung) {
    out.println((bar == null ? "" : CLEAR_LINE) + rung);
    if (bar != null) {
      bar.maxHint(bar.getMax() + rung.continuedWithCyclesLeft());
    }
  }

  @Override
  public synchronized void stageEnded(Stage stage) {
    closeBar();
    out.printf(
        "stage %s: done, %s; %s%n",
        stage.name(), StudySummary.outcomesText(ofStage.values()), best());
  }

  @Override
  public synchronized void note(String line) {
    out.println((bar == null ? "" : CLEAR_LINE) + "note: " + line);
  }

  /** The same for callers that do not know whether there is a progress bar. */
  public static void note(PrintStream out, String line) {
    out.println((System.console() == null ? "" : CLEAR_LINE) + "note: " + line);
  }

  /** Reports on Ctrl-C what is kept and how to resume. */
  public synchronized void interrupted() {
    close();
    out.printf(
        "%ninterrupted: the results of %d trials are kept; run the same command to resume (press Ctrl-C again to exit immediately)%n",
        ended);
    out.flush();
  }

  @Override
  public synchronized void close() {
    closeBar();
    progress.ifPresent(Progress::close);
  }

  private void closeBar() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  private void count(EndedTrial end) {
    ofStage.put(end.trial().number(), end);
    done.add(end.trial());
    // A retrained setting counts by its mean, not by the best of its trainings.
    if (end.trial().repetition() == 0) {
      bestOfStage = better(bestOfStage, end);
      best = better(best, end);
    }
  }

  private Optional<Candidate> better(Optional<Candidate> best, EndedTrial end) {
    return Leaderboard.of(Stream.concat(best.stream(), end.candidates(metric).stream()).toList())
        .best();
  }

  /** The number of trials of a stage, or its share of the time. */
  static String size(Stage stage, int trials) {
    return stage.share().isPresent()
        ? "%s %% of the time".formatted(Numbers.brief(100 * stage.share().getAsDouble()))
        : trials + " trials";
  }

  /** The progress of the search. */
  synchronized String progress(Instant began) {
    int all = planned.values().stream().mapToInt(Integer::intValue).sum();
    if (clock.isPresent()) {
      return "%d trials, %s; time: %s left"
          .formatted(done.size(), summary(), TimeText.of(clock.get().left()));
    }
    return Progress.line(
        done.size(), all, done.size() - kept, "trials, " + summary(), began, Instant.now());
  }

  /** The text of the progress bar, or of the lines that replace it. */
  private String summary() {
    Map<OutcomeKind, Long> outcomes = StudySummary.outcomes(ofStage.values());
    StringBuilder summary = new StringBuilder(best());
    for (OutcomeKind problem : List.of(OutcomeKind.DIVERGED, OutcomeKind.FAILED)) {
      if (outcomes.containsKey(problem)) {
        summary.append(", %d %s".formatted(outcomes.get(problem), problem));
      }
    }
    return summary.toString();
  }

  /** The best of the study, and of the stage if it is another one. */
  private String best() {
    if (best.isEmpty()) {
      return "no %s yet".formatted(metric.noun());
    }
    String ofStudy = best.map(SearchConsole::text).orElseThrow();
    return confirms || bestOfStage.isEmpty() || bestOfStage.equals(best)
        ? "best of the study " + ofStudy
        : "best of the stage %s, of the study %s"
            .formatted(bestOfStage.map(SearchConsole::text).orElseThrow(), ofStudy);
  }

  private static String text(Candidate candidate) {
    return "%s (%s)".formatted(candidate.text(), candidate.trial());
  }

  /** The executor; empty if the driver runs all trials, or another study has run this one. */
  private static String place(Execution execution) {
    return DRIVER.equals(execution.executor()) || execution.isTakenOver()
        ? ""
        : execution.place() + "  ";
  }

  private String line(EndedTrial end) {
    Optional<Candidate> best = Leaderboard.of(end.candidates(metric)).best();
    String value =
        best.map(candidate -> "%8s (cycle %d)".formatted(candidate.text(), candidate.cycle()))
            .orElse("no complete cycle");
    Outcome outcome = end.result().outcome();
    String reason =
        outcome instanceof Outcome.Completed
            ? ""
            : Paint.outcome(outcome.kind(), "  " + outcome.text());
    return "%-10s %s  %6.1f s  %s%s%s"
        .formatted(
            end.trial(),
            value,
            end.execution().seconds(),
            place(end.execution()),
            end.trial().setting().only(space.dimensions()),
            end.execution().isTakenOver() ? "  taken over" + reason : reason);
  }
}
