package io.github.clrsearch.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.search.ConfirmingStage;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.trial.Candidate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stage with fewer planned trials than have ended: all trials in the folder belong to it. */
class FewerTrialsTest {
  @TempDir private Path folder;

  @Test
  void endedTrialsStayInTheSearch() throws InterruptedException {
    Searches searches = new Searches(folder);
    Searches.Told before = searches.run(Stage.of("a", 4));
    Searches.Told after = searches.run(Stage.of("a", 2));

    assertThat(after.stages).containsExactly("a of 4, 4 kept");
    assertThat(after.lines)
        .containsExactly(
            "stage a: 2 trials requested; 2 more ended when the stage had more trials, and are kept");
    assertThat(after.ended).isEmpty();
    assertThat(after.leaderboard.candidates()).isEqualTo(before.leaderboard.candidates());
  }

  @Test
  void theNextStageIsTheSame() throws InterruptedException {
    Stage fine = Stage.of("b", 2).refining("x");
    Searches searches = new Searches(folder);
    searches.run(Stage.of("a", 4), fine);
    List<Candidate> all = searches.run(Stage.of("a", 4), fine).leaderboard.candidates();
    Searches.Told after = searches.run(Stage.of("a", 2), fine);

    assertThat(after.ended).isEmpty();
    assertThat(after.leaderboard.candidates()).isEqualTo(all);
    assertThat(searches.store().stages().frozen("b").orElseThrow().after()).containsEntry("a", 4);
  }

  /** An interrupted search that is ended with the trials it has. */
  @Test
  void missingTrialsAreNotTrained() throws InterruptedException, IOException {
    Searches searches = new Searches(folder);
    searches.run(Stage.of("a", 5));
    Files.delete(folder.resolve("trials/a-00001.json"));
    Files.delete(folder.resolve("trials/a-00003.json"));
    Searches.Told after = searches.run(Stage.of("a", 2), Stage.of("b", 1).refining("x"));

    assertThat(after.stages).containsExactly("a of 4, 3 kept", "b of 1, 0 kept");
    assertThat(after.ended).extracting(Object::toString).containsExactly("a/1", "b/0");
    assertThat(searches.kept("a")).containsOnlyKeys(0, 1, 2, 4);
    assertThat(searches.run(Stage.of("a", 5), Stage.of("b", 1).refining("x")).ended)
        .extracting(Object::toString)
        .containsExactly("a/3");
  }

  @Test
  void confirmedSeedsStayToo() throws InterruptedException {
    Searches searches = new Searches(folder);
    searches.run(Stage.of("a", 3), confirming(4));
    Searches.Told after = searches.run(Stage.of("a", 3), confirming(2));

    assertThat(after.ended).isEmpty();
    assertThat(after.stages).containsExactly("a of 3, 3 kept", "c of 8, 8 kept");
  }

  private static Stage confirming(int seeds) {
    return new ConfirmingStage("c", 2, Double.POSITIVE_INFINITY, seeds);
  }
}
