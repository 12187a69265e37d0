package clrsearch.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What has ended is on disk: the same command goes on from there. */
@Tag("cluster")
class KilledDriverIT {
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

    assertThat(ended.output()).contains("of them there already");
    assertThat(times(study)).containsAllEntriesOf(kept).hasSize(SmallStudy.TRIALS);
    assertThat(study.cycles()).isEqualTo(SmallStudy.undisturbed().cycles());
  }
}
