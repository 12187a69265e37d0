package io.github.clrsearch.services;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A server in a JVM of its own. It ends when this is closed, with all processes that it started.
 */
final class Daemon implements AutoCloseable {
  private static final String JAVA_HOME = System.getProperty("java.home");
  private static final int PATIENCE_SECONDS = 200;
  private static final int POLL_MS = 50;

  /** Those that are not closed: whoever ends the tests ends them too. */
  private static final Set<Daemon> OPEN = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> OPEN.forEach(Daemon::close)));
  }

  /** Something that becomes true. */
  interface Condition {
    boolean holds() throws Exception;
  }

  private final String name;
  private final Process process;
  private final Path log;

  private Daemon(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a server.
   *
   * @param folder where it works and writes its log
   * @param options of its JVM
   */
  static Daemon start(
      Path folder,
      List<String> options,
      List<String> classPath,
      String mainClass,
      String... arguments)
      throws IOException {
    String name = mainClass.substring(mainClass.lastIndexOf('.') + 1);
    List<String> command = new ArrayList<>(List.of(Path.of(JAVA_HOME, "bin", "java").toString()));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(options);
    command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath), mainClass));
    command.addAll(List.of(arguments));
    Files.createDirectories(folder);
    Path log = Files.createTempFile(folder, name, ".log");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("JAVA_HOME", JAVA_HOME);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    Daemon started = new Daemon(name, builder.start(), log);
    OPEN.add(started);
    return started;
  }

  /** Waits until the server is ready. */
  void await(Condition ready) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
    while (!holds(ready)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException(name + " is not ready:\n" + log());
      }
      Thread.sleep(POLL_MS);
    }
  }

  /** A server that does not answer yet is not ready. */
  private static boolean holds(Condition ready) {
    try {
      return ready.holds();
    } catch (Exception e) {
      return false;
    }
  }

  /** Waits for its end. */
  void ended() throws InterruptedException {
    if (process.waitFor() != 0) {
      throw new IllegalStateException(name + " failed:\n" + log());
    }
    OPEN.remove(this);
  }

  /** What it has written so far. */
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The Java processes that it started and that still run, by a word of their commands. */
  Stream<ProcessHandle> descendants(String word) {
    return process
        .descendants()
        .filter(child -> child.info().command().filter(java -> java.endsWith("java")).isPresent())
        .filter(
            child ->
                child
                    .info()
                    .arguments()
                    .filter(words -> Stream.of(words).anyMatch(each -> each.contains(word)))
                    .isPresent());
  }

  /** Ends it as the kernel does when memory is short: it is told nothing. */
  void kill() {
    process.destroyForcibly().onExit().join();
    OPEN.remove(this);
  }

  @Override
  public void close() {
    List<ProcessHandle> all = process.descendants().toList();
    kill();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(handle -> handle.onExit().join());
  }
}
