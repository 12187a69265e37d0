package io.github.clrsearch.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Spark's own cluster on this machine: a master and two workers of one core each. */
public final class StandaloneCluster implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 200;
  private static final int POLL_MS = 50;

  private static StandaloneCluster shared;

  private final List<SparkProcess> processes = new ArrayList<>();
  private final int port;
  private final Map<String, String> settings;

  private StandaloneCluster(int port, Map<String, String> settings) {
    this.port = port;
    this.settings = settings;
  }

  /** A cluster for all tests that need no other. It ends with this JVM. */
  public static synchronized StandaloneCluster shared() throws IOException, InterruptedException {
    if (shared == null) {
      Path target = Path.of("target").toAbsolutePath();
      shared = start(Files.createTempDirectory(target, "cluster"), Map.of());
    }
    return shared;
  }

  /** A cluster with Spark settings of its own. */
  public static StandaloneCluster start(Path folder, Map<String, String> settings)
      throws IOException, InterruptedException {
    StandaloneCluster cluster = new StandaloneCluster(freePort(), settings);
    try {
      cluster.startAll(folder);
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private void startAll(Path folder) throws IOException, InterruptedException {
    SparkProcess master =
        SparkProcess.start(
            folder,
            environment(folder),
            List.of(
                "org.apache.spark.deploy.master.Master",
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--webui-port",
                "0"));
    processes.add(master);
    // A worker that finds no master waits ten seconds before it tries again.
    await(() -> answers(port), master);
    for (int i = 0; i < 2; i++) {
      processes.add(worker(folder.resolve("worker" + i)));
    }
    for (SparkProcess worker : processes.subList(1, 3)) {
      await(() -> worker.printed().contains("Successfully registered with master"), worker);
    }
  }

  /** Without the embedded Spark's configuration, which hides the lines of the daemons. */
  private Map<String, String> environment(Path folder) throws IOException {
    List<String> lines = new ArrayList<>();
    settings.forEach((key, value) -> lines.add(key + " " + value));
    Files.write(Files.createDirectories(folder).resolve("spark-defaults.conf"), lines);
    return Map.of("SPARK_DAEMON_MEMORY", "256m", "SPARK_CONF_DIR", folder.toString());
  }

  private SparkProcess worker(Path folder) throws IOException, InterruptedException {
    return SparkProcess.start(
        folder,
        environment(folder),
        List.of(
            "org.apache.spark.deploy.worker.Worker",
            "--host",
            "127.0.0.1",
            "--webui-port",
            "0",
            "--cores",
            "1",
            "--memory",
            "1g",
            "--work-dir",
            folder.toString(),
            master()));
  }

  /** The value of {@code --master}. */
  public String master() {
    return "spark://127.0.0.1:" + port;
  }

  /** The processes of the running executors. */
  public List<ProcessHandle> executors() {
    return processes.stream()
        .flatMap(SparkProcess::descendants)
        .filter(StandaloneCluster::isExecutor)
        .toList();
  }

  private static boolean isExecutor(ProcessHandle process) {
    return process
        .info()
        .arguments()
        .filter(words -> List.of(words).toString().contains("CoarseGrainedExecutorBackend"))
        .isPresent();
  }

  /** A free port. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), POLL_MS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(Condition condition, SparkProcess process) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
    while (!condition.holds()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("Spark's cluster does not start:\n" + process.printed());
      }
      Thread.sleep(POLL_MS);
    }
  }

  @Override
  public void close() {
    // Workers first; otherwise they would try to reconnect to the master.
    for (int i = processes.size() - 1; i >= 0; i--) {
      processes.get(i).close();
    }
  }
}
