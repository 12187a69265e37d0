package io.github.clrsearch.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Measurements and networks have the same bits with every implementation. */
class SameBitsEverywhereTest {
  private static final int MANY = 24;

  /** The lines of this JVM by number of cycles. */
  private static final Map<Integer, List<String>> HERE = new HashMap<>();

  /**
   * These values must be the same on every processor and JDK. If a change alters them, raise
   * Arithmetic.VERSION.
   */
  @Test
  void bitsMatchTheRecordedVersion() {
    StringBuilder all = new StringBuilder();
    here(1).forEach(line -> all.append(line).append('\n'));

    assertThat(GoldenBitsTest.digest(all.toString().getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("a2fdef14ab1eee9d");
  }

  /** Options for other processors, which this JVM does not know, have no effect. */
  @ParameterizedTest
  @CsvSource({
    "--add-modules=jdk.incubator.vector -XX:UseAVX=3",
    "--add-modules=jdk.incubator.vector -XX:UseAVX=2",
    "--add-modules=jdk.incubator.vector -XX:UseAVX=1",
    "-Xshare:auto"
  })
  void bitsAreTheSameCompiled(String options) throws Exception {
    assertSameLines(printed(options, MANY), MANY);
  }

  @ParameterizedTest
  @CsvSource({
    "--add-modules=jdk.incubator.vector -XX:UseAVX=0",
    "--add-modules=jdk.incubator.vector -XX:TieredStopAtLevel=1",
    "--add-modules=jdk.incubator.vector -XX:-UseFMA",
    "--add-modules=jdk.incubator.vector -Xint"
  })
  void bitsAreTheSameWithSlowImplementations(String options) throws Exception {
    assertSameLines(printed(options, 1), 1);
  }

  private static void assertSameLines(List<String> printed, int cycles) {
    assertThat(printed.subList(1, printed.size())).as(printed.get(0)).isEqualTo(here(cycles));
  }

  private static List<String> here(int cycles) {
    return HERE.computeIfAbsent(cycles, PrintedTrainings::lines);
  }

  private static List<String> printed(String options, int cycles) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+IgnoreUnrecognizedVMOptions");
    command.addAll(List.of(options.split(" ")));
    command.addAll(
        List.of("-XX:+UseSerialGC", "-Xmx256m", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(PrintedTrainings.class.getName(), Integer.toString(cycles)));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s printed %s", command, out).isZero();
    return out.lines().toList();
  }
}
