package io.github.clrsearch.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clrsearch.data.formats.TinyIdx;
import io.github.clrsearch.it.SmallStudy;
import io.github.clrsearch.it.SparkProcess;
import io.github.clrsearch.it.SparkProcess.Ended;
import io.github.clrsearch.it.SparkProcess.Launch;
import io.github.clrsearch.it.StandaloneCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.SafeModeAction;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Studies on HDFS end with the rows of an undisturbed search on this machine. */
@Tag("services")
class HdfsIT {
  private static final int POLL_MS = 100;

  @TempDir private static Path scratch;
  private static Hdfs hdfs;

  @TempDir private Path folder;
  private String path;
  private SmallStudy study;

  @BeforeAll
  static void start() throws Exception {
    hdfs = Hdfs.start(scratch);
  }

  @AfterAll
  static void stop() {
    hdfs.close();
  }

  @BeforeEach
  void study(TestInfo test) {
    path = "/studies/" + test.getTestMethod().orElseThrow().getName();
    study = new SmallStudy(folder, hdfs.study(path));
  }

  @Test
  @Tag("short")
  void aSearchSurvivesARestartOfTheNameNode() throws Exception {
    try (SparkProcess search = study.search("local[1]")) {
      study.awaitTrials(3, search);
      hdfs.killNameNode();
      try {
        while (!search.printed().contains(": retrying for up to 10 min; trials continue")) {
          assertThat(search.isAlive()).as(search.printed()).isTrue();
          search.awaitEnd(POLL_MS);
        }
      } finally {
        hdfs.restartNameNode();
      }
      Ended ended = search.ended();

      assertThat(ended.status()).as(ended.toString()).isZero();
      assertThat(search.printed()).contains("the study's folder is available again after ");
    }
    assertThat(study.rows()).isEqualTo(SmallStudy.undisturbed().rows());
    assertThat(study.states()).isEmpty();
  }

  @Test
  @Tag("short")
  void aKilledSearchOnDataInHdfsIsResumed() throws Exception {
    Path data = TinyIdx.write(folder.resolve("data"), 500, 100);
    hdfs.fileSystem()
        .copyFromLocalFile(
            new org.apache.hadoop.fs.Path(data.toUri()), new org.apache.hadoop.fs.Path("/data"));
    SmallStudy searched = study.set(on(hdfs.uri("/data")));
    try (SparkProcess search = searched.search("local[1]")) {
      searched.awaitTrials(3, search);
      search.kill();
    }

    assertThat(searched.searched("local[1]").output()).contains("of them kept from earlier runs");
    assertThat(searched.rows()).isEqualTo(SmallStudy.undisturbed(on(data.toString())).rows());
    assertThat(searched.states()).isEmpty();
  }

  /** Settings of a study on other data. */
  private static List<String> on(String data) {
    return List.of("data.format=idx", "data.path=" + data);
  }

  @Test
  @Tag("short")
  void aSafeModeIsOneLine() throws Exception {
    hdfs.fileSystem().setSafeMode(SafeModeAction.ENTER);
    try (SparkProcess refused = study.search("local[1]")) {
      assertOneLine(refused.ended(), "Name node is in safe mode");
    } finally {
      hdfs.fileSystem().setSafeMode(SafeModeAction.LEAVE);
    }
    assertThat(hdfs.fileSystem().exists(new org.apache.hadoop.fs.Path(path))).isFalse();
  }

  @Test
  void aFolderOfSomebodyElseIsOneLine() throws Exception {
    org.apache.hadoop.fs.Path parent = new org.apache.hadoop.fs.Path("/studies");
    hdfs.fileSystem().mkdirs(parent);
    hdfs.fileSystem().setPermission(parent, new FsPermission("755"));
    Launch guest = Launch.in(folder).withEnvironment("HADOOP_USER_NAME", "guest");

    try (SparkProcess refused = study.search(guest, "local[1]")) {
      assertOneLine(refused.ended(), "Permission denied: user=guest, access=WRITE");
    }
  }

