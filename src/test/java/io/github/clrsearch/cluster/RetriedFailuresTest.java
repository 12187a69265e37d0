package io.github.clrsearch.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.cluster.FakeObjective.Behaviour;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.EndedTrial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RetriedFailuresTest {
  private static final Stage COARSE = Stage.of("coarse", 6);

  /** Trial 1 fails, and trial 2 diverges. */
  private static final Behaviour BROKEN =
      (trial, cancellation) ->
          switch (trial.number()) {
            case 1 -> throw new IOException("the disk is gone");
            case 2 ->
                new TrialResult(new Outcome.Diverged("the loss is NaN"), List.of(), List.of(), 3);
            default -> FakeObjective.result(trial);
          };

  private static final Behaviour STILL_BROKEN =
      (trial, cancellation) -> {
        throw new IOException("the disk is still gone");
      };

  @TempDir private Path folder;

  private Searches searches;

  @BeforeEach
  void begin() {
    FakeObjective.reset();
    searches = new Searches(folder);
  }

  @Test
  void failedTrialsAreTrainedOnceMoreIfAsked() throws InterruptedException {
    searches.with(BROKEN).run(COARSE);
    Map<Integer, EndedTrial> before = searches.kept("coarse");
    Searches.Told unasked = searches.with(FakeObjective.pure().behaviour()).run(COARSE);
    assertThat(unasked.ended).isEmpty();
    Searches.Told told = searches.retryingFailed().run(COARSE);

    assertThat(told.ended).extracting(Trial::number).containsExactly(1);
    Map<Integer, EndedTrial> now = searches.kept("coarse");
    assertThat(now.get(1).result().outcome()).isEqualTo(new Outcome.Completed());
    assertThat(now.get(1).result().cycles())
        .isEqualTo(FakeObjective.result(now.get(1).trial()).cycles());
    assertThat(now.get(1).execution().failures()).containsExactly("IOException: the disk is gone");
    before.remove(1);
    assertThat(now).containsAllEntriesOf(before);
    assertThat(searches.retryingFailed().run(COARSE).ended).as("nothing has failed").isEmpty();
  }

  @Test
  void everyReasonIsKept() throws InterruptedException {
    searches.with(BROKEN).run(COARSE);
    searches.with(STILL_BROKEN).retryingFailed().run(COARSE);
    searches.with(FakeObjective.pure().behaviour()).retryingFailed().run(COARSE);

    assertThat(searches.kept("coarse").get(1).execution().failures())
        .containsExactly("IOException: the disk is gone", "IOException: the disk is still gone");
  }
}
