package io.github.clrsearch.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * One execution of a program.
 *
 * @param command the program and its arguments; they are run without a shell
 * @param environment variables besides those of this JVM
 * @param work folder to work in
 * @param log modified: receives what the program prints
 */
public record ProgramRun(
    List<String> command, Map<String, String> environment, Path work, OutputLog log) {
  private static final long POLL_MS = 50;

  /** Time for a program to end by itself when it should. */
  private static final long STOP_MS = 10_000;

  private static final int SIGNALLED = 128;

  /** Exit statuses of a shell that cannot execute a command. */
  private static final int NOT_EXECUTABLE = 126;

  private static final int NOT_FOUND = 127;

  /** What a program should do after a report. */
  public enum Answer {
    CONTINUE,
    /** End now. A program that did not ask, and so cannot know, is terminated. */
    STOP,
    /** End, because it has done everything; it is terminated if it has not ended soon. */
    DONE
  }

  /**
   * How a program ended.
   *
   * @param kind by itself with exit status 0, by itself with another one, or because it was told to
   * @param reason why it failed, in one line; otherwise empty
   */
  public record End(Kind kind, String reason) {
    /** How a program ended. */
    public enum Kind {
      COMPLETED,
      FAILED,
      STOPPED
    }
  }

  /**
   * Runs the program to its end. None of its processes is left then.
   *
   * @param reported is called with each report; if it throws, the program is terminated
   * @param cancelled whether the program should end as soon as possible
   * @throws IllegalArgumentException if a report is invalid
   * @throws IOException if no process can be started
   * @throws InterruptedException when interrupted
   */
  public End run(Function<Report, Answer> reported, BooleanSupplier cancelled)
      throws IOException, InterruptedException {
    try (ProgramProcess process = ProgramProcess.start(command, environment, work, log)) {
      try {
        return run(process, reported, cancelled);
      } catch (RuntimeException e) {
        process.terminate();
        throw e;
      }
    }
  }

  private End run(
      ProgramProcess process, Function<Report, Answer> reported, BooleanSupplier cancelled)
      throws InterruptedException {
    long stopBy = Long.MAX_VALUE;
    boolean told = false;
    while (process.isRunning()) {
      String line = process.next(POLL_MS);
      Answer answer = line == null || told ? null : answer(process, line, reported);
      if (answer != null && answer != Answer.CONTINUE) {
        told = true;
        stopBy = now() + (answer == Answer.DONE || asks(line) ? STOP_MS : 0);
      }
      if (cancelled.getAsBoolean() || now() >= stopBy) {
        process.terminate();
        return new End(End.Kind.STOPPED, "");
      }
    }
    int status = process.ended();
    for (String line = process.next(0); line != null; line = process.next(0)) {
      Answer answer = told ? Answer.CONTINUE : answer(process, line, reported);
      told |= answer != null && answer != Answer.CONTINUE;
    }
    return status == 0 ? new End(End.Kind.COMPLETED, "") : new End(End.Kind.FAILED, reason(status));
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }

  private static boolean asks(String line) {
    return line.startsWith(Report.ASKS);
  }

  /** Hands over a report and answers it, if it asks; null if the line is none. */
  private static Answer answer(
      ProgramProcess process, String line, Function<Report, Answer> reported) {
    Report report = Report.parse(line).orElse(null);
    if (report == null) {
      return null;
    }
    Answer answer = reported.apply(report);
    if (report.asks()) {
      process.answer(answer == Answer.CONTINUE ? "continue" : "stop");
    }
    return answer;
  }

  private String reason(int status) {
    String last = log.lastLine();
    String name = command.get(0);
    if (last.startsWith("sh: ") && last.contains(": %s: ".formatted(name))) {
      if (status == NOT_FOUND) {
        return notFound(name);
      } else if (status == NOT_EXECUTABLE) {
        return "%s is not executable: use chmod +x, or name its interpreter, such as [python3, train.py]"
            .formatted(name);
      }
    }
    String how =
        status > SIGNALLED
            ? "ended by signal %d".formatted(status - SIGNALLED)
            : "exit status %d".formatted(status);
    return last.isEmpty() ? how : "%s: %s".formatted(how, last);
  }

  private String notFound(String name) {
    if (!Files.exists(work.resolve(name))) {
      return "%s was not found on this machine (PATH, or a file of objective.files)"
          .formatted(name);
    }
    return name.contains("/")
        ? "the interpreter in the first line of %s was not found on this machine".formatted(name)
        : "%s was not found on the PATH: write ./%s to run the file of objective.files"
            .formatted(name, name);
  }
}
