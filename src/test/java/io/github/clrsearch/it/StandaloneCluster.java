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

/** Spark's own cluster on this machine: a master and workers. */
public final class StandaloneCluster implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 200;
  private static final int POLL_MS = 50;

  private static StandaloneCluster shared;

  private final Path folder;
  private final int port;
  private final Map<String, String> settings;
  private final List<SparkProcess> workers = new ArrayList<>();
  private SparkProcess master;

  private StandaloneCluster(Path folder, int port, Map<String, String> settings) {
    this.folder = folder;
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

  /**
   * The workers of a cluster.
   *
   * @param memory of each, such as 1g
   */
  public record Workers(int count, int cores, String memory) {}

  /** A cluster with Spark settings of its own. */
  public static StandaloneCluster start(Path folder, Map<String, String> settings)
      throws IOException, InterruptedException {
    return start(folder, settings, new Workers(2, 1, "1g"));
  }

  /** One of another size. */
  public static StandaloneCluster start(Path folder, Map<String, String> settings, Workers workers)
      throws IOException, InterruptedException {
    StandaloneCluster cluster = new StandaloneCluster(folder, freePort(), settings);
    try {
      cluster.startMaster();
      cluster.startWorkers(workers);
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** Starts the master, also after it was killed. */
  public void startMaster() throws IOException, InterruptedException {
    master =
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
    // A worker that finds no master waits ten seconds before it tries again.
    await(() -> answers(port), master);
  }

  private void startWorkers(Workers size) throws IOException, InterruptedException {
    for (int i = 0; i < size.count(); i++) {
      workers.add(worker(folder.resolve("worker" + i), size));
    }
    for (SparkProcess worker : workers) {
      await(() -> worker.printed().contains("Successfully registered with master"), worker);
    }
  }

  public void killMaster() throws InterruptedException {
    master.kill();
  }

  /** A worker by its number. */
  public SparkProcess worker(int number) {
    return workers.get(number);
  }

  /** Without the embedded Spark's configuration, which hides the lines of the daemons. */
  private Map<String, String> environment(Path folder) throws IOException {
    List<String> lines = new ArrayList<>();
    settings.forEach((key, value) -> lines.add(key + " " + value));
    Files.write(Files.createDirectories(folder).resolve("spark-defaults.conf"), lines);
    return Map.of("SPARK_DAEMON_MEMORY", "256m", "SPARK_CONF_DIR", folder.toString());
  }

  private SparkProcess worker(Path place, Workers size) throws IOException, InterruptedException {
    return SparkProcess.start(
        place,
        environment(place),
        List.of(
            "org.apache.spark.deploy.worker.Worker",
            "--host",
            "127.0.0.1",
            "--webui-port",
            "0",
            "--cores",
            Integer.toString(size.cores()),
            "--memory",
            size.memory(),
            "--work-dir",
            place.toString(),
            master()));
  }

  /** The value of {@code --master}. */
  public String master() {
    return "spark://127.0.0.1:" + port;
  }

  /** The processes of the running executors. */
  public List<ProcessHandle> executors() {
    return workers.stream()
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
    workers.forEach(SparkProcess::close);
    if (master != null) {
      master.close();
    }
  }
}
