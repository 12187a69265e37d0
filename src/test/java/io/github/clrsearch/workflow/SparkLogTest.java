package io.github.clrsearch.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SparkLogTest {
  private static final String DEPLOY_MODE = "spark.submit.deployMode";

  @AfterEach
  void forget() {
    System.clearProperty(DEPLOY_MODE);
  }

  @Test
  void liesBesideAStudyOnThisMachine() {
    assertThat(SparkLog.of("runs/x")).hasToString("runs/x/spark.log");
    assertThat(SparkLog.of("file:/tmp/x")).hasToString("/tmp/x/spark.log");
  }

  @Test
  void everyStudyElsewhereHasAFileOfItsOwn() {
    String one = SparkLog.of("hdfs://h/user/a-b").toString();
    String other = SparkLog.of("hdfs://h/user/a/b").toString();

    assertThat(one).startsWith(TemporaryFolder.path() + "/hdfs-h-user-a-b-").endsWith(".log");
    assertThat(other).startsWith(TemporaryFolder.path() + "/hdfs-h-user-a-b-").isNotEqualTo(one);
  }

  @Test
  void aNameIsOneFilesHoweverLongOrStrange() {
    assertThat(SparkLog.fileName("sql")).isEqualTo("sql.log");
    assertThat(SparkLog.fileName("../x")).matches("x-[0-9a-f]{8}[.]log");
    assertThat(SparkLog.fileName("s3a://" + "ä/b".repeat(200)).length()).isLessThan(130);
  }

  @Test
  void goesToStandardErrorWhereAClusterRunsTheDriver() {
    System.setProperty(DEPLOY_MODE, "cluster");

    assertThat(SparkLog.of("runs/x")).hasToString("standard error");
    assertThat(SparkLog.of("hdfs://h/x")).hasToString("standard error");
  }
}
