package io.github.clrsearch.cli.console;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import org.jline.terminal.TerminalBuilder;

/**
 * The place of a progress bar that is as wide as the terminal. The library's own terminal replaces
 * Java's signal handlers, and Ctrl-C would end the process without ending the search first.
 */
public final class TerminalOutput extends ConsoleProgressBarConsumer {
  private static final int UNKNOWN_WIDTH = 80;

  private final org.jline.terminal.Terminal terminal;

  public TerminalOutput(PrintStream out) {
    super(out);
    try {
      terminal = TerminalBuilder.builder().dumb(true).nativeSignals(false).build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int getMaxRenderedLength() {
    int width = terminal.getWidth();
    return (width > 0 ? width : UNKNOWN_WIDTH) - 1;
  }

  @Override
  public void close() {
    super.close();
    try {
      terminal.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
