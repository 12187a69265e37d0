package io.github.clrsearch.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.it.SmallStudy;
import io.github.clrsearch.it.SparkProcess;
import io.github.clrsearch.it.SparkProcess.Ended;
import io.github.clrsearch.it.SparkProcess.Launch;
import io.github.clrsearch.it.StandaloneCluster;
import io.github.clrsearch.it.StandaloneCluster.Workers;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.StudyStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Standalone clusters that lose parts end with the rows of an undisturbed search. */
@Tag("services")
class ClusterFailuresIT {
  @TempDir private Path folder;
  private SmallStudy study;

  @BeforeEach
  void study() {
    study = SmallStudy.ofLongTrials(folder.resolve("search"));
  }

  private StandaloneCluster cluster(Map<String, String> settings) throws Exception {
    return StandaloneCluster.start(folder.resolve("cluster"), settings);
  }

  private void assertUndisturbed(SparkProcess search) throws Exception {
    Ended ended = search.ended();
    assertThat(ended.status()).as(ended.toString()).isZero();
    assertThat(study.rows()).isEqualTo(SmallStudy.undisturbedOfLongTrials().rows());
    assertThat(study.states()).isEmpty();
  }

  @Test
  void theMasterIsKilledAndRestarted() throws Exception {
    Map<String, String> recovery =
        Map.of(
            "spark.deploy.recoveryMode",
            "FILESYSTEM",
            "spark.deploy.recoveryDirectory",
            folder.resolve("recovery").toString());
    try (StandaloneCluster cluster = cluster(recovery);
        SparkProcess search = study.search(cluster.master())) {
      study.awaitStates(2, search);
      cluster.killMaster();
      // An executor that nobody can replace now.
      cluster.executors().get(0).destroyForcibly();
      cluster.startMaster();

      assertUndisturbed(search);
    }
  }

  @Test
  void aWorkerIsLostForGood() throws Exception {
    try (StandaloneCluster cluster = cluster(Map.of());
        SparkProcess search = study.search(cluster.master())) {
      study.awaitStates(2, search);
      cluster.worker(0).close();

      assertUndisturbed(search);
    }
  }

  @Test
  void aWorkerIsDecommissioned() throws Exception {
    Map<String, String> decommissioning = Map.of("spark.decommission.enabled", "true");
    study.with(decommissioning);
    try (StandaloneCluster cluster = cluster(decommissioning);
        SparkProcess search = study.search(cluster.master())) {
      study.awaitStates(2, search);
      cluster.worker(0).signal("PWR");

      assertUndisturbed(search);
    }
  }

  /** Trials wait until as many of them have begun as there may be executors. */
  @Test
  void dynamicAllocationRequestsAllExecutorsAtOnce() throws Exception {
    int executors = 8;
    int trials = 24;
    Path meeting = Files.createDirectory(folder.resolve("meeting"));
    String classes =
        System.getProperty("clrsearch.jar") + ":" + Path.of("target/test-classes").toAbsolutePath();
    Map<String, String> settings =
        Map.of(
            "spark.dynamicAllocation.enabled",
            "true",
            "spark.dynamicAllocation.maxExecutors",
            Integer.toString(executors),
            "spark.executor.cores",
            "1",
            "spark.driver.extraClassPath",
            classes,
            "spark.executor.extraClassPath",
            classes);
    Workers one = new Workers(1, executors, "4g");
    try (StandaloneCluster cluster =
            StandaloneCluster.start(folder.resolve("cluster"), Map.of(), one);
        SparkProcess search =
            SparkProcess.submit(
                Launch.in(folder)
                    .withOptions(
                        "--master", cluster.master(), "--class", WaitingSearch.class.getName())
                    .withSettings(settings),
                folder.resolve("study").toString(),
                Integer.toString(trials),
                meeting.toString(),
                Integer.toString(executors))) {
      Ended ended = search.ended();

      assertThat(ended.status()).as(ended.toString()).isZero();
    }
    List<EndedTrial> ended =
        StudyStore.open(folder.resolve("study").toString(), new Configuration()).trials();
    assertThat(ended)
        .hasSize(trials)
        .allMatch(end -> end.result().outcome() instanceof Outcome.Completed);
    assertThat(ended.stream().map(end -> end.execution().executor()).distinct()).hasSize(executors);
  }
}
