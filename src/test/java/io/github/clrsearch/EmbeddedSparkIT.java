package io.github.clrsearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded Spark, packaged by the build and started by {@code submit.sh}. */
class EmbeddedSparkIT {
  private static final Path JAR = Path.of(System.getProperty("clrsearch.jar"));
  private static final Path SPARK_HOME = Path.of(System.getProperty("clrsearch.spark.home"));

  @TempDir private Path folder;

  @Test
  void startsTheApplicationAndSaysNothingItself() throws Exception {
    Path error = folder.resolve("error");
    ProcessBuilder builder =
        new ProcessBuilder("bash", Path.of("submit.sh").toAbsolutePath().toString(), "--help")
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("output").toFile())
            .redirectError(error.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("SPARK_") || name.endsWith("JAVA_OPTIONS"));
    builder.environment().put("CLR_SEARCH_SKIP_BUILD", "1");
    int status = builder.start().waitFor();

    assertThat(error).isEmptyFile();
    assertThat(status).isZero();
    assertThat(folder.resolve("output")).isNotEmptyFile();
  }

  @Test
  void holdsOneSparkAndItsConfiguration() throws Exception {
    assertThat(JAR).isRegularFile();
    assertThat(SPARK_HOME.resolve("conf/spark-defaults.conf")).isRegularFile();
    assertThat(SPARK_HOME.resolve("conf/log4j2.properties")).isRegularFile();
    try (var jars = Files.newDirectoryStream(SPARK_HOME.resolve("jars"), "spark-core_*.jar")) {
      assertThat(jars).hasSize(1);
    }
  }
}
