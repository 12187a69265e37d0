package io.github.clrsearch.workflow;

import io.github.clrsearch.cluster.SearchListener;
import io.github.clrsearch.report.SearchProgress;
import io.github.clrsearch.report.SearchProgress.State;
import io.github.clrsearch.report.StudyPage;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.budget.SearchClock;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.stopping.Rung;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.StudyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Updates the page of a running search on its own thread. The search never waits for it, and an
 * error is reported in one line.
 */
public final class LivePage implements SearchListener, AutoCloseable {
  /** The page is updated at least this often, to show that the search is running. */
  private static final Duration HEARTBEAT = Duration.ofMinutes(1);

  /** Fewer trials than this do not give a reliable pace. */
  private static final int FIRST_PACE = 3;

  private final Study study;
  private final StudyStore store;
  private final int smoothing;
  private final Duration every;
  private final Consumer<String> warning;
  private final ScheduledExecutorService writer =
      Executors.newSingleThreadScheduledExecutor(LivePage::thread);
  private final Object writing = new Object();

  private final Map<String, EndedTrial> trials = new LinkedHashMap<>();
  private final Map<String, Integer> planned = new LinkedHashMap<>();
  private final Instant began = Instant.now();
  private Optional<SearchClock> clock = Optional.empty();
  private int endedNow;
  private boolean news = true;
  private Instant written = Instant.MIN;
  private State state = State.RUNNING;
  private boolean warned;
  private Optional<String> path = Optional.empty();

  /**
   * Starts writing.
   *
   * @param smoothing of a range test's curves, odd
   * @param every minimum interval between updates; zero: only at the end
   * @param warning receives one line if the page cannot be written
   */
  public LivePage(
      Study study, StudyStore store, int smoothing, Duration every, Consumer<String> warning) {
    this.study = study;
    this.store = store;
    this.smoothing = smoothing;
    this.every = every;
    this.warning = warning;
    study.stages().stream()
        .filter(stage -> stage.share().isEmpty())
        .forEach(stage -> planned.put(stage.name(), stage.trials()));
    if (!every.isZero()) {
      writer.scheduleWithFixedDelay(
          this::writeNews, 0, Math.max(1, every.toMillis()), TimeUnit.MILLISECONDS);
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "study page");
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY);
    return thread;
  }

  @Override
  public synchronized void clockStarted(SearchClock started) {
    clock = Optional.of(started);
  }

  @Override
  public synchronized void stageStarted(
      Stage stage, SearchSpace space, List<String> lines, int count, Collection<EndedTrial> kept) {
    planned.put(stage.name(), count);
    kept.forEach(ended -> trials.put(ended.trial().toString(), ended));
    news = true;
  }

  @Override
  public synchronized void trialEnded(EndedTrial ended) {
    endedNow += trials.put(ended.trial().toString(), ended) == null ? 1 : 0;
    news = true;
  }

  @Override
  public synchronized void rungDecided(Stage stage, Rung rung) {}

  @Override
  public synchronized void stageEnded(Stage stage) {
    news = true;
  }

  /**
   * Writes the last page, which does not reload, when the search has ended.
   *
   * @return its path; empty if it could not be written
   */
  public Optional<String> ended() {
    return last(State.ENDED);
  }

  /** Writes a last page with the state interrupted, if the search has not ended. */
  @Override
  public void close() {
    if (!writer.isShutdown()) {
      last(State.INTERRUPTED);
    }
  }

  private Optional<String> last(State how) {
    writer.shutdown();
    synchronized (this) {
      state = how;
    }
    write();
    return path;
  }

  private void writeNews() {
    synchronized (this) {
      Instant now = Instant.now();
      if (state != State.RUNNING || !news && now.isBefore(written.plus(HEARTBEAT))) {
        return;
      }
    }
    write();
  }

  private void write() {
    // One page at a time. The last one waits for the previous one and cannot be interrupted.
    synchronized (writing) {
      List<EndedTrial> now;
      SearchProgress progress;
      synchronized (this) {
        now = List.copyOf(trials.values());
        progress = progress();
        news = false;
        written = progress.at();
      }
      try {
        path = Optional.of(store.viewed().page(StudyPage.of(store, now, progress, smoothing)));
      } catch (RuntimeException | Error e) {
        // The search continues after any error.
        path = Optional.empty();
        warn(e);
      }
    }
  }

  private SearchProgress progress() {
    int all = planned.values().stream().mapToInt(Integer::intValue).sum();
    Instant now = Instant.now();
    if (clock.isPresent()) {
      Duration left = Duration.ofSeconds((long) Math.max(0, clock.get().left()));
      return new SearchProgress(
          state, now, Math.max(all, trials.size()), state == State.RUNNING ? left : null, every);
    }
    int left = all - trials.size();
    Duration forOne = endedNow == 0 ? null : Duration.between(began, now).dividedBy(endedNow);
    boolean known = endedNow >= FIRST_PACE && left > 0 && state == State.RUNNING;
    return new SearchProgress(state, now, all, known ? forOne.multipliedBy(left) : null, every);
  }

  private void warn(Throwable error) {
    if (!warned) {
      warned = true;
      String what = String.valueOf(error.getMessage()).lines().findFirst().orElse("");
      warning.accept(
          "the study's page cannot be written (%s: %s); the search continues"
              .formatted(error.getClass().getSimpleName(), what));
    }
  }
}
