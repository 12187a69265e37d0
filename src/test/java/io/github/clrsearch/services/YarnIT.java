package io.github.clrsearch.services;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clrsearch.it.SmallStudy;
import io.github.clrsearch.it.SparkProcess;
import io.github.clrsearch.it.SparkProcess.Ended;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Searches on YARN end with the rows of an undisturbed search on this machine. */
@Tag("services")
class YarnIT {
  private static final String EXECUTOR = "YarnCoarseGrainedExecutorBackend";
  private static final String DRIVER = "deploy.yarn.ApplicationMaster";

  @TempDir private static Path scratch;
  private static Yarn yarn;

  @TempDir private Path folder;
  private SmallStudy study;

  @BeforeAll
  static void start() throws Exception {
    yarn = Yarn.start(scratch);
  }

  @AfterAll
  static void stop() {
    yarn.close();
  }

  @BeforeEach
  void study(TestInfo test) {
    String path = "/studies/" + test.getTestMethod().orElseThrow().getName();
    study = new SmallStudy(folder, yarn.hdfs().study(path)).ofLongTrials();
  }

  private SparkProcess inClient() throws Exception {
    return study.search(yarn.launch(folder), "yarn");
  }

  /** The driver is a container, which gets the study's configuration by its name. */
  private SparkProcess inCluster() throws Exception {
    return SparkProcess.submit(
        yarn.launch(folder)
            .withOptions("--master", "yarn", "--deploy-mode", "cluster")
            .withOptions("--files", study.configuration().toString()),
        study.command("small.conf").toArray(String[]::new));
  }

  private void assertUndisturbed(SparkProcess search) throws Exception {
    Ended ended = search.ended();
    assertThat(ended.status()).as("%s%s", ended, yarn.logs()).isZero();
    assertThat(yarn.application().getFinalApplicationStatus())
        .isEqualTo(FinalApplicationStatus.SUCCEEDED);
    assertThat(rows(study)).isEqualTo(rows(SmallStudy.undisturbedOfLongTrials()));
    assertThat(study.states()).isEmpty();
  }

  /** Without the version of Spark, which is another one here. */
  private static Map<String, JsonNode> rows(SmallStudy searched) throws Exception {
    Map<String, JsonNode> rows = searched.rows();
    rows.values().forEach(row -> ((ObjectNode) row.get("provenance")).remove("spark"));
    return rows;
  }

  private void assertResumed() throws Exception {
    assertThat(study.values("resumed_at").values())
        .as("updates that were not done again")
        .anySatisfy(updates -> assertThat(updates.asLong()).isPositive());
  }

  @Test
  void anExecutorIsKilledInClientMode() throws Exception {
    try (SparkProcess search = inClient()) {
      study.awaitStates(1, search);
      yarn.container(EXECUTOR).destroyForcibly();

      assertUndisturbed(search);
      assertThat(yarn.attempts(yarn.application())).isEqualTo(1);
    }
  }

  @Test
  void anExecutorIsKilledInClusterMode() throws Exception {
    try (SparkProcess search = inCluster()) {
      study.awaitStates(1, search);
      yarn.container(EXECUTOR).destroyForcibly();

      assertUndisturbed(search);
      assertThat(yarn.attempts(yarn.application())).isEqualTo(1);
    }
  }

  @Test
  void theDriverIsKilledInClusterModeAndYarnStartsAnother() throws Exception {
    try (SparkProcess search = inCluster()) {
      study.awaitStates(2, search);
      yarn.container(DRIVER).destroyForcibly();

      assertUndisturbed(search);
      assertResumed();
      assertThat(yarn.attempts(yarn.application())).isEqualTo(2);
    }
  }
}
