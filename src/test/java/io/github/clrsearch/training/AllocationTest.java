package io.github.clrsearch.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("optimizing-compiler")
class AllocationTest {
  /**
   * The new order of each epoch of 9 updates allocates 96 bytes for its random numbers; a vector
   * takes 80.
   */
  private static final long FEW_BYTES = 16L * AllocatedBytes.WINDOW;

  private static final List<String> CASES = List.of("1,0,0", "0.8,0,0", "1,0.5,1", "0.8,0.5,1");

  @Test
  void allocatesNothingPerUpdate() throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assumeThat(threads.isThreadAllocatedMemorySupported())
        .as("this JVM counts allocated bytes")
        .isTrue();

    List<String> printed = inJvmOfItsOwn(CASES);

    assertThat(printed).as("a line for each of %s", CASES).hasSameSizeAs(CASES);
    assertThat(printed)
        .as("fewest bytes in %d updates, for %s", AllocatedBytes.WINDOW, CASES)
        .allSatisfy(bytes -> assertThat(Long.parseLong(bytes)).isLessThanOrEqualTo(FEW_BYTES));
  }

  private static List<String> inJvmOfItsOwn(List<String> cases)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                AllocatedBytes.class.getName(),
                Long.toString(FEW_BYTES)));
    command.addAll(cases);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("its status; it printed %s", out).isZero();
    return out.lines().toList();
  }
}
