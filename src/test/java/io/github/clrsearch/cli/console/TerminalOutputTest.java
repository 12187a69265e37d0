package io.github.clrsearch.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import org.jline.utils.Signals;
import org.junit.jupiter.api.Test;

class TerminalOutputTest {
  private static final String SIGNAL = "INT";

  @Test
  void theHandlerOfCtrlCStays() {
    Object before = Signals.register(SIGNAL, () -> {});
    assumeFalse(
        String.valueOf(before).contains("SIG_IGN"),
        "whoever started Java has it ignore Ctrl-C, which no handler can change");
    try (TerminalOutput output =
        new TerminalOutput(
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))) {
      assertThat(output.getMaxRenderedLength()).isPositive();
      Object during = Signals.register(SIGNAL, () -> {});
      assertThat(Proxy.isProxyClass(during.getClass())).as(during.toString()).isTrue();
    } finally {
      Signals.unregister(SIGNAL, before);
    }
  }
}
