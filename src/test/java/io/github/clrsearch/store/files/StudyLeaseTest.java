package io.github.clrsearch.store.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.store.FakeFileSystem;
import io.github.clrsearch.store.Studies;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.store.files.StudyLease.Pace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class StudyLeaseTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A lease of a dead driver, which nobody waits for. */
  private static final Pace SHORT = new Pace(Duration.ofMillis(5), Duration.ofMillis(200));

  /** Longer than any test. */
  private static final Pace LONG = new Pace(Duration.ofMinutes(10), Duration.ofMinutes(10));

  @TempDir private Path folder;

  private final List<String> told = new ArrayList<>();
  private Path file;

  @BeforeEach
  void place() {
    file = folder.resolve("driver.json");
  }

  private StudyLease take(Pace pace) throws InterruptedException {
    return StudyLease.take(folder.toString(), new Configuration(), told::add, pace);
  }

  private void holds(String machine, long pid, String started, long renewals) throws IOException {
    DriverProcess process = new DriverProcess(machine, "far", pid, started);
    Files.write(file, JSON.writeValueAsBytes(new StudyLease.Holder("x", process, renewals)));
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(2);
    }
  }

  private String content() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aSecondDriverIsRejectedWhileTheFirstIsAlive() throws Exception {
    try (StudyLease first = take(LONG)) {
      assertThatThrownBy(() -> take(LONG))
          .isInstanceOf(StoreException.class)
          .hasMessage(
              "%s is in use by another clr-search (%s): wait until it ends, stop it, or choose another folder with --out"
                  .formatted(folder, DriverProcess.current()));
      assertThatCode(first::check).doesNotThrowAnyException();
    }
    assertThat(file).doesNotExist();
    assertThat(told).isEmpty();
    take(LONG).close();
  }

  @Test
  void aDeadDriverOfThisMachineIsDetectedAtOnce() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    holds(DriverProcess.current().machine(), dead.pid(), "1", 3);

    take(LONG).close();
    assertThat(told).isEmpty();
  }

  @Test
  void aReusedProcessIdDoesNotHoldTheLease() throws Exception {
    DriverProcess current = DriverProcess.current();
    holds(current.machine(), current.pid(), current.started() + "0", 3);

    take(LONG).close();
    assertThat(told).isEmpty();
  }

  @Test
  void aRemoteDriverIsAliveIfItRenewsItsLease() throws Exception {
    holds("another machine", 7, "1", 3);
    Thread renewing =
        new Thread(
            () -> {
              try {
                await(() -> !told.isEmpty());
                holds("another machine", 7, "1", 4);
              } catch (InterruptedException | IOException e) {
                throw new IllegalStateException(e);
              }
            });
    renewing.start();

    assertThatThrownBy(() -> take(new Pace(LONG.period(), Duration.ofSeconds(50))))
        .hasMessageContaining(" is in use by another clr-search (process 7 on far): wait");
    renewing.join();
    assertThat(told)
        .containsExactly(
            "waiting up to 50 s to see whether another clr-search (process 7 on far) is still using %s"
                .formatted(folder));
  }

  @Test
  void aRemoteDriverIsDeadIfItDoesNotRenewItsLease() throws Exception {
    holds("another machine", 7, "1", 3);

    try (StudyLease lease = take(SHORT)) {
      assertThatCode(lease::check).doesNotThrowAnyException();
    }
    assertThat(told).hasSize(1);
  }

  @Test
  void aDamagedLeaseExpires() throws Exception {
    Files.writeString(file, "{\"id\":");

    take(SHORT).close();
    assertThat(file).doesNotExist();
  }

  @Test
  void isRenewed() throws Exception {
    try (StudyLease lease = take(SHORT)) {
      String first = content();
      await(() -> !content().equals(first));
      assertThatCode(lease::check).doesNotThrowAnyException();
    }
  }

  @Test
  void aLeaseWhoseFileWasDeletedIsWrittenAgain() throws Exception {
    Files.writeString(folder.resolve("study.json"), "{}");
    try (StudyLease lease = take(SHORT)) {
      Files.delete(file);
      await(() -> Files.exists(file));
      assertThatCode(lease::check).doesNotThrowAnyException();
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void aFolderThatWasRemovedIsNotCreatedAgain() throws Exception {
    try (StudyLease lease = take(LONG)) {
      Files.delete(file);
      Files.delete(folder);

      assertThat(lease.isStillOurs()).isTrue();
      assertThat(folder).doesNotExist();
    }
  }

  @Test
  void aSuspendedDriverSavesNothingAfterAnotherTookOver() throws Exception {
    Study study = new Study("s", 1, SearchSpace.empty(), List.of(Stage.of("coarse", 4)));
    StudyLease lease = take(SHORT);
    StudyStore store = Studies.begin(folder, study).under(lease, Duration.ZERO, told::add);
    store.append(Studies.completed("s", "coarse", 0, 0.4));
    // The lease may renew itself in between, so the other's file is written until it is noticed.
    await(
        () -> {
          try {
            holds("another machine", 7, "1", 0);
            lease.check();
            return false;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } catch (StoreException e) {
            return true;
          }
        });

    assertThatThrownBy(() -> store.append(Studies.completed("s", "coarse", 1, 0.4)))
        .hasMessageEndingWith(
            " was taken over by another clr-search (process 7 on far), because this one did not renew its lease: that one continues the study");
    lease.close();
    assertThat(file).as("the other's").exists();
    assertThat(store.trials()).hasSize(1);
  }

  /** The driver could not reach the folder for long: it checks the lease before it writes. */
  @Test
  void aDriverThatCouldNotRenewDetectsTheTakeover() throws Exception {
    try (StudyLease lease = take(new Pace(LONG.period(), Duration.ofNanos(1)))) {
      assertThatCode(lease::check).doesNotThrowAnyException();
      holds("another machine", 7, "1", 0);

      assertThatThrownBy(lease::check)
          .hasMessageContaining(" was taken over by another clr-search (process 7 on far)");
    }
    assertThat(file).as("the other's").exists();
  }

  /** A driver is killed before each of its writes, in a new folder and after a dead driver. */
  @ParameterizedTest
  @CsvSource({"hdfslike, 5", "s3, 0"})
  void theNextDriverRemovesWhatAKilledOneWasWriting(
      String scheme, int kinds, @TempDir Path elsewhere) throws Exception {
    Path failure = elsewhere.resolve("failure");
    Configuration hadoop = FakeFileSystem.in(new Configuration(), failure);
    Set<String> left = new TreeSet<>();
    for (Runnable before : List.<Runnable>of(() -> {}, this::holdsDead)) {
      boolean killed = true;
      for (int writes = 0; killed; writes++) {
        before.run();
        Files.writeString(failure, FakeFileSystem.Failure.KILLED + " " + writes);
        try {
          drive(scheme, hadoop);
          killed = false;
        } catch (FakeFileSystem.Killed e) {
          left.addAll(partial());
          // The process of this test lives.
          if (Files.exists(file)) {
            holdsDead();
          }
        }
        Files.delete(failure);
        drive(scheme, hadoop);

        assertThat(partial()).as("%d writes", writes).isEmpty();
        assertThat(file).doesNotExist();
        for (String name : List.of("study.json", "views.sql", "trials/coarse-00000.json")) {
          Files.delete(folder.resolve(name));
        }
      }
    }
    assertThat(left).as(left.toString()).hasSize(kinds);
  }

  private void holdsDead() {
    try {
      holds(DriverProcess.current().machine(), Long.MAX_VALUE, "1", 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Begins a study and ends a trial. */
  private void drive(String scheme, Configuration hadoop) throws Exception {
    String location = scheme + ":" + folder;
    Study study = new Study("s", 1, SearchSpace.empty(), List.of(Stage.of("coarse", 1)));
    try (StudyLease lease = StudyLease.take(location, hadoop, told::add, LONG)) {
      lease.check();
      StudyStore store = StudyStore.begin(location, Studies.header(study), hadoop);
      store.append(Studies.completed("s", "coarse", 0, 0.4));
    }
  }

  /** The partial files of the study, without the part of their names that is random. */
  private Set<String> partial() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(found -> folder.relativize(found).toString())
          .filter(name -> name.endsWith(".partial"))
          .map(name -> name.replaceAll("[0-9a-f]{8}-[-0-9a-f]{27}", "ID"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** The other driver cannot renew its lease either. */
  @Test
  void anUnwritableFolderIsNotTakenOver() throws Exception {
    holds("another machine", 7, "1", 3);
    String before = content();
    Path failure = folder.resolve("failure");
    Files.writeString(failure, FakeFileSystem.Failure.SAFE_MODE.name());
    Configuration hadoop = FakeFileSystem.in(new Configuration(), failure);

    assertThatThrownBy(() -> StudyLease.take("hdfslike:" + folder, hadoop, told::add, SHORT))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot be written (Cannot create file");
    assertThat(told).isEmpty();
    assertThat(content()).isEqualTo(before);
  }
}
