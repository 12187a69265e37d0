package io.github.clrsearch.program;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A running program and all processes that it starts. They have a session and a process group of
 * their own, so that signals of a terminal do not reach them and all of them can be killed
 * together.
 *
 * <p>A second process, the guard, kills them if this JVM ends in any way: its standard input then
 * ends. The program begins when the guard knows its process ID, so that there is no moment without
 * a guard.
 */
final class ProgramProcess implements AutoCloseable {
  /** Waits for a line, then becomes the program. Without this JVM there is no line. */
  private static final String WAITS = "read -r go && exec \"$@\"";

  /**
   * $1: process ID of the program, and of its group once it has begun a session; $2: the work
   * folder. The order "left" is for a program that has ended: its process ID may be another's now.
   */
  private static final String GUARD =
      """
      trap '' HUP INT TERM QUIT
      while read -r order; do
        case $order in
          end) exit 0 ;;
          left) kill -s KILL -- "-$1" ;;
          *) kill -s "$order" -- "-$1" || kill -s "$order" "$1" ;;
        esac
      done
      kill -s KILL -- "-$1" || kill -s KILL "$1"
      rm -rf -- "$2"
      """;

  /** Reports that wait to be read; a program that prints more waits too. */
  private static final int MOST_WAITING = 1000;

  private static final long GRACE_MS = 2_000;
  private static final long LAST_LINES_MS = 2_000;

  /** Begins a session, where the command exists: on Linux. */
  private static final List<String> OWN_SESSION =
      Stream.of(String.valueOf(System.getenv("PATH")).split(File.pathSeparator))
              .anyMatch(folder -> Files.isExecutable(Path.of(folder, "setsid")))
          ? List.of("setsid")
          : List.of();

  private final Process program;
  private final Process guard;
  private final List<Thread> readers = new ArrayList<>();
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>(MOST_WAITING);
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private boolean answering;
  private boolean over;

  private ProgramProcess(Process program, Process guard) {
    this.program = program;
    this.guard = guard;
  }

  /**
   * Starts a program.
   *
   * @param environment variables besides those of this JVM
   * @param work folder to work in; it is removed if this JVM is killed
   * @param log modified: receives all lines
   */
  static ProgramProcess start(
      List<String> command, Map<String, String> environment, Path work, OutputLog log)
      throws IOException {
    List<String> waiting = new ArrayList<>(OWN_SESSION);
    waiting.addAll(List.of("sh", "-c", WAITS, "sh"));
    waiting.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(waiting).directory(work.toFile());
    builder.environment().putAll(environment);
    Process program = builder.start();
    try {
      List<String> guarding = new ArrayList<>(OWN_SESSION);
      guarding.addAll(
          List.of("sh", "-c", GUARD, "guard", Long.toString(program.pid()), work.toString()));
      Process guard =
          new ProcessBuilder(guarding)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      ProgramProcess started = new ProgramProcess(program, guard);
      started.begin(log);
      return started;
    } catch (IOException e) {
      program.destroyForcibly();
      throw e;
    }
  }

  private void begin(OutputLog log) {
    readers.add(
        reader(
            program.getInputStream(),
            line -> {
              log.out(line);
              if (line.startsWith(Report.TELLS) || line.startsWith(Report.ASKS)) {
                put(line);
              }
            }));
    readers.add(reader(program.getErrorStream(), log::error));
    // An empty line wakes up who waits for the next report.
    program.onExit().thenRun(() -> lines.offer(""));
    write(program, "go");
  }

  private Thread reader(InputStream from, Consumer<String> lines) {
    Thread thread =
        new Thread(
            () -> {
              try (from) {
                OutputLines.read(from, lines);
              } catch (IOException | IllegalStateException e) {
                // The process was killed, or nobody reads its reports any more.
              }
            },
            "output of process " + program.pid());
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void put(String line) {
    try {
      lines.put(line);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A line that may be a report; null if there is none for some milliseconds. */
  String next(long milliseconds) throws InterruptedException {
    return lines.poll(milliseconds, TimeUnit.MILLISECONDS);
  }

  /** Whether the program has not ended; the processes that it started do not count. */
  boolean isRunning() {
    return program.isAlive();
  }

  /** Answers a report on the program's standard input, without waiting for the program to read. */
  void answer(String text) {
    answers.add(text);
    if (!answering) {
      answering = true;
      Thread thread = new Thread(this::writeAnswers, "answers to process " + program.pid());
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void writeAnswers() {
    try {
      while (write(program, answers.take())) {}
    } catch (InterruptedException e) {
      // The thread ends.
    }
  }

  /** Returns whether the process could be written to. */
  private static boolean write(Process to, String line) {
    try {
      OutputStream out = to.getOutputStream();
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Waits for the last lines of a program that has ended, after the processes that it left were
   * killed.
   *
   * @return its exit status
   */
  int ended() throws InterruptedException {
    over = true;
    write(guard, "left");
    for (Thread reader : readers) {
      reader.join(LAST_LINES_MS);
    }
    return program.waitFor();
  }

  /** Asks all processes to end with SIGTERM, and kills those that do not within two seconds. */
  void terminate() throws InterruptedException {
    List<ProcessHandle> all = program.descendants().toList();
    if (write(guard, "TERM")) {
      program.waitFor(GRACE_MS, TimeUnit.MILLISECONDS);
    }
    all.forEach(ProcessHandle::destroyForcibly);
    kill();
    for (Thread reader : readers) {
      reader.join(LAST_LINES_MS);
    }
  }

  private void kill() {
    if (program.isAlive()) {
      // Some may have left the process group.
      program.descendants().forEach(ProcessHandle::destroyForcibly);
      write(guard, "KILL");
      program.destroyForcibly();
    } else {
      write(guard, "left");
    }
  }

  /** Kills what still runs. */
  @Override
  public void close() {
    if (!over) {
      kill();
    }
    write(guard, "end");
    answers.add("");
    for (Process process : List.of(program, guard)) {
      try {
        process.getOutputStream().close();
      } catch (IOException e) {
        // It has ended.
      }
    }
    readers.forEach(Thread::interrupt);
  }
}
