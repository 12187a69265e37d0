package io.github.clrsearch.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.search.trial.Outcome;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MlflowRunsTest {
  private static final Outcome COMPLETED = new Outcome.Completed();

  private FakeMlflow mlflow;

  @BeforeEach
  void start() throws IOException {
    mlflow = new FakeMlflow();
  }

  @AfterEach
  void stop() {
    mlflow.close();
  }

  /** The notification of a search that has just begun. */
  private MlflowRuns begun() {
    return new MlflowRuns(mlflow.uri(), Map.of(), "s", "/runs/s");
  }

  @Test
  void trialsAreRunsWithCyclesAsSteps() throws Exception {
    begun().track(Ended.trial(3, COMPLETED, 2));
    FakeMlflow.Run run = mlflow.run("coarse/3");

    assertThat(run.status).isEqualTo("FINISHED");
    assertThat(run.parameters)
        .isEqualTo(Map.of("lambda", "0.001", "n_cycles", "3.0", "n_s", "50.0"));
    assertThat(run.metrics)
        .containsExactly(
            "training_cost 1 2.5",
            "training_loss 1 2.0",
            "training_accuracy 1 0.25",
            "validation_loss 1 1.0",
            "validation_accuracy 1 0.5",
            "training_cost 2 2.5",
            "training_loss 2 2.0",
            "training_accuracy 2 0.25",
            "validation_loss 2 0.5",
            "validation_accuracy 2 0.5");
    assertThat(run.tags)
        .containsEntry("clr_search.stage", "coarse")
        .containsEntry("clr_search.outcome", "completed")
        .containsEntry("clr_search.data", "synthetic")
        .containsEntry("clr_search.blas", "java")
        .doesNotContainKey("clr_search.reason");
    assertThat(mlflow.requests)
        .containsExactly(
            "experiments/get-by-name",
            "experiments/create",
            "runs/search",
            "runs/create",
            "runs/create",
            "runs/log-batch",
            "runs/update");
  }

  @Test
  void theRunsOfTrialsAreChildrenOfTheRunOfTheStudy() throws Exception {
    MlflowRuns first = begun();
    first.track(Ended.trial(0, COMPLETED, 1));
    FakeMlflow.Run study = mlflow.runs.get("run0");
    assertThat(study.tags)
        .isEqualTo(Map.of("clr_search.study", "s", "clr_search.folder", "/runs/s"));
    assertThat(study.status).isEqualTo("RUNNING");
    first.end();
    assertThat(study.status).isEqualTo("FINISHED");
    begun().track(Ended.trial(1, COMPLETED, 1));

    assertThat(mlflow.runs).hasSize(3);
    assertThat(mlflow.run("coarse/0").tags).containsEntry("mlflow.parentRunId", "run0");
    assertThat(mlflow.run("coarse/1").tags).containsEntry("mlflow.parentRunId", "run0");
  }

  @Test
  void aSearchWithoutTrialsSendsNothing() throws Exception {
    begun().end();

    assertThat(mlflow.requests).isEmpty();
  }

  @Test
  void aFailedTrialIsAFailedRunWithItsReason() throws Exception {
    begun().track(Ended.trial(0, new Outcome.Failed("no memory"), 0));

    assertThat(mlflow.run("coarse/0").status).isEqualTo("FAILED");
    assertThat(mlflow.run("coarse/0").metrics).isEmpty();
    assertThat(mlflow.run("coarse/0").tags).containsEntry("clr_search.reason", "no memory");
  }

  @Test
  void loggedTrialsAreNotSentAgain() throws Exception {
    MlflowRuns first = begun();
    for (int i = 0; i < 5; i++) {
      first.track(Ended.trial(i, COMPLETED, 1));
    }
    mlflow.requests.clear();
    MlflowRuns again = begun();
    for (int i = 0; i < 6; i++) {
      again.track(Ended.trial(i, COMPLETED, 1));
    }

    assertThat(mlflow.requests)
        .containsExactly(
            "experiments/get-by-name",
            "runs/search",
            "runs/search",
            "runs/search",
            "runs/create",
            "runs/log-batch",
            "runs/update");
    assertThat(mlflow.runs).as("of the study and of its trials").hasSize(1 + 6);
  }

  @Test
  void onlyNewCyclesOfAContinuedTrialAreSent() throws Exception {
    begun().track(Ended.trial(0, new Outcome.Stopped("waits"), 1));
    begun().track(Ended.trial(0, COMPLETED, 200));
    FakeMlflow.Run run = mlflow.run("coarse/0");

    assertThat(mlflow.runs).hasSize(2);
    assertThat(run.metrics).doesNotHaveDuplicates().hasSize(5 * 200);
    assertThat(run.tags)
        .containsEntry("clr_search.told", "200 completed")
        .containsEntry("clr_search.outcome", "completed");
  }

  @Test
  void anIncompleteRunIsCompleted() throws Exception {
    begun().track(Ended.trial(0, COMPLETED, 1));
    mlflow.run("coarse/0").tags.remove("clr_search.told");
    mlflow.run("coarse/0").metrics.clear();
    begun().track(Ended.trial(0, COMPLETED, 1));

    assertThat(mlflow.runs).hasSize(2);
    assertThat(mlflow.run("coarse/0").metrics).hasSize(5);
  }

  @Test
  void studiesInDifferentFoldersHaveDifferentRuns() throws Exception {
    begun().track(Ended.trial(0, COMPLETED, 1));
    new MlflowRuns(mlflow.uri(), Map.of(), "s", "/elsewhere").track(Ended.trial(0, COMPLETED, 1));

    assertThat(mlflow.runs).hasSize(4);
    assertThat(mlflow.runs.values()).extracting(run -> run.experiment).containsOnly("1");
  }

  @Test
  void credentialsComeFromTheEnvironment() throws Exception {
    new MlflowRuns(mlflow.uri(), Map.of("MLFLOW_TRACKING_TOKEN", "abc"), "s", "/runs/s")
        .track(Ended.trial(0, COMPLETED, 1));

    assertThat(mlflow.authorizations).containsOnly("Bearer abc");
  }

  @Test
  void errorsContainTheMessageOfTheServer() {
    mlflow.fail();

    assertThatThrownBy(() -> begun().track(Ended.trial(0, COMPLETED, 1)))
        .isInstanceOf(IOException.class)
        .hasMessage("experiments/get-by-name answered with status 500, the disk is full");
  }

  @Test
  void anUnreachableServerIsAnError() {
    URI gone = mlflow.uri();
    mlflow.close();

    assertThatThrownBy(
            () ->
                new MlflowRuns(gone, Map.of(), "s", "/runs/s").track(Ended.trial(0, COMPLETED, 1)))
        .isInstanceOf(IOException.class)
        .hasMessage("no answer");
  }
}
