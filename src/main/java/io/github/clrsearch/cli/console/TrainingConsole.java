package io.github.clrsearch.cli.console;

import io.github.clrsearch.search.trial.Leaderboard;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.workflow.TrainingListener;
import java.io.PrintStream;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** Prints one line per training of a command that runs no search, and its progress. */
public final class TrainingConsole implements TrainingListener {
  private final PrintStream out;
  private final Metric metric = Metric.accuracy();
  private final AtomicInteger ended = new AtomicInteger();
  private Progress progress;

  public TrainingConsole(PrintStream out) {
    this.out = out;
  }

  @Override
  public void started(int total, int kept) {
    ended.set(0);
    progress =
        new Progress(
            out,
            began -> {
              int done = ended.get();
              return Progress.line(done, total, done - kept, "trainings", began, Instant.now());
            });
  }

  @Override
  public void ended(EndedTrial end) {
    ended.incrementAndGet();
    String value =
        Leaderboard.of(end.candidates(metric))
            .best()
            .map(best -> "best %s %s, ".formatted(metric.words(), best.text()))
            .orElse("");
    out.printf(
        "%s: %s%d updates in %.1f s, %s%n",
        end.trial(),
        value,
        end.result().updates(),
        end.execution().seconds(),
        end.result().outcome().name());
  }

  @Override
  public void finished() {
    progress.close();
  }

  @Override
  public void interrupted() {
    out.printf(
        "%ninterrupted: the results of %d trainings are kept; run the same command to resume (press Ctrl-C again to exit immediately)%n",
        ended.get());
    out.flush();
  }

  @Override
  public void note(String line) {
    SearchConsole.note(out, line);
  }
}
