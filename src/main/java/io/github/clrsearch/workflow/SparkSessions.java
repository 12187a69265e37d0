package io.github.clrsearch.workflow;

import io.github.clrsearch.cluster.jobs.InFlight;
import io.github.clrsearch.data.ErrorMessages;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/** Starts Spark, with its log in a file. */
public final class SparkSessions {
  private static final int MASTER_PATIENCE_MS = 5_000;
  private static final String LOCAL = "local[*]";
  private static final String LOOPBACK = "127.0.0.1";
  private static final String STANDALONE = "spark://";

  private SparkSessions() {}

  /**
   * Starts a session.
   *
   * @param log destination of Spark's log
   * @throws CommandException if Spark does not start
   * @throws InterruptedException if interrupted while it starts
   */
  static SparkSession start(String name, SparkLog log) throws InterruptedException {
    return start(name, log, 1);
  }

  /**
   * Starts a session whose tasks have several cores each.
   *
   * @param cpus cores of a task; 1 leaves it to the options of Spark
   */
  static SparkSession start(String name, SparkLog log, int cpus) throws InterruptedException {
    SparkConf conf = new SparkConf();
    if (cpus > 1) {
      conf.set("spark.task.cpus", Integer.toString(cpus));
    }
    return start(name, log, conf, session -> {});
  }

  /** Starts a session for SQL, and checks its SQL settings. */
  public static SparkSession startSql(String name, SparkLog log) throws InterruptedException {
    return start(name, log, new SparkConf(), SparkSession::sessionState);
  }

  private static SparkSession start(
      String name, SparkLog log, SparkConf conf, Consumer<SparkSession> begin)
      throws InterruptedException {
    log.begin();
    conf.setIfMissing("spark.master", LOCAL);
    SparkSession session = null;
    Thread hook =
        new Thread(
            () ->
                System.err.printf(
                    "clr-search: Spark exited while starting on %s; see %s%n",
                    conf.get("spark.master"), log));
    // Spark itself exits on some errors, such as a missing folder for temporary files.
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      checkMaster(conf.get("spark.master"));
      settings(conf);
      session = SparkSession.builder().config(conf).appName(name).getOrCreate();
      // An installed Spark without a log4j2.properties resets logging when it starts.
      log.begin();
      begin.accept(session);
      return session;
    } catch (CommandException e) {
      throw e;
    } catch (Exception | LinkageError e) {
      // Scala throws undeclared checked exceptions.
      if (session != null) {
        session.stop();
      }
      if (e instanceof InterruptedException interruption) {
        throw interruption;
      }
      throw new CommandException(
          "Spark does not start on %s (%s): correct its options and settings; see %s"
              .formatted(conf.get("spark.master"), ErrorMessages.reason(e), log),
          e);
    } finally {
      removeHook(hook);
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The hook is running.
    }
  }

  /**
   * Sets defaults.
   *
   * @param conf modified
   */
  private static void settings(SparkConf conf) {
    keepToThisMachine(conf, System.getenv());
    // Java derives the encoding of file names from it.
    String locale = System.getenv("LC_ALL");
    if (locale != null
        && locale.toUpperCase(Locale.ROOT).contains("UTF")
        && !conf.contains("spark.executorEnv.LC_ALL")) {
      conf.setExecutorEnv("LC_ALL", locale);
    }
    conf.set("spark.ui.showConsoleProgress", "false");
    conf.setIfMissing("spark.sql.session.timeZone", "UTC");
    // Spark would create a warehouse folder in the current directory.
    conf.setIfMissing(
        "spark.sql.warehouse.dir", TemporaryFolder.path().resolve("warehouse").toUri().toString());
    // The tables are small, so the default of 200 shuffle partitions is slow.
    conf.setIfMissing("spark.sql.shuffle.partitions", "4");
  }

  /**
   * Restricts what listens on the network. Spark's web pages have no access control and listen on
   * all addresses without {@code SPARK_LOCAL_IP}, so they are disabled unless the user enables
   * them. With a local master, the driver listens on the loopback address.
   *
   * @param conf modified
   */
  static void keepToThisMachine(SparkConf conf, Map<String, String> environment) {
    if (environment.containsKey("SPARK_LOCAL_IP")) {
      return;
    }
    conf.setIfMissing("spark.ui.enabled", "false");
    String master = conf.get("spark.master");
    if (master.equals("local") || master.startsWith("local[")) {
      conf.setIfMissing("spark.driver.host", LOOPBACK);
      conf.setIfMissing("spark.driver.bindAddress", LOOPBACK);
    }
  }

  /** Checks that a master answers. Spark itself would try for a minute and then exit. */
  private static void checkMaster(String master) {
    if (!master.startsWith(STANDALONE)) {
      return;
    }
    List<String> hosts = List.of(master.substring(STANDALONE.length()).split(","));
    if (hosts.stream().noneMatch(SparkSessions::answers)) {
      throw new CommandException(
          "no Spark master answers at %s: start it, or correct --master".formatted(master));
    }
  }

  private static boolean answers(String host) {
    int colon = host.lastIndexOf(':');
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(
              host.substring(0, colon), Integer.parseInt(host.substring(colon + 1))),
          MASTER_PATIENCE_MS);
      return true;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  /** Hadoop's configuration as Spark will have it, for reading files before Spark has started. */
  public static Configuration hadoop() {
    Configuration hadoop = new Configuration();
    for (Tuple2<String, String> entry : new SparkConf().getAllWithPrefix("spark.hadoop.")) {
      hadoop.set(entry._1(), entry._2());
    }
    return hadoop;
  }

  /** Spark's version, master and number of slots, for the first lines of a command. */
  public static String describe(SparkSession session) {
    int slots = InFlight.slots(session.sparkContext());
    return Stream.of(
            "Spark " + session.version(),
            session.sparkContext().master(),
            slots == 1 ? "1 slot" : slots + " slots")
        .reduce((a, b) -> a + ", " + b)
        .orElseThrow();
  }
}
