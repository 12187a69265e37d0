package io.github.clrsearch.store;

import static io.github.clrsearch.store.Studies.completed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.clrsearch.LocalSpark;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.store.files.StoreException;
import io.github.clrsearch.store.files.StudyLease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Failures of a study's folder during a search. */
class StoreFailureTest {
  private static final StudyHeader HEADER =
      Studies.header(
          new Study(
              "s",
              1,
              SearchSpace.empty().with("lambda", new LogUniform(1e-5, 0.1)),
              List.of(Stage.of("coarse", 200))));

  @TempDir private Path place;

  private static StudyStore begin(String location, Configuration hadoop) {
    return StudyStore.begin(location, HEADER, hadoop);
  }

  /** Saves trials until the disk is full; returns their number. */
  private static int fill(StudyStore store) {
    int[] kept = {0};
    assertThatThrownBy(
            () -> {
              while (kept[0] < 200) {
                store.append(completed("s", "coarse", kept[0], 0.25, 0.5));
                kept[0]++;
              }
            })
        .isInstanceOf(StoreException.class)
        .hasMessageMatching(
            ".*/trials/coarse-\\d+\\.json cannot be written \\(.*No space left on device\\): results that were"
                + " saved earlier are kept; free space or repair the folder, then run the same command again");
    return kept[0];
  }

  private static void assertGoesOn(Path folder, int kept) {
    StudyStore again = begin(folder.toString(), new Configuration());
    assertThat(again.trials("coarse")).hasSize(kept);
    again.append(completed("s", "coarse", kept, 0.75));

    assertThat(again.trials("coarse")).hasSize(kept + 1);
    SparkSession spark = LocalSpark.freshSession();
    StudyViews.register(spark, List.of(again));
    List<Row> rows =
        spark.sql("SELECT count(*), count(best_validation_accuracy) FROM trials").collectAsList();
    assertThat(rows.toString()).isEqualTo("[[%d,%d]]".formatted(kept + 1, kept + 1));
  }

  @Test
  void aFullDiskCostsOneTrialAndKeepsTheOthers() {
    Path folder = place.resolve("study");
    int kept = fill(begin("failing:" + folder, FailingFileSystem.configuration(60_000)));

    assertThat(kept).isPositive();
    assertGoesOn(folder, kept);
  }

  /** The same on a real disk of 64 KiB, if this user may mount one. */
  @Test
  void aFullRealDiskDoesToo() throws Exception {
    Path disk = Files.createDirectory(place.resolve("disk"));
    assumeThat(ran("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()))
        .as("this user may mount a small disk")
        .isTrue();
    Path copy = place.resolve("copy");
    int kept;
    try {
      kept = fill(begin(disk.resolve("study").toString(), new Configuration()));
      assertThat(ran("cp", "-r", disk.resolve("study").toString(), copy.toString())).isTrue();
    } finally {
      ran("umount", disk.toString());
    }

    assertThat(kept).isPositive();
    assertGoesOn(copy, kept);
  }

  private static boolean ran(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aFolderRemovedDuringASearchIsNotCreatedAgain() throws IOException {
    Path folder = place.resolve("study");
    StudyStore store = begin(folder.toString(), new Configuration());
    store.append(completed("s", "coarse", 0, 0.25));
    Files.move(folder, place.resolve("moved"));

    assertThatThrownBy(() -> store.append(completed("s", "coarse", 1, 0.5)))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "%s has no study.json now: the folder was moved or removed during the search. Restore it and run the same command again"
                .formatted(folder));
    assertThat(folder).doesNotExist();
    assertThat(begin(place.resolve("moved").toString(), new Configuration()).trials()).hasSize(1);
  }

  @Test
  void anUnwritableFolderIsRejectedBeforeTraining() throws IOException {
    Path file = Files.writeString(place.resolve("study"), "no folder");

    assertThatThrownBy(() -> StudyLease.take(file.toString(), new Configuration(), line -> {}))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("file:%s/driver.json cannot be written (".formatted(file))
        .hasMessageEndingWith("free space or repair the folder, then run the same command again");
  }
}
