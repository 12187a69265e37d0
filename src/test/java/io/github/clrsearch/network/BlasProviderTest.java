package io.github.clrsearch.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which BLAS multiplies: chosen once in a JVM, so that all but the first test start their own. */
@Tag("optimizing-compiler")
class BlasProviderTest {
  private static final String NATIVE_LIBRARY = "-Ddev.ludovic.netlib.blas.nativeLibPath=";

  @TempDir private Path folder;

  @Test
  void isOpenBlasOnThePlatformsOfTheJar() {
    assumeThat(Loader.getPlatform())
        .as("a platform whose OpenBLAS is in the jar")
        .isIn("linux-x86_64", "linux-arm64", "macosx-x86_64", "macosx-arm64");

    assertThat(Blas.instance().isNative()).isTrue();
    assertThat(Blas.instance().provider()).matches("OpenBLAS \\d+\\.\\d+\\.\\d+.*");
  }

  @ParameterizedTest
  @CsvSource({
    "--add-modules=jdk.incubator.vector, VectorBLAS (Java)",
    "-Xshare:auto, Java11BLAS (Java)"
  })
  void isPureJavaOnRequest(String option, String provider) throws Exception {
    List<String> lines = probe(option, "-Dclrsearch.blas=java");

    assertThat(lines.get(0)).isEqualTo(provider);
    assertAgreesWithThisJvm(lines);
  }

  @Test
  void isPureJavaWithAWarningWhereTheLibraryCannotLoad() throws Exception {
    List<String> lines = probe(NATIVE_LIBRARY + folder.resolve("missing.so"));

    assertThat(lines.get(0)).isEqualTo("Java11BLAS (Java)");
    assertAgreesWithThisJvm(lines);
    assertThat(folder.resolve("errors"))
        .content()
        .contains("OpenBLAS cannot load")
        .contains("Java11BLAS (Java) multiplies instead, at a third of the speed");
  }

  @Test
  void isTheLibraryThatTheJvmIsGiven() throws Exception {
    assumeThat(Blas.instance().isNative()).as("OpenBLAS is on this platform").isTrue();
    String library = System.getProperty("dev.ludovic.netlib.blas.nativeLibPath");

    List<String> lines = probe(NATIVE_LIBRARY + library);

    assertThat(lines.get(0)).isEqualTo(library);
    assertAgreesWithThisJvm(lines);
  }

  private static void assertAgreesWithThisJvm(List<String> lines) {
    float[] here = BlasProbe.products();
    float[] there = new float[lines.size() - 1];
    for (int i = 0; i < there.length; i++) {
      there[i] = Float.parseFloat(lines.get(i + 1));
    }
    assertThat(there).containsExactly(here, within(2e-5f));
  }

  /** The lines that {@link BlasProbe} prints in a JVM with these options. */
  private List<String> probe(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(BlasProbe.class.getName());
    Path output = folder.resolve("output");
    Path errors = folder.resolve("errors");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    int status = process.waitFor();
    assertThat(status).as(Files.readString(errors)).isZero();
    return Files.readAllLines(output);
  }
}
