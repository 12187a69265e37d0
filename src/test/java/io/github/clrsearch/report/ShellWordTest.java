package io.github.clrsearch.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShellWordTest {
  @Test
  void quotesAWordOnlyIfAShellInterpretsItsCharacters() {
    assertThat(ShellWord.of("hdfs://host:9000/runs/a-1_b.c"))
        .isEqualTo("hdfs://host:9000/runs/a-1_b.c");
    assertThat(ShellWord.of("out dir")).isEqualTo("'out dir'");
    assertThat(ShellWord.of("it's $HOME")).isEqualTo("'it'\\''s $HOME'");
    assertThat(ShellWord.of("")).isEqualTo("''");
  }
}
