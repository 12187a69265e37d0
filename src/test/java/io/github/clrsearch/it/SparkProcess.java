package io.github.clrsearch.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A JVM of the embedded Spark, started with its launcher's command. {@link #close} ends it. */
public final class SparkProcess implements AutoCloseable {
  private static final Path JAR = Path.of(System.getProperty("clrsearch.jar"));
  private static final Path SPARK_HOME = Path.of(System.getProperty("clrsearch.spark.home"));
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final String DRIVER_OPTIONS = "spark.driver.extraJavaOptions";
  private static final String EXECUTOR_OPTIONS = "spark.executor.extraJavaOptions";
  private static final String ONE_COLLECTOR = "-XX:+UseSerialGC";

  /** Options of JVMs that end before the optimizing compiler pays off. */
  public static final String QUICK = "-XX:TieredStopAtLevel=1 " + ONE_COLLECTOR;

  /** Spark settings with which trainings use the optimizing compiler and the Vector API. */
  public static final Map<String, String> OPTIMIZED =
      Map.of(DRIVER_OPTIONS, ONE_COLLECTOR, EXECUTOR_OPTIONS, ONE_COLLECTOR);

  private static final int PATIENCE_SECONDS = 300;

  /** Open processes, which end with this JVM. */
  private static final Set<SparkProcess> OPEN = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> OPEN.forEach(SparkProcess::close)));
  }

  private final Process process;
  private final Path output;
  private final Path error;

  private SparkProcess(Process process, Path output, Path error) {
    this.process = process;
    this.output = output;
    this.error = error;
  }

  /** The exit status and output of a command. */
  public record Ended(int status, String output, String error) {}

  /**
   * How a process is started.
   *
   * @param sparkHome with the folder {@code jars}
   * @param folder where it works and writes what it prints
   * @param prefix words before its command
   * @param environment variables in addition to those of the tests
   * @param options of spark-submit, if it is a command of the jar
   */
  public record Launch(
      Path sparkHome,
      Path folder,
      List<String> prefix,
      Map<String, String> environment,
      List<String> options) {

    /** With the embedded Spark. */
    public static Launch in(Path folder) {
      return new Launch(SPARK_HOME, folder, Sigint.prefix(), Map.of(), List.of());
    }

    public Launch withSpark(Path home) {
      return new Launch(home, folder, prefix, environment, options);
    }

    public Launch withPrefix(String... words) {
      return new Launch(sparkHome, folder, List.of(words), environment, options);
    }

    public Launch withEnvironment(String name, String value) {
      Map<String, String> more = new TreeMap<>(environment);
      more.put(name, value);
      return new Launch(sparkHome, folder, prefix, more, options);
    }

    public Launch withOptions(String... words) {
      List<String> more = new ArrayList<>(options);
      more.addAll(List.of(words));
      return new Launch(sparkHome, folder, prefix, environment, more);
    }

    public Launch withSettings(Map<String, String> settings) {
      List<String> more = new ArrayList<>();
      settings.forEach((key, value) -> more.addAll(List.of("--conf", key + "=" + value)));
      return withOptions(more.toArray(String[]::new));
    }
  }

  /** Starts a command of the jar. */
  public static SparkProcess submit(Path folder, List<String> options, String... command)
      throws IOException, InterruptedException {
    return submit(Launch.in(folder).withOptions(options.toArray(String[]::new)), command);
  }

  /** Starts a command of the jar. */
  public static SparkProcess submit(Launch launch, String... command)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("org.apache.spark.deploy.SparkSubmit"));
    words.addAll(List.of("--class", "io.github.clrsearch.cli.Main", "--driver-memory", "1g"));
    // In cluster mode, the driver is elsewhere.
    if (!launch.options().contains("cluster")) {
      words.addAll(List.of("--conf", "spark.driver.host=127.0.0.1"));
      words.addAll(List.of("--conf", "spark.driver.bindAddress=127.0.0.1"));
    }
    words.addAll(List.of("--conf", "spark.ui.enabled=false"));
    words.addAll(List.of("--conf", "spark.executor.memory=512m"));
    words.addAll(List.of("--conf", DRIVER_OPTIONS + "=" + QUICK));
    words.addAll(List.of("--conf", EXECUTOR_OPTIONS + "=" + QUICK));
    words.addAll(launch.options());
    words.add(JAR.toString());
    words.addAll(List.of(command));
    return start(launch, words);
  }

  /**
   * Starts one of Spark's classes.
   *
   * @param folder where it works and writes what it prints
   */
  public static SparkProcess start(Path folder, Map<String, String> environment, List<String> words)
      throws IOException, InterruptedException {
    Launch launch = Launch.in(folder);
    return start(
        new Launch(launch.sparkHome(), folder, launch.prefix(), environment, List.of()), words);
  }

  /** Starts one of Spark's classes. */
  public static SparkProcess start(Launch launch, List<String> words)
      throws IOException, InterruptedException {
    Files.createDirectories(launch.folder());
    Path output = Files.createTempFile(launch.folder(), "process", ".out");
    Path error = Files.createTempFile(launch.folder(), "process", ".err");
    List<String> command = new ArrayList<>(launch.prefix());
    command.addAll(launched(launch, words));
    ProcessBuilder builder = builder(launch, command);
    builder.redirectOutput(output.toFile()).redirectError(error.toFile());
    SparkProcess started = new SparkProcess(builder.start(), output, error);
    OPEN.add(started);
    return started;
  }

  /**
   * The command that Spark's launcher prints for a class and its arguments, as NUL-terminated
   * words.
   */
  private static List<String> launched(Launch launch, List<String> words)
      throws IOException, InterruptedException {
    List<String> launcher =
        new ArrayList<>(List.of(JAVA.toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    launcher.addAll(
        List.of("-cp", launch.sparkHome() + "/jars/*", "org.apache.spark.launcher.Main"));
    launcher.addAll(words);
    Process process =
        builder(launch, launcher).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    process.getInputStream().transferTo(printed);
    if (process.waitFor() != 0) {
      throw new IOException("Spark's launcher refuses " + words);
    }
    return Stream.of(printed.toString(StandardCharsets.UTF_8).split("\0"))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static ProcessBuilder builder(Launch launch, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(launch.folder().toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("SPARK_") || name.endsWith("JAVA_OPTIONS"));
    builder.environment().put("SPARK_HOME", launch.sparkHome().toString());
    builder.environment().put("SPARK_CONF_DIR", launch.sparkHome().resolve("conf").toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("SPARK_LOCAL_DIRS", launch.folder().toString());
    // The master and the workers of a cluster.
    builder.environment().put("SPARK_DAEMON_JAVA_OPTS", QUICK);
    builder.environment().putAll(launch.environment());
    return builder;
  }

  /** Waits for the end. */
  public Ended ended() throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("it does not end; it has printed\n" + printed());
    }
    return new Ended(process.exitValue(), Files.readString(output), Files.readString(error));
  }

  /** Kills it with SIGKILL. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Sends it a signal, such as INT. */
  public void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    if (kill.waitFor() != 0) {
      throw new IOException("no signal reaches process " + process.pid());
    }
  }

  /** Waits for its end, up to a maximum time. */
  public void awaitEnd(long milliseconds) throws InterruptedException {
    process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
  }

  /** Its process ID. */
  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Its running child processes and their children. */
  public Stream<ProcessHandle> descendants() {
    return process.descendants();
  }

  /** Its output so far. */
  public String printed() {
    try {
      return Files.readString(output) + Files.readString(error);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    List<ProcessHandle> all = process.descendants().toList();
    process.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
    all.forEach(handle -> handle.onExit().join());
    OPEN.remove(this);
  }
}
