package io.github.clrsearch.cluster;

import static io.github.clrsearch.cluster.FakeObjective.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.LocalSpark;
import io.github.clrsearch.cluster.FakeObjective.Behaviour;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.Uniform;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.FakeFileSystem;
import io.github.clrsearch.store.FakeFileSystem.Failure;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.store.files.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A study's folder that fails during a search. */
@Timeout(60)
class FolderOutageTest {
  private static final int TRIALS = 16;

  @TempDir private Path place;
  private final SparkSession spark = LocalSpark.freshSession();
  private final List<String> notes = new CopyOnWriteArrayList<>();
  private String failure;

  @BeforeEach
  void begin() {
    FakeObjective.reset();
    failure = place.resolve("failure").toString();
    FakeFileSystem.in(spark.sparkContext().hadoopConfiguration(), Path.of(failure));
  }

  private SearchedStudy search(String folder, Behaviour behaviour, Consumer<String> onNote)
      throws InterruptedException {
    Study study =
        Study.builder()
            .name("s")
            .space("x", new Uniform(0, 1))
            .space("n_cycles", 3)
            .stage(Stage.of("coarse", TRIALS))
            .stage(Stage.of("fine", 4).refining("x"))
            .build();
    return SparkSearch.of(study, new FakeObjective(behaviour), 1000)
        .listener(
            new SearchListener() {
              @Override
              public void note(String line) {
                notes.add(line);
                onNote.accept(line);
              }
            })
        .run(spark, folder);
  }

  /**
   * The folder fails from the first trial until the last one has started and a line was reported.
   */
  private static Behaviour outage(String file, Failure how) {
    return (trial, cancellation) -> {
      List<Trial> started = List.copyOf(STARTED);
      if (started.get(0).equals(trial)) {
        Files.writeString(Path.of(file), how.name());
      }
      if (started.size() >= TRIALS && started.get(TRIALS - 1).equals(trial)) {
        while (!Files.exists(Path.of(file + ".told"))) {
          Thread.sleep(2);
        }
        Files.delete(Path.of(file));
      }
      return FakeObjective.result(trial);
    };
  }

  /** The folder fails from the first trial; the other trials wait until then. */
  private static Behaviour failing(String file, Failure how) {
    return (trial, cancellation) -> {
      if (STARTED.element().equals(trial)) {
        Files.writeString(Path.of(file), how.name());
      }
      while (!Files.exists(Path.of(file)) && !cancellation.requested()) {
        Thread.sleep(2);
      }
      return FakeObjective.result(trial);
    };
  }

  private void createTold(String line) {
    try {
      Files.writeString(Path.of(failure + ".told"), line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<EndedTrial> rows(String folder) {
    return StudyStore.open(
            place.resolve(folder).toString(), spark.sparkContext().hadoopConfiguration())
        .trials();
  }

  @ParameterizedTest
  @EnumSource(names = {"REFUSED", "SAFE_MODE", "FULL"})
  void trialsContinueAndAreSavedWhenTheFolderIsBack(Failure how) throws Exception {
    SearchedStudy undisturbed =
        search(place.resolve("local").toString(), FakeObjective.pure().behaviour(), line -> {});
    FakeObjective.reset();
    SearchedStudy disturbed =
        search("hdfslike:" + place.resolve("study"), outage(failure, how), this::createTold);

    assertThat(disturbed.leaderboard()).isEqualTo(undisturbed.leaderboard());
    assertThat(rows("study"))
        .extracting(EndedTrial::result)
        .containsExactlyElementsOf(rows("local").stream().map(EndedTrial::result).toList());
    assertThat(STARTED).as("none is trained twice").hasSize(TRIALS + 4);
    assertThat(notes).hasSize(2);
    assertThat(notes.get(0)).contains(": retrying for up to 10 min; trials continue");
    assertThat(notes.get(1)).startsWith("the study's folder is available again after ");
  }

  @Test
  void anInterruptionDuringAnOutageReportsLostTrials() throws IOException {
    Thread search = Thread.currentThread();
    Behaviour fails = failing(failure, Failure.SAFE_MODE);

    assertThatThrownBy(
            () ->
                search(
                    "hdfslike:" + place.resolve("study"),
                    fails,
                    line -> {
                      if (notes.size() == 1) {
                        search.interrupt();
                      }
                    }))
        .isInstanceOf(InterruptedException.class);
    assertThat(notes.get(1))
        .matches(
            "the results of \\d+ trials were not saved \\(coarse/.*\\): run the same command to train them again");
    Files.delete(Path.of(failure));
    assertThat(rows("study")).isEmpty();
  }

  @Test
  void aLastingErrorEndsTheSearch() {
    Behaviour fails = failing(failure, Failure.DENIED);

    assertThatThrownBy(() -> search("hdfslike:" + place.resolve("study"), fails, line -> {}))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot be written (Permission denied: user=a, access=WRITE)");
    assertThat(notes).hasSize(1);
    assertThat(notes.get(0)).contains("trials were not saved (coarse/");
  }
}
