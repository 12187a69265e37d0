package io.github.clrsearch.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.program.ProgramRun.Answer;
import io.github.clrsearch.program.ProgramRun.End;
import io.github.clrsearch.program.ProgramRun.End.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, each a small script of the shell. */
@Timeout(60)
class ProgramRunTest {
  @TempDir private Path work;
  private final OutputLog log = new OutputLog();
  private final List<Report> reports = new ArrayList<>();

  private ProgramRun program(String script) {
    return new ProgramRun(
        List.of("sh", "-c", script, "program"), Map.of("CLR_LR", "0.5"), work, log);
  }

  private End run(String script, Function<Report, Answer> answers)
      throws IOException, InterruptedException {
    return program(script)
        .run(
            report -> {
              reports.add(report);
              return answers.apply(report);
            },
            () -> false);
  }

  private End run(String script) throws IOException, InterruptedException {
    return run(script, report -> Answer.CONTINUE);
  }

  private String printed() {
    return new String(log.bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void reportsAreReadAndEverythingElseIsLogged() throws IOException, InterruptedException {
    End end =
        run(
            """
            echo starting with $CLR_LR
            echo 'clr-search: {"cycle": 1, "loss": 0.5}'
            echo warning >&2
            printf 'clr-search: {"cycle": 2, "loss": 0.25}'
            """);
    assertThat(end).isEqualTo(new End(Kind.COMPLETED, ""));
    assertThat(reports).extracting(Report::cycle).containsExactly(1, 2);
    assertThat(printed())
        .contains(
            "starting with 0.5\n", "warning\n", "clr-search: {\"cycle\": 1, \"loss\": 0.5}\n");
  }

  @Test
  void rubbishIsNoReport() throws IOException, InterruptedException {
    End end =
        run(
            "head -c 300000 /dev/urandom; echo; echo 'clr-search: {\"loss\": 1}'; head -c 99 /dev/zero");
    assertThat(end.kind()).isEqualTo(Kind.COMPLETED);
    assertThat(reports).hasSize(1);
    assertThat(printed()).doesNotContain("\u0000", "\u001b");
  }

  @Test
  void aFailureHasTheLastLineOfStandardError() throws IOException, InterruptedException {
    assertThat(
            run(
                "echo fine; echo 'Traceback:' >&2; echo 'ValueError: bad lr' >&2; echo >&2; exit 3"))
        .isEqualTo(new End(Kind.FAILED, "exit status 3: ValueError: bad lr"));
    assertThat(run("kill -9 $$").reason()).isEqualTo("ended by signal 9: ValueError: bad lr");
    OutputLog quiet = new OutputLog();
    assertThat(
            new ProgramRun(List.of("false"), Map.of(), work, quiet)
                .run(report -> Answer.CONTINUE, () -> false)
                .reason())
        .isEqualTo("exit status 1");
    assertThat(
            new ProgramRun(List.of("no-such-program", "$HOME"), Map.of(), work, quiet)
                .run(report -> Answer.CONTINUE, () -> false)
                .reason())
        .startsWith("no-such-program was not found on this machine");
  }

  private String failure(String... command) throws IOException, InterruptedException {
    return new ProgramRun(List.of(command), Map.of(), work, new OutputLog())
        .run(report -> Answer.CONTINUE, () -> false)
        .reason();
  }

  @Test
  void aCommandThatCannotBeExecutedSaysWhatToDo() throws IOException, InterruptedException {
    Files.writeString(work.resolve("train"), "#!/bin/sh\n");
    assertThat(failure("./train"))
        .isEqualTo(
            "./train is not executable: use chmod +x, or name its interpreter, such as [python3, train.py]");
    assertThat(failure("train"))
        .isEqualTo(
            "train was not found on the PATH: write ./train to run the file of objective.files");
    Path other = Files.writeString(work.resolve("other"), "#!/no/such/python\n");
    assertThat(other.toFile().setExecutable(true)).isTrue();
    assertThat(failure("./other"))
        .isEqualTo("the interpreter in the first line of ./other was not found on this machine");
    // A command within the program is its own affair.
    assertThat(failure("sh", "-c", "no-such-tool"))
        .startsWith("exit status 127: ")
        .contains("no-such-tool: ", "not found");
  }

  @Test
  void argumentsAreData() throws IOException, InterruptedException {
    new ProgramRun(
            List.of("printf", "%s|", "a b", "$(touch broken)", "; touch broken", "*", ""),
            Map.of("CLR_ACT", "`touch broken`"),
            work,
            log)
        .run(report -> Answer.CONTINUE, () -> false);
    assertThat(printed()).isEqualTo("a b|$(touch broken)|; touch broken|*||\n");
    assertThat(work.resolve("broken")).doesNotExist();
  }

  private static final String ASKING =
      """
      for cycle in 1 2 3 4 5; do
        echo "clr-search? {\\"cycle\\": $cycle, \\"loss\\": 1}"
        read -r answer
        echo "$cycle: $answer"
        if [ "$answer" = stop ]; then exit 7; fi
      done
      """;

  @Test
  void aProgramThatAsksIsAnswered() throws IOException, InterruptedException {
    run(ASKING, report -> report.cycle() < 3 ? Answer.CONTINUE : Answer.STOP);
    assertThat(reports).extracting(Report::cycle).containsExactly(1, 2, 3);
    assertThat(printed())
        .contains("1: continue\n", "2: continue\n", "3: stop\n")
        .doesNotContain("4:");
  }

  /** Ignores signals, and starts processes that do so too; writes the process IDs of all. */
  private static final String STUBBORN =
      """
      trap '' TERM INT HUP
      sleep 1000 & echo $! > pids
      (sleep 1000 & echo $! >> pids; wait) & echo $! >> pids
      echo $$ >> pids
      echo 'clr-search: {"cycle": 1, "loss": 1}'
      wait
      """;

  private void assertNothingIsLeft() throws IOException {
    List<String> pids = Files.readAllLines(work.resolve("pids"));
    assertThat(pids).hasSizeGreaterThan(1);
    for (String pid : pids) {
      // A killed process exists until its parent, or the system, has noticed.
      while (ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isPresent()) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void aProgramThatIgnoresSignalsIsKilledWithAllItsProcesses()
      throws IOException, InterruptedException {
    assertThat(run(STUBBORN, report -> Answer.STOP).kind()).isEqualTo(Kind.STOPPED);
    assertNothingIsLeft();
  }

  @Test
  void processesThatAProgramLeavesAreKilledAtItsEnd() throws IOException, InterruptedException {
    End end = run("sleep 1000 & echo $! > pids; echo $$ >> pids; echo 'clr-search: {\"loss\": 1}'");
    assertThat(end.kind()).isEqualTo(Kind.COMPLETED);
    assertNothingIsLeft();
  }

  @Test
  void anInvalidReportEndsTheProgram() throws IOException {
    assertThatThrownBy(
            () -> run("echo $$ > pids; echo $$ >> pids; echo 'clr-search: oh'; sleep 1000"))
        .hasMessageStartingWith("a report must be a JSON object");
    assertNothingIsLeft();
  }

  @Test
  void cancellationAndInterruptionEndTheProgram() throws IOException, InterruptedException {
    assertThat(
            program(STUBBORN)
                .run(report -> Answer.CONTINUE, () -> Files.exists(work.resolve("pids")))
                .kind())
        .isEqualTo(Kind.STOPPED);
    Thread test = Thread.currentThread();
    assertThatThrownBy(
            () ->
                run(
                    STUBBORN,
                    report -> {
                      test.interrupt();
                      return Answer.CONTINUE;
                    }))
        .isInstanceOf(InterruptedException.class);
    assertNothingIsLeft();
  }

  /** Runs a stubborn program, in a Java process that is to be killed. */
  public static final class Victim {
    private Victim() {}

    public static void main(String[] work) throws IOException, InterruptedException {
      new ProgramRun(List.of("sh", "-c", STUBBORN), Map.of(), Path.of(work[0]), new OutputLog())
          .run(
              report -> {
                System.out.println("running");
                return Answer.CONTINUE;
              },
              () -> false);
    }
  }

  @Test
  void nothingIsLeftWhenJavaIsKilled() throws IOException, InterruptedException {
    Path folder = Files.createDirectory(work.resolve("trial"));
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(java.inputReader().readLine()).isEqualTo("running");
    Files.copy(folder.resolve("pids"), work.resolve("pids"));
    java.destroyForcibly().waitFor();
    assertNothingIsLeft();
    while (Files.exists(folder)) {
      Thread.onSpinWait();
    }
  }
}
