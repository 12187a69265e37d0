package io.github.clrsearch.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ended trials are on disk: the same command resumes the search. */
@Tag("cluster")
class KilledDriverIT {
  /**
   * How often the driver is killed at a random moment; {@code src/it/soak.sh} kills it more often.
   */
  private static final int KILLS = Integer.getInteger("clrsearch.it.kills", 3);

  /** On an idle machine, the search ends before this. */
  private static final int LONGEST_LIFE_MS = 9_000;

  @TempDir private Path folder;

  private static Map<Path, FileTime> times(SmallStudy study) throws Exception {
    Map<Path, FileTime> times = new HashMap<>();
    for (Path trial : study.trials().values()) {
      times.put(trial, Files.getLastModifiedTime(trial));
    }
    return times;
  }

  @Test
  void aSearchWhoseDriverWasKilledGoesOnWhereItWas() throws Exception {
    SmallStudy study = new SmallStudy(folder.resolve("killed"));
    try (SparkProcess search = study.search("local[1]")) {
      study.awaitTrials(3, search);
      search.kill();
    }
    Map<Path, FileTime> kept = times(study);
    assertThat(kept).hasSizeBetween(3, SmallStudy.TRIALS - 1);
    SparkProcess.Ended ended = study.searched("local[1]");

    assertThat(ended.output()).contains("of them kept from earlier runs");
    assertThat(times(study)).containsAllEntriesOf(kept).hasSize(SmallStudy.TRIALS);
    assertThat(study.rows()).isEqualTo(SmallStudy.undisturbed().rows());
  }

  @Test
  void aSecondDriverIsRefusedWhileTheFirstLivesAndGoesOnFromItsStatesWhenItIsDead()
      throws Exception {
    SmallStudy study = SmallStudy.ofLongTrials(folder.resolve("second"));
    try (SparkProcess first = study.search("local[1]")) {
      study.awaitStates(1, first);
      first.signal("STOP");
      try (SparkProcess second = study.search("local[1]")) {
        SparkProcess.Ended refused = second.ended();
        assertThat(refused.status()).as(refused.toString()).isEqualTo(1);
        assertThat(refused.error())
            .contains(
                "clr-search: %s is in use by another clr-search (process %d on "
                    .formatted(study.out(), first.pid()))
            .contains("): wait until it ends, stop it, or choose another folder with --out");
      }
      first.kill();
    }
    assertThat(study.states()).hasSize(1);
    study.searched("local[1]");

    assertThat(study.rows()).isEqualTo(SmallStudy.undisturbedOfLongTrials().rows());
    assertThat(study.values("resumed_at").values())
        .as("updates that were not done again")
        .anySatisfy(updates -> assertThat(updates.asLong()).isPositive());
    assertThat(study.states()).isEmpty();
    assertThat(study.out().resolve("driver.json")).doesNotExist();
  }

  @Test
  void killedAtRandomMomentsItEndsWithTheTablesOfAnUndisturbedSearch() throws Exception {
    long seed = Long.getLong("clrsearch.it.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int done = 0; done < KILLS; ) {
      SmallStudy study = new SmallStudy(folder.resolve("random" + done));
      // A new study after three kills; otherwise later kills would find a study that has ended.
      for (int i = 0; i < 3 && done < KILLS; i++, done++) {
        Map<Path, FileTime> before = times(study);
        try (SparkProcess search =
            study.search("local[2]", "--set", "search.keep-state-after=0s")) {
          search.awaitEnd(random.nextInt(LONGEST_LIFE_MS));
          search.kill();
        }
        assertThat(times(study)).as("seed %d", seed).containsAllEntriesOf(before);
      }
      Map<Path, FileTime> before = times(study);
      study.searched("local[2]");

      assertThat(times(study)).as("seed %d", seed).containsAllEntriesOf(before);
      assertThat(study.rows()).as("seed %d", seed).isEqualTo(SmallStudy.undisturbed().rows());
      assertThat(study.states()).as("seed %d", seed).isEmpty();
      assertThat(study.partial()).as("seed %d", seed).isEmpty();
    }
  }
}
