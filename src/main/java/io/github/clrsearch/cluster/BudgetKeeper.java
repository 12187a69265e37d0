package io.github.clrsearch.cluster;

import io.github.clrsearch.search.budget.SearchClock;
import io.github.clrsearch.store.BudgetFile;
import io.github.clrsearch.store.files.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Saves the time of a search every few seconds, so that a search that was broken off continues its
 * budget. Problems with the folder are reported when results are saved.
 */
final class BudgetKeeper implements AutoCloseable {
  private static final Logger LOG = System.getLogger(BudgetKeeper.class.getName());
  private static final long PERIOD_SECONDS = 5;

  private final SearchClock clock;
  private final BudgetFile file;
  private final ScheduledExecutorService writer =
      Executors.newSingleThreadScheduledExecutor(BudgetKeeper::thread);

  /** Begins to save the time of a clock. */
  BudgetKeeper(SearchClock clock, BudgetFile file) {
    this.clock = clock;
    this.file = file;
    file.write(clock.state());
    writer.scheduleWithFixedDelay(this::save, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "time budget");
    thread.setDaemon(true);
    return thread;
  }

  private void save() {
    try {
      file.write(clock.state());
    } catch (StoreException e) {
      LOG.log(Level.WARNING, "the time of the search was not saved: {0}", e.getMessage());
    }
  }

  /** Saves the time once more. */
  @Override
  public void close() {
    writer.shutdownNow();
    save();
  }
}
