package io.github.clrsearch.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A command that ran in this JVM: its exit status and its output. */
public record Ran(int status, String out, String err) {

  /** Runs a command line, split at blanks. */
  static Ran line(String line) {
    return command(line.isEmpty() ? new String[0] : line.split(" "));
  }

  /** Runs a command whose standard input is empty. */
  public static Ran command(String... arguments) {
    return withInput("", arguments);
  }

  /** Runs a command. */
  public static Ran withInput(String input, String... arguments) {
    InputStream in = System.in;
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
    try {
      int status = Main.run(arguments);
      return new Ran(
          status,
          outBytes.toString(StandardCharsets.UTF_8),
          errBytes.toString(StandardCharsets.UTF_8));
    } finally {
      System.setIn(in);
      System.setOut(out);
      System.setErr(err);
    }
  }

  /** The lines on standard error. */
  public List<String> problems() {
    return err.lines().toList();
  }
}
