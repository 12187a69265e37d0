package clrsearch.cli;

import clrsearch.cluster.SearchListener;
import clrsearch.search.Candidate;
import clrsearch.search.Leaderboard;
import clrsearch.search.Outcome;
import clrsearch.search.Rung;
import clrsearch.search.SearchSpace;
import clrsearch.search.Stage;
import clrsearch.store.EndedTrial;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A line per trial, and on a terminal a progress bar below them. */
final class SearchConsole implements SearchListener, AutoCloseable {
  private static final int REFRESH_MS = 500;
  private static final String CLEAR_LINE = "\r\033[2K";

  private final PrintStream out;
  private final boolean terminal = System.console() != null;
  private Optional<Candidate> best = Optional.empty();
  private SearchSpace space = SearchSpace.empty();
  private ProgressBar bar;
  private int ended;
  private int failed;

  SearchConsole(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void stageStarted(
      Stage stage, SearchSpace space, List<String> lines, int trials, Collection<EndedTrial> kept) {
    this.space = space;
    out.println();
    String before = kept.isEmpty() ? "" : ", %d of them there already".formatted(kept.size());
    out.println(Paint.BOLD.of("stage %s: %d trials%s".formatted(stage.name(), trials, before)));
    space.dimensions().stream()
        // A line of the refinement says more.
        .filter(name -> lines.stream().noneMatch(line -> line.startsWith(name + ":")))
        .forEach(name -> out.printf("  %s: %s%n", name, space.distribution(name)));
    lines.forEach(line -> out.println("  " + line));
    kept.forEach(this::count);
    if (terminal) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(stage.name())
              .setInitialMax(trials)
              .startsFrom(kept.size(), Duration.ZERO)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(REFRESH_MS)
              .setConsumer(new ConsoleProgressBarConsumer(out))
              .build();
      bar.setExtraMessage(summary());
    }
  }

  @Override
  public synchronized void trialEnded(EndedTrial end) {
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
      bar.maxHint(bar.getMax() + rung.continued());
    }
  }

  @Override
  public synchronized void stageEnded(Stage stage) {
    close();
    out.printf("stage %s: done, %s%n", stage.name(), summary());
  }

  @Override
  public synchronized void note(String line) {
    out.println((bar == null ? "" : CLEAR_LINE) + "note: " + line);
  }

  /** The same for lines of whoever does not know whether there is a progress bar. */
  static void note(PrintStream out, String line) {
    out.println((System.console() == null ? "" : CLEAR_LINE) + "note: " + line);
  }

  /** Ctrl-C: what is kept and how to go on. */
  synchronized void interrupted() {
    close();
    out.printf(
        "%ninterrupted: the %d trials that have ended are kept; the same command goes on (Ctrl-C again ends at once)%n",
        ended);
    out.flush();
  }

  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  private void count(EndedTrial end) {
    // What is trained anew competes by its mean, not by the best of several.
    if (end.trial().repetition() == 0) {
      best =
          Leaderboard.of(Stream.concat(best.stream(), end.candidates().stream()).toList()).best();
    }
    failed += end.result().outcome() instanceof Outcome.Failed ? 1 : 0;
  }

  private String summary() {
    return "best %s, failed %d"
        .formatted(
            best.map(
                    candidate ->
                        "%.2f %% (%s)".formatted(100 * candidate.accuracy(), candidate.trial()))
                .orElse("none"),
            failed);
  }

  private String line(EndedTrial end) {
    Optional<Candidate> best = Leaderboard.of(end.candidates()).best();
    String accuracy =
        best.map(
                candidate ->
                    "%6.2f %% (cycle %d)".formatted(100 * candidate.accuracy(), candidate.cycle()))
            .orElse("no cycle ended");
    Outcome outcome = end.result().outcome();
    String reason =
        outcome instanceof Outcome.Completed
            ? ""
            : Paint.outcome(outcome.name(), "  %s: %s".formatted(outcome.name(), outcome.reason()));
    return "%-10s %s  %6.1f s  %s on %s  %s%s"
        .formatted(
            end.trial(),
            accuracy,
            end.execution().seconds(),
            end.execution().executor(),
            end.execution().host(),
            end.trial().setting().only(space.dimensions()),
            reason);
  }
}
