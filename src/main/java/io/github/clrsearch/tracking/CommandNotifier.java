package io.github.clrsearch.tracking;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Starts a program that reads the message from its standard input. What it prints is discarded.
 *
 * @param command the program and its arguments
 */
public record CommandNotifier(List<String> command) implements Notifier {

  /** Copies the command. */
  public CommandNotifier {
    command = List.copyOf(command);
  }

  /** The program alone: its arguments may be secrets. */
  @Override
  public String name() {
    return "notify.command (%s)".formatted(command.get(0));
  }

  @Override
  public void send(String json, Duration patience) throws IOException, InterruptedException {
    Process process = start();
    try (OutputStream input = process.getOutputStream()) {
      input.write(json.getBytes(UTF_8));
    } catch (IOException e) {
      // It ended without reading everything; its exit status decides.
    }
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      throw new IOException("it did not end within %d s".formatted(patience.toSeconds()));
    }
    if (process.exitValue() != 0) {
      throw new IOException("it ended with status %d".formatted(process.exitValue()));
    }
  }

  private Process start() throws IOException {
    try {
      return new ProcessBuilder(command)
          .redirectOutput(Redirect.DISCARD)
          .redirectError(Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new IOException("it cannot be started: is it installed and executable?", e);
    }
  }
}
