package io.github.clrsearch.store.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Lease of a study's folder, so that one driver at a time works on the study. The driver renews
 * {@code driver.json} in the folder. If another driver finds the file of a process on its own
 * machine, it checks whether the process is alive; otherwise it waits to see whether the file is
 * renewed. This needs neither synchronized clocks nor file locks. Of several drivers that start at
 * the same moment, one gets the lease.
 */
public final class StudyLease implements AutoCloseable {
  /** Name of the file that exists as long as the folder holds a study. */
  public static final String STUDY = "study.json";

  private static final String FILE = "driver.json";
  private static final String PROBE = ".driver.json.probe" + ReportedOperations.PARTIAL;
  private static final Logger LOG = System.getLogger(StudyLease.class.getName());
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AtomicFolder folder;
  private final String id = UUID.randomUUID().toString();
  private final ScheduledExecutorService renewal =
      Executors.newSingleThreadScheduledExecutor(StudyLease::thread);
  private long renewals;
  private volatile byte[] written;
  private final Pace pace;
  private volatile long renewedAt = System.nanoTime();
  private volatile String lostTo;

  /**
   * How often a lease is renewed.
   *
   * @param period between renewals
   * @param patience without a renewal after which a driver on another machine counts as dead
   */
  record Pace(Duration period, Duration patience) {
    static final Pace USUAL = new Pace(Duration.ofSeconds(5), Duration.ofSeconds(30));
  }

  /** Content of the file. */
  record Holder(String id, DriverProcess process, long renewals) {}

  private StudyLease(AtomicFolder folder, Pace pace) {
    this.folder = folder;
    this.pace = pace;
  }

  /**
   * Takes the lease of a study's folder.
   *
   * @param location a local folder or a URI that Hadoop supports
   * @param notices receives one line if this takes a while
   * @throws StoreException if another driver holds the lease and is alive
   * @throws InterruptedException when interrupted
   */
  public static StudyLease take(
      String location, Configuration configuration, Consumer<String> notices)
      throws InterruptedException {
    return take(location, configuration, notices, Pace.USUAL);
  }

  static StudyLease take(
      String location, Configuration configuration, Consumer<String> notices, Pace pace)
      throws InterruptedException {
    AtomicFolder folder = new AtomicFolder(location, configuration);
    Optional<byte[]> found = folder.read(FILE);
    if (found.isPresent()) {
      refuseIfAlive(location, folder, found.get(), notices, pace);
    }
    StudyLease lease = new StudyLease(folder, pace);
    if (!lease.write(found, folder.conditional()::takeOver)) {
      throw inUse(location, who(folder.read(FILE).flatMap(StudyLease::holder)));
    }
    long period = pace.period().toMillis();
    lease.renewal.scheduleWithFixedDelay(lease::renew, period, period, TimeUnit.MILLISECONDS);
    return lease;
  }

  private static void refuseIfAlive(
      String location, AtomicFolder folder, byte[] found, Consumer<String> notices, Pace pace)
      throws InterruptedException {
    Optional<Holder> holder = holder(found);
    Optional<DriverProcess> here =
        holder.map(Holder::process).filter(process -> process.isOf(DriverProcess.current()));
    String who = who(holder);
    if (here.isEmpty()) {
      // If the folder is not writable, the other driver cannot renew either and may be alive.
      folder.writeFromMany(PROBE, new byte[0]);
      folder.delete(PROBE);
      notices.accept(
          "waiting up to %d s to see whether another clr-search%s is still using %s"
              .formatted(pace.patience().toSeconds(), who, location));
    }
    boolean alive =
        here.isPresent() ? here.get().isAlive() : isRenewed(folder, found, pace.patience());
    if (alive) {
      throw inUse(location, who);
    }
  }

  private static String who(Optional<Holder> holder) {
    return holder.map(other -> " (" + other.process() + ")").orElse("");
  }

  private static StoreException inUse(String location, String who) {
    return new StoreException(
        "%s is in use by another clr-search%s: wait until it ends, stop it, or choose another folder with --out"
            .formatted(location, who));
  }