  private static void assertOneLine(Ended ended, String reason) {
    assertThat(ended.status()).as(ended.toString()).isEqualTo(1);
    assertThat(ended.error().lines().filter(line -> line.startsWith("clr-search: ")))
        .as(ended.toString())
        .hasSize(1)
        .first()
        .asString()
        .contains(reason);
    assertThat(ended.error()).doesNotContain("\tat ");
  }

  /** It cannot ask the operating system for a process of another namespace. */
  @Test
  void aDriverInAnotherContainerIsRefusedWhileTheFirstRenewsItsLease() throws Exception {
    String[] container = {"unshare", "--pid", "--fork", "--mount-proc"};
    assumeTrue(runs(container), "this user may not create PID namespaces");
    List<String> longer =
        List.of("stages.coarse.trials=2", "stages.fine.trials=1", "space.k=8", "space.m=20");
    SmallStudy searched = study.set(longer);
    try (SparkProcess first = searched.search("local[1]")) {
      while (!hdfs.fileSystem().exists(new org.apache.hadoop.fs.Path(path, "driver.json"))) {
        assertThat(first.isAlive()).as(first.printed()).isTrue();
        first.awaitEnd(POLL_MS);
      }
      try (SparkProcess second =
          searched.search(Launch.in(folder).withPrefix(container), "local[1]")) {
        assertOneLine(
            second.ended(),
            "is in use by another clr-search (process %d on ".formatted(first.pid()));
        assertThat(second.printed()).contains("waiting up to 30 s to see whether another");
      }
      Ended ended = first.ended();
      assertThat(ended.status()).as(ended.toString()).isZero();
    }
    assertThat(searched.rows()).isEqualTo(SmallStudy.undisturbed(longer).rows());
  }

  private static boolean runs(String... prefix) throws Exception {
    List<String> command = new ArrayList<>(List.of(prefix));
    command.add("true");
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Executors have no files of Hadoop: the driver tells them the name nodes. */
  @Test
  void statesAreKeptOnAnHdfsWithSeveralNameNodesWhenExecutorsAreKilled() throws Exception {
    Path hadoop = Files.createDirectories(folder.resolve("hadoop"));
    highlyAvailable(hadoop);
    SmallStudy named =
        new SmallStudy(folder, new NamedStudy("hdfs://both" + path, hdfs.study(path)))
            .ofLongTrials();
    try (StandaloneCluster cluster = StandaloneCluster.start(folder.resolve("cluster"), Map.of());
        SparkProcess search =
            named.search(
                Launch.in(folder).withEnvironment("HADOOP_CONF_DIR", hadoop.toString()),
                cluster.master())) {
      named.awaitStates(2, search);
      cluster.executors().forEach(ProcessHandle::destroyForcibly);
      Ended ended = search.ended();

      assertThat(ended.status()).as(ended.toString()).isZero();
    }
    assertThat(named.rows()).isEqualTo(SmallStudy.undisturbedOfLongTrials().rows());
    assertThat(named.values("resumed_at").values())
        .as("updates that were not done again")
        .anySatisfy((JsonNode updates) -> assertThat(updates.asLong()).isPositive());
  }

  /** Two name nodes, of which the first is down. */
  private static void highlyAvailable(Path hadoop) throws Exception {
    String down = "127.0.0.1:" + StandaloneCluster.freePort();
    Hdfs.write(hadoop.resolve("core-site.xml"), Map.of("fs.defaultFS", "hdfs://both"));
    Hdfs.write(
        hadoop.resolve("hdfs-site.xml"),
        Map.of(
            "dfs.nameservices", "both",
            "dfs.replication", "1",
            "dfs.ha.namenodes.both", "a,b",
            "dfs.namenode.rpc-address.both.a", down,
            "dfs.namenode.rpc-address.both.b", hdfs.authority(),
            "dfs.client.failover.proxy.provider.both",
                "org.apache.hadoop.hdfs.server.namenode.ha.ConfiguredFailoverProxyProvider"));
  }
}
