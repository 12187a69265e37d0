package clrsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class StudyOptionsTest {

  private static StudyOptions parsed(String... arguments) {
    return CommandLine.populateCommand(new StudyOptions(), arguments);
  }

  /** What {@code train --best-of} leaves alone. */
  @Test
  void knowWhichHyperparametersTheCommandLineItselfGives() {
    StudyOptions options = parsed("a.conf", "--set", "space.m = 100", "--set", "study.seed=2");

    assertThat(options.gives("m")).isTrue();
    assertThat(options.gives("lambda")).isFalse();
    assertThat(options.gives("seed")).isFalse();
    assertThat(parsed("a.conf", "--set", "space={m=1}").gives("m")).isTrue();
    assertThat(parsed("a.conf").gives("m")).isFalse();
  }
}