  /** The holder of the lease; a driver on another machine may be dead. */
  public static Optional<String> worker(AtomicFolder folder) {
    return folder
        .read(FILE)
        .flatMap(StudyLease::holder)
        .map(Holder::process)
        .filter(process -> !process.isOf(DriverProcess.current()) || process.isAlive())
        .map(DriverProcess::toString);
  }

  private static boolean isRenewed(AtomicFolder folder, byte[] found, Duration patience)
      throws InterruptedException {
    long start = System.nanoTime();
    while (System.nanoTime() - start < patience.toNanos()) {
      Thread.sleep(Math.max(1, patience.toMillis() / 60));
      Optional<byte[]> now = folder.read(FILE);
      if (now.isEmpty()) {
        return false;
      }
      if (!Arrays.equals(now.get(), found)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Checks that no other driver has taken over. That happens if this process was suspended, or
   * could not reach the folder, for longer than the patience.
   *
   * @throws StoreException if another driver has taken over
   */
  public void check() {
    if (System.nanoTime() - renewedAt > pace.patience().toNanos()) {
      isStillOurs();
    }
    checkNotLost();
  }

  /**
   * Renews the lease now.
   *
   * @return false if the folder does not answer
   * @throws StoreException if another driver has taken over
   */
  public boolean isStillOurs() {
    boolean answered = renew();
    checkNotLost();
    return answered;
  }

  private void checkNotLost() {
    if (lostTo != null) {
      throw new StoreException(
          "%s was taken over by another clr-search (%s), because this one did not renew its lease: that one continues the study"
              .formatted(folder.root(), lostTo));
    }
  }

  /** Renews the lease; false if the folder does not answer. */
  private boolean renew() {
    boolean answered = false;
    try {
      if (write(Optional.of(written), folder.conditional()::replace)) {
        return true;
      }
      Optional<byte[]> found = folder.read(FILE);
      answered = true;
      Optional<Holder> other =
          found.flatMap(StudyLease::holder).filter(holder -> !holder.id().equals(id));
      if (other.isPresent()) {
        lostTo = other.get().process().toString();
        renewal.shutdown();
      } else if (found.isPresent() || folder.exists(STUDY)) {
        // A folder that was removed is not created again. If another driver is faster, the next
        // renewal finds its file.
        write(found, folder.conditional()::replace);
      }
    } catch (RuntimeException e) {
      // The folder may be available at the next renewal. Lasting problems are reported when results
      // are saved.
      LOG.log(Level.WARNING, "the lease of the study was not renewed: {0}", e.getMessage());
    }
    return answered;
  }

  /** How a file that has not changed is replaced. */
  private interface Replacement {
    boolean replace(Path file, byte[] before, byte[] content);
  }

  /** Writes the lease unless it has changed; false if another driver was faster. */
  private synchronized boolean write(Optional<byte[]> before, Replacement replacement) {
    if (renewal.isShutdown()) {
      return false;
    }
    try {
      Holder now = new Holder(id, DriverProcess.current(), renewals++);
      byte[] content = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(now);
      boolean done =
          before.isPresent()
              ? replacement.replace(new Path(folder.root(), FILE), before.get(), content)
              : folder.create(FILE, content);
      if (done) {
        written = content;
        renewedAt = System.nanoTime();
      }
      return done;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record cannot be written as JSON", e);
    }
  }

  /** The holder; empty if the file is being written, or damaged. */
  private static Optional<Holder> holder(byte[] content) {
    try {
      Holder holder = JSON.readValue(content, Holder.class);
      return Optional.ofNullable(holder)
          .filter(found -> found.id() != null && found.process() != null);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Releases the lease. What killed drivers and executors were writing is removed from the folder.
   */
  @Override
  public void close() {
    synchronized (this) {
      renewal.shutdown();
    }
    try {
      if (folder
          .read(FILE)
          .flatMap(StudyLease::holder)
          .filter(h -> h.id().equals(id))
          .isPresent()) {
        try {
          // While nobody else may write.
          folder.deletePartial();
        } finally {
          folder.delete(FILE);
        }
      }
    } catch (StoreException e) {
      LOG.log(Level.WARNING, "the lease of the study was not released: {0}", e.getMessage());
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "study lease");
    thread.setDaemon(true);
    return thread;
  }
}
