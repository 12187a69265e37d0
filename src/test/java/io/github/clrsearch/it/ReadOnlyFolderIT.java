package io.github.clrsearch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A read-only study folder. Root, which may write everywhere, runs the commands as nobody. */
class ReadOnlyFolderIT {
  private static final Path OLD = Path.of("src/test/resources/studies/layout-1").toAbsolutePath();
  private static final Path SUBMIT = Path.of("submit.sh").toAbsolutePath();
  private static final Path JAR = Path.of(System.getProperty("clrsearch.jar"));
  private static final List<String> AS_NOBODY =
      List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

  @TempDir private Path place;
  private Path study;

  /** The output and exit status of a command. */
  private record Ended(int status, String output, String error) {}

  @BeforeEach
  void begin() throws Exception {
    if (isRoot()) {
      assumeThat(runs(AS_NOBODY, "true")).as("root may become nobody here").isTrue();
      assumeThat(runs(AS_NOBODY, "test", "-r", JAR.toString()))
          .as("nobody may read %s", JAR)
          .isTrue();
    }
    study = place.resolve("study");
    assertThat(runs(List.of(), "cp", "-r", OLD.toString(), study.toString())).isTrue();
    setModes("r-xr-xr-x");
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @AfterEach
  void end() throws IOException {
    setModes("rwxr-xr-x");
  }

  private void setModes(String modes) throws IOException {
    if (study == null) {
      return;
    }
    try (Stream<Path> below = Files.walk(study)) {
      for (Path folder : below.filter(Files::isDirectory).toList()) {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(modes));
      }
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static boolean runs(List<String> user, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(user);
    command.addAll(List.of(words));
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private Ended submitted(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(isRoot() ? AS_NOBODY : List.of());
    command.addAll(List.of("bash", SUBMIT.toString(), "--master", "local[1]"));
    command.addAll(List.of(words));
    Path output = place.resolve("output");
    Path error = place.resolve("error");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(place.toFile())
            .redirectOutput(output.toFile())
            .redirectError(error.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("SPARK_") || name.endsWith("JAVA_OPTIONS"));
    builder.environment().put("CLR_SEARCH_SKIP_BUILD", "1");
    int status = builder.start().waitFor();
    return new Ended(status, Files.readString(output), Files.readString(error));
  }

  @Test
  void aSearchInItIsRefusedInOneLineAndItsTrialsAreStillRead() throws Exception {
    Path conf =
        Files.writeString(
            place.resolve("study.conf"),
            "study { name = old }, data { format = synthetic }",
            StandardCharsets.UTF_8);

    Ended search = submitted("search", conf.toString(), "--out", study.toString());

    assertThat(search.status()).as(search.toString()).isEqualTo(1);
    assertThat(search.error().lines().filter(line -> !line.startsWith("WARNING: Using")))
        .containsExactly(
            "clr-search: file:%1$s/driver.json cannot be written (%1$s/driver.json (Permission denied)): results that were saved earlier are kept; free space or repair the folder, then run the same command again"
                .formatted(study));

    Ended sql =
        submitted(
            "sql",
            "SELECT stage, number, best_validation_accuracy FROM trials ORDER BY 1, 2",
            "--format",
            "csv",
            "--study",
            study.toString());

    assertThat(sql.status()).as(sql.toString()).isZero();
    assertThat(sql.output().lines())
        .containsExactly(
            "stage,number,best_validation_accuracy",
            "coarse,0,0.2",
            "coarse,1,0.16",
            "fine,0,0.12");
  }
}
