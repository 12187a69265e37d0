package io.github.clrsearch.store;

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

/**
 * One driver at a time works on a study: while it does, it renews {@code driver.json} in the
 * study's folder. Whoever finds the file of a process of this machine knows whether that lives; of
 * one elsewhere, it waits to see whether the file is renewed. No clock is compared with another,
 * and no lock of the file system is needed. Should two drivers have begun at the very same moment,
 * the one whose file was written over finds that out at its next renewal.
 */
public final class StudyLease implements AutoCloseable {
  private static final String FILE = "driver.json";
  private static final String PROBE = ".driver.json.probe";
  private static final Logger LOG = System.getLogger(StudyLease.class.getName());
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AtomicFolder folder;
  private final String id = UUID.randomUUID().toString();
  private final ScheduledExecutorService renewal =
      Executors.newSingleThreadScheduledExecutor(StudyLease::thread);
  private long renewals;
  private final Pace pace;
  private volatile long renewedAt = System.nanoTime();
  private volatile String lostTo;

  /**
   * How often a lease is renewed.
   *
   * @param period from one renewal to the next
   * @param patience without any renewal after which a driver elsewhere counts as dead
   */
  record Pace(Duration period, Duration patience) {
    static final Pace USUAL = new Pace(Duration.ofSeconds(5), Duration.ofSeconds(30));
  }

  /** What the file says. */
  record Holder(String id, DriverProcess process, long renewals) {}

  private StudyLease(AtomicFolder folder, Pace pace) {
    this.folder = folder;
    this.pace = pace;
  }

  /**
   * Takes the lease of a study's folder.
   *
   * @param location a local folder or a URI that Hadoop knows
   * @param tell is told a line where it takes a while
   * @throws StoreException if another driver holds it and lives
   * @throws InterruptedException while waiting to see whether it does
   */
  public static StudyLease take(String location, Configuration configuration, Consumer<String> tell)
      throws InterruptedException {
    return take(location, configuration, tell, Pace.USUAL);
  }

  static StudyLease take(
      String location, Configuration configuration, Consumer<String> tell, Pace pace)
      throws InterruptedException {
    AtomicFolder folder = new AtomicFolder(location, configuration);
    Optional<byte[]> found = folder.read(FILE);
    if (found.isPresent()) {
      refuseWhereAlive(location, folder, found.get(), tell, pace);
    }
    StudyLease lease = new StudyLease(folder, pace);
    lease.write();
    long period = pace.period().toMillis();
    lease.renewal.scheduleWithFixedDelay(lease::renew, period, period, TimeUnit.MILLISECONDS);
    return lease;
  }

  private static void refuseWhereAlive(
      String location, AtomicFolder folder, byte[] found, Consumer<String> tell, Pace pace)
      throws InterruptedException {
    Optional<Holder> holder = holder(found);
    Optional<DriverProcess> here =
        holder.map(Holder::process).filter(process -> process.isOf(DriverProcess.current()));
    String who = holder.map(other -> " (" + other.process() + ")").orElse("");
    if (here.isEmpty()) {
      // Where nobody can write, the other cannot renew either, and may live all the same.
      folder.writeFromMany(PROBE, new byte[0]);
      folder.delete(PROBE);
      tell.accept(
          "waiting up to %d s to see whether the clr-search that began to work on %s%s still lives"
              .formatted(pace.patience().toSeconds(), location, who));
    }
    boolean alive =
        here.isPresent() ? here.get().isAlive() : isRenewed(folder, found, pace.patience());
    if (alive) {
      throw new StoreException(
          "%s is being worked on by another clr-search%s: let it end, stop it, or name another folder with --out"
              .formatted(location, who));
    }
  }

  /** Who holds the lease; of a driver elsewhere it is not known whether it still lives. */
  static Optional<String> worker(AtomicFolder folder) {
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
   * Checks that nobody has taken over, which happens where this process was frozen for long, or did
   * not reach the folder that others reached.
   *
   * @throws StoreException if somebody has
   */
  void check() {
    if (System.nanoTime() - renewedAt > pace.patience().toNanos()) {
      isStillOurs();
    }
    checkNotLost();
  }

  /**
   * Looks whether somebody has taken over.
   *
   * @return false where the folder does not answer
   * @throws StoreException if somebody has
   */
  boolean isStillOurs() {
    boolean answered = renew();
    checkNotLost();
    return answered;
  }

  private void checkNotLost() {
    if (lostTo != null) {
      throw new StoreException(
          "%s has been taken over by another clr-search (%s), while this one did not renew its lease: it goes on there"
              .formatted(folder.root(), lostTo));
    }
  }

  /** Renews the lease; false where the folder does not answer. */
  private boolean renew() {
    boolean answered = false;
    try {
      Optional<byte[]> found = folder.read(FILE);
      answered = true;
      Optional<Holder> other =
          found.flatMap(StudyLease::holder).filter(holder -> !holder.id().equals(id));
      if (other.isPresent()) {
        lostTo = other.get().process().toString();
        renewal.shutdown();
      } else if (found.isPresent() || folder.exists(StudyStore.HEADER)) {
        // A folder that was removed is not created again.
        write();
      }
    } catch (RuntimeException e) {
      // The folder may be back at the next; whether results can be written is seen as they are.
      LOG.log(Level.WARNING, "the study''s lease is not renewed: {0}", e.getMessage());
    }
    return answered;
  }

  private synchronized void write() {
    if (renewal.isShutdown()) {
      return;
    }
    try {
      Holder now = new Holder(id, DriverProcess.current(), renewals++);
      folder.writeFromMany(FILE, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(now));
      renewedAt = System.nanoTime();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of numbers and strings is always JSON", e);
    }
  }

  /** The holder; empty where the file is just being written, or damaged. */
  private static Optional<Holder> holder(byte[] content) {
    try {
      Holder holder = JSON.readValue(content, Holder.class);
      return Optional.ofNullable(holder)
          .filter(found -> found.id() != null && found.process() != null);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Gives the lease back. */
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
        folder.delete(FILE);
      }
    } catch (StoreException e) {
      LOG.log(Level.WARNING, "the study''s lease is not given back: {0}", e.getMessage());
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "study lease");
    thread.setDaemon(true);
    return thread;
  }
}
