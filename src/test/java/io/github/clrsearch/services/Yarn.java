package io.github.clrsearch.services;

import io.github.clrsearch.it.SparkProcess.Launch;
import io.github.clrsearch.it.StandaloneCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.NodeState;
import org.apache.hadoop.yarn.client.api.YarnClient;

/** A YARN on this machine with its HDFS: a ResourceManager and a NodeManager. */
final class Yarn implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final List<String> OPTIONS =
      List.of("-Xmx256m", "--add-opens=java.base/java.lang=ALL-UNNAMED");

  private final Path folder;
  private final Hdfs hdfs;
  private final YarnClient client = YarnClient.createYarnClient();
  private Daemon resourceManager;
  private Daemon nodeManager;

  private Yarn(Path folder, Hdfs hdfs) {
    this.folder = folder;
    this.hdfs = hdfs;
  }

  static Yarn start(Path folder) throws Exception {
    Yarn yarn = new Yarn(folder.resolve("yarn"), Hdfs.start(folder.resolve("hdfs")));
    try {
      yarn.begin();
      return yarn;
    } catch (Exception e) {
      yarn.close();
      throw e;
    }
  }

  private void begin() throws Exception {
    Map<String, String> settings = settings();
    Path conf = hdfs.configurationFolder();
    Hdfs.write(conf.resolve("yarn-site.xml"), settings);
    Hdfs.write(
        conf.resolve("capacity-scheduler.xml"),
        Map.of(
            "yarn.scheduler.capacity.root.queues", "default",
            "yarn.scheduler.capacity.root.default.capacity", "100",
            "yarn.scheduler.capacity.maximum-am-resource-percent", "0.8"));
    Configuration configuration = hdfs.hadoop();
    settings.forEach(configuration::set);
    client.init(configuration);
    client.start();
    resourceManager = daemon("resourcemanager.ResourceManager");
    nodeManager = daemon("nodemanager.NodeManager");
    nodeManager.await(() -> client.getNodeReports(NodeState.RUNNING).size() == 1);
  }

  private Map<String, String> settings() throws IOException {
    Map<String, String> settings = new HashMap<>();
    for (String server :
        List.of(
            "resourcemanager",
            "resourcemanager.scheduler",
            "resourcemanager.resource-tracker",
            "resourcemanager.admin",
            "resourcemanager.webapp",
            "nodemanager",
            "nodemanager.localizer",
            "nodemanager.webapp")) {
      settings.put("yarn.%s.address".formatted(server), HOST + ":" + StandaloneCluster.freePort());
    }
    settings.put("yarn.resourcemanager.hostname", HOST);
    settings.put("yarn.resourcemanager.bind-host", HOST);
    settings.put("yarn.nodemanager.hostname", HOST);
    settings.put("yarn.nodemanager.bind-host", HOST);
    settings.put("yarn.nodemanager.resource.memory-mb", "6144");
    settings.put("yarn.nodemanager.resource.cpu-vcores", "8");
    settings.put("yarn.scheduler.minimum-allocation-mb", "128");
    settings.put("yarn.nodemanager.local-dirs", folder.resolve("local").toString());
    settings.put("yarn.nodemanager.log-dirs", folder.resolve("logs").toString());
    settings.put("yarn.nodemanager.vmem-check-enabled", "false");
    settings.put(
        "yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage", "99.5");
    return settings;
  }

  private Daemon daemon(String mainClass) throws IOException {
    return Daemon.start(
        folder,
        OPTIONS,
        List.of(hdfs.configurationFolder().toString(), Jars.classPath("hadoop")),
        "org.apache.hadoop.yarn.server." + mainClass);
  }

  Hdfs hdfs() {
    return hdfs;
  }

  /** A command of the jar on this YARN, with the Spark that can use it. */
  Launch launch(Path place) {
    return Launch.in(place)
        .withSpark(Jars.home("spark"))
        .withEnvironment("HADOOP_CONF_DIR", hdfs.configurationFolder().toString())
        .withSettings(
            Map.of(
                "spark.yarn.jars", "local:" + Jars.classPath("spark"),
                "spark.yarn.appMasterEnv.SPARK_LOCAL_IP", HOST,
                "spark.executorEnv.SPARK_LOCAL_IP", HOST));
  }

  /** The process of a running container by a word of its command; waits for it. */
  ProcessHandle container(String word) throws InterruptedException {
    nodeManager.await(() -> nodeManager.descendants(word).findAny().isPresent());
    return nodeManager.descendants(word).findFirst().orElseThrow();
  }

  /** The newest application. */
  ApplicationReport application() throws Exception {
    return client.getApplications().stream()
        .max(Comparator.comparing(ApplicationReport::getApplicationId))
        .orElseThrow();
  }

  /** How often an application was started. */
  int attempts(ApplicationReport application) throws Exception {
    return client.getApplicationAttempts(application.getApplicationId()).size();
  }

  /** What the containers have printed, for messages. */
  String logs() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder.resolve("logs"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append("%n%s%n%s".formatted(file, Files.readString(file)));
      }
    }
    return all.toString();
  }

  @Override
  public void close() {
    client.stop();
    for (Daemon daemon : new Daemon[] {nodeManager, resourceManager}) {
      if (daemon != null) {
        daemon.close();
      }
    }
    hdfs.close();
  }
}
