package io.github.clrsearch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C. */
@Tag("cluster")
class InterruptedIT {
  @TempDir private Path folder;

  @BeforeEach
  void needsSigint() {
    assumeThat(Sigint.canBeSent())
        .as("SIGINT is ignored here, as in a shell's background, and env cannot restore it")
        .isTrue();
  }

  @Test
  void endsTheSearchSaysWhatIsKeptAndASecondOneEndsItAtOnce() throws Exception {
    SmallStudy study = new SmallStudy(folder);
    SparkProcess.Ended ended;
    try (SparkProcess search = study.search("local[1]")) {
      study.awaitTrials(2, search);
      search.signal("INT");
      if (search.isAlive()) {
        search.signal("INT");
      }
      ended = search.ended();
    }

    assertThat(ended.status()).as(ended.toString()).isEqualTo(130);
    assertThat(ended.error()).doesNotContain("\tat ", "Exception");
    assertThat(study.trials()).hasSizeBetween(2, SmallStudy.TRIALS - 1);
    study.searched("local[1]");
    assertThat(study.rows()).isEqualTo(SmallStudy.undisturbed().rows());
  }

  @Test
  void onceItTellsHowToGoOn() throws Exception {
    SmallStudy study = SmallStudy.ofLongTrials(folder);
    SparkProcess.Ended ended;
    try (SparkProcess search = study.search("local[1]")) {
      study.awaitStates(1, search);
      search.signal("INT");
      ended = search.ended();
    }

    assertThat(ended.status()).as(ended.toString()).isEqualTo(130);
    assertThat(ended.error()).doesNotContain("\tat ", "Exception");
    assertThat(ended.output())
        .containsPattern(
            "interrupted: the results of \\d+ trials are kept; run the same command to resume \\(press Ctrl-C again to exit immediately\\)");
    assertThat(study.states()).as("kept for the same command").isNotEmpty();
  }
}
