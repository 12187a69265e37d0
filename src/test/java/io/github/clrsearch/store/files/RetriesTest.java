package io.github.clrsearch.store.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.store.FakeFileSystem;
import io.github.clrsearch.store.FakeFileSystem.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A study's folder that fails for a while, or for good. */
@Timeout(60)
class RetriesTest {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final byte[] CONTENT = "x".getBytes(UTF_8);

  @TempDir private Path place;
  private final List<String> told = new CopyOnWriteArrayList<>();
  private Path failure;

  @BeforeEach
  void place() {
    failure = place.resolve("failure");
  }

  private AtomicFolder folder(
      Duration patience, BooleanSupplier isOurs, Consumer<String> onFailure) {
    Retries retries =
        new Retries(
            patience,
            Duration.ofMillis(1),
            isOurs,
            line -> {
              told.add(line);
              if (line.contains("retrying")) {
                onFailure.accept(line);
              }
            });
    return new AtomicFolder(
            "hdfslike:" + place.resolve("files"), FakeFileSystem.in(new Configuration(), failure))
        .with(retries);
  }

  /** A folder that is repaired as soon as its failure is reported. */
  private AtomicFolder repaired() {
    return folder(LONG, () -> true, line -> repair());
  }

  private void repair() {
    try {
      Files.delete(failure);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fail(Failure how) throws IOException {
    Files.writeString(failure, how.name());
  }

  @ParameterizedTest
  @EnumSource(names = {"REFUSED", "SAFE_MODE", "FULL", "FULL_LOCAL", "PIPELINE"})
  void writesAreRetriedUntilTheFolderIsBack(Failure how) throws IOException {
    AtomicFolder folder = repaired();
    fail(how);
    folder.write("file", CONTENT);

    assertThat(folder.read("file")).hasValue(CONTENT);
    assertThat(told).hasSize(2);
    assertThat(told.get(0))
        .matches(
            "hdfslike:.*/file cannot be written \\([^\\n]+\\): retrying for up to 10 min; trials"
                + " continue, and results are held in memory");
    assertThat(told.get(1)).matches("the study's folder is available again after \\d+ s");
  }

  @Test
  void allOtherOperationsAreRetriedToo() throws IOException {
    AtomicFolder folder = repaired();
    folder.write("trials/a", CONTENT);

    fail(Failure.REFUSED);
    assertThat(folder.read("trials/a")).hasValue(CONTENT);
    fail(Failure.REFUSED);
    assertThat(folder.exists("trials/a")).isTrue();
    fail(Failure.REFUSED);
    assertThat(folder.list("trials", "*")).containsExactly("a");
    fail(Failure.REFUSED);
    folder.update("trials/a", CONTENT);
    fail(Failure.REFUSED);
    folder.overwrite("trials/a", CONTENT);
    fail(Failure.SAFE_MODE);
    folder.delete("trials/a");
    assertThat(folder.exists("trials/a")).isFalse();
    assertThat(told).hasSize(12);
  }

  @ParameterizedTest
  @EnumSource(names = {"DENIED", "READ_ONLY"})
  void lastingErrorsAreThrownAtOnce(Failure how) throws IOException {
    AtomicFolder folder = repaired();
    fail(how);

    assertThatThrownBy(() -> folder.write("file", CONTENT))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("/file cannot be written (");
    assertThat(told).isEmpty();
  }

  @Test
  void errorsThatOutlastThePatienceAreThrown() throws IOException {
    AtomicFolder folder = folder(Duration.ofMillis(20), () -> true, line -> {});
    fail(Failure.SAFE_MODE);

    assertThatThrownBy(() -> folder.write("file", CONTENT))
        .isInstanceOf(StoreException.class)
        .hasMessageEndingWith(
            "Name node is in safe mode.; retried for 0 s): results that were saved earlier are kept; free space or repair the folder, then run the same command again");
    assertThat(told).hasSize(1);
  }

  @Test
  void anInterruptionEndsTheRetriesOfAllThreads() throws Exception {
    Thread search = Thread.currentThread();
    CompletableFuture<Void> waits = new CompletableFuture<>();
    AtomicFolder folder =
        folder(
            LONG,
            () -> {
              waits.complete(null);
              return false;
            },
            line -> {});
    fail(Failure.FULL);
    CompletableFuture<Void> page =
        CompletableFuture.runAsync(() -> folder.write("report.html", CONTENT));
    waits.get();
    CompletableFuture<Void> user = CompletableFuture.runAsync(search::interrupt);

    assertThatThrownBy(() -> folder.write("row", CONTENT))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("/row cannot be written (No space left on device)");
    user.join();
    assertThat(Thread.interrupted()).isTrue();
    assertThatThrownBy(page::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(StoreException.class);
    assertThat(told).as("two threads, one outage").hasSize(1);
  }

  /** Its first attempts fail because of the folder; when it is back, another driver works there. */
  @Test
  void nothingIsWrittenAfterAnotherDriverTookOver() throws IOException {
    AtomicFolder folder =
        folder(
            LONG,
            () -> {
              throw new StoreException("taken over");
            },
            line -> repair());
    fail(Failure.REFUSED);

    assertThatThrownBy(() -> folder.write("file", CONTENT)).hasMessage("taken over");
    assertThat(folder.exists("file")).isFalse();
  }
}
