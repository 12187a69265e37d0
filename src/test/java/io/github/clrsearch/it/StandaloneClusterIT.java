package io.github.clrsearch.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trial is a pure function: its results do not depend on where and how often it is computed. */
@Tag("cluster")
class StandaloneClusterIT {
  private static final String SAME =
      "SELECT stage, number, cycle, count(*) AS studies, count(DISTINCT validation_loss) AS losses,"
          + " count(DISTINCT training_cost) AS costs, count(DISTINCT lambda) AS lambdas FROM cycles"
          + " WHERE cycle >= 14 GROUP BY stage, number, cycle ORDER BY stage, number, cycle";

  /** Number of trials of the first stage. */
  private static final int FIRST_STAGE = 6;

  private static StandaloneCluster spark;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    spark = StandaloneCluster.shared();
  }

  @Test
  void oneSlotTwoSlotsAndAClusterGiveIdenticalCycles() throws Exception {
    Map<String, JsonNode> undisturbed = SmallStudy.undisturbed().cycles();
    SmallStudy twoSlots = new SmallStudy(folder.resolve("two"));
    twoSlots.searched("local[2]");
    SmallStudy cluster = new SmallStudy(folder.resolve("cluster")).with(SparkProcess.OPTIMIZED);
    cluster.searched(spark.master());

    assertThat(undisturbed).hasSize(SmallStudy.TRIALS);
    assertThat(undisturbed.values())
        .allSatisfy(cycles -> assertThat(cycles).hasSize(SmallStudy.CYCLES));
    assertThat(twoSlots.cycles()).isEqualTo(undisturbed);
    assertThat(cluster.cycles()).isEqualTo(undisturbed);
    assertThat(cluster.values("executor").values())
        .as("both workers had an executor")
        .extracting(JsonNode::asText)
        .contains("0", "1");
    assertThat(queried(SAME, twoSlots, cluster))
        .startsWith("stage,number,cycle,studies,losses,costs,lambdas\n")
        .contains("coarse,0,14,2,1,1,1\n", "coarse,5,15,2,1,1,1\n", "fine,3,15,2,1,1,1\n")
        .satisfies(table -> assertThat(table.lines()).hasSize(1 + 2 * SmallStudy.TRIALS));
  }

  @Test
  void aStageGoesOnWhenAnExecutorIsKilled() throws Exception {
    SmallStudy study = new SmallStudy(folder.resolve("executor"));
    try (SparkProcess search = study.search(spark.master())) {
      study.awaitTrials(2, search);
      ProcessHandle lost = spark.executors().get(0);
      assertThat(lost.destroyForcibly()).isTrue();
      lost.onExit().join();
      assertThat(study.trials()).hasSizeLessThan(SmallStudy.TRIALS);

      SparkProcess.Ended ended = search.ended();
      assertThat(ended.status()).as(ended.toString()).isZero();
    }

    assertThat(study.values("outcome"))
        .hasSize(SmallStudy.TRIALS)
        .allSatisfy((trial, outcome) -> assertThat(outcome.asText()).isEqualTo("completed"));
    assertThat(study.cycles()).isEqualTo(SmallStudy.undisturbed().cycles());
  }

  /** What a trial of this stage is depends on the trials before it. */
  @Test
  void aStageThatLearnsIsTheSameOnAnyClusterAndWhenAnExecutorIsKilled() throws Exception {
    SmallStudy twoSlots = SmallStudy.ofLearningTrials(folder.resolve("two"));
    twoSlots.searched("local[2]");
    SmallStudy cluster = SmallStudy.ofLearningTrials(folder.resolve("killed"));
    try (SparkProcess search = cluster.search(spark.master())) {
      cluster.awaitTrials(FIRST_STAGE + 1, search);
      ProcessHandle lost = spark.executors().get(0);
      assertThat(lost.destroyForcibly()).isTrue();
      lost.onExit().join();
      assertThat(cluster.trials()).hasSizeLessThan(SmallStudy.TRIALS);

      SparkProcess.Ended ended = search.ended();
      assertThat(ended.status()).as(ended.toString()).isZero();
    }

    assertThat(twoSlots.rows())
        .hasSize(SmallStudy.TRIALS)
        .isEqualTo(SmallStudy.undisturbedOfLearningTrials().rows())
        .isEqualTo(cluster.rows());
  }

  @Test
  void aTrialWhoseExecutorIsKilledGoesOnFromItsLastCyclesEnd() throws Exception {
    SmallStudy study = SmallStudy.ofLongTrials(folder.resolve("state"));
    try (SparkProcess search = study.search(spark.master())) {
      study.awaitStates(2, search);
      List<ProcessHandle> executors = spark.executors();
      assertThat(executors).isNotEmpty();
      executors.forEach(ProcessHandle::destroyForcibly);

      SparkProcess.Ended ended = search.ended();
      assertThat(ended.status()).as(ended.toString()).isZero();
    }

    assertThat(study.rows()).isEqualTo(SmallStudy.undisturbedOfLongTrials().rows());
    assertThat(study.values("resumed_at").values())
        .as("updates that were not done again")
        .anySatisfy(updates -> assertThat(updates.asLong()).isPositive());
    assertThat(study.states()).isEmpty();
  }

  private String queried(String query, SmallStudy first, SmallStudy second) throws Exception {
    try (SparkProcess sql =
        SparkProcess.submit(
            folder,
            List.of("--master", "local[1]"),
            "sql",
            query,
            "--study",
            first.out().toString(),
            "--study",
            second.out().toString(),
            "--format",
            "csv")) {
      SparkProcess.Ended ended = sql.ended();
      assertThat(ended.status()).as(ended.toString()).isZero();
      return ended.output();
    }
  }
}
