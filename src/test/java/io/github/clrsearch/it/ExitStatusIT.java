package io.github.clrsearch.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.it.SparkProcess.Ended;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exit status and the one line of a command that fails. */
@Tag("cluster")
class ExitStatusIT {
  @TempDir private Path folder;

  private Ended search(String master, String... options) throws Exception {
    try (SparkProcess search = new SmallStudy(folder).search(master, options)) {
      return search.ended();
    }
  }

  /** The lines of the command, without the JVM's own warning. */
  private static List<String> told(Ended ended) {
    assertThat(ended.error()).doesNotContain("\tat ", "Exception");
    return ended.error().lines().filter(line -> !line.startsWith("WARNING: Using")).toList();
  }

  @Test
  void aWrongKeyIsWrongUsage() throws Exception {
    Ended ended = search("local[1]", "--set", "space.lamda=1");

    assertThat(ended.status()).isEqualTo(2);
    assertThat(told(ended))
        .singleElement()
        .asString()
        .startsWith("clr-search: ")
        .contains("space.lamda", "lambda");
    assertThat(new SmallStudy(folder).out()).doesNotExist();
  }

  @Test
  void aMasterThatDoesNotAnswerIsAFailure() throws Exception {
    String master = "spark://127.0.0.1:" + StandaloneCluster.freePort();
    Ended ended = search(master);

    assertThat(ended.status()).isEqualTo(1);
    assertThat(told(ended))
        .containsExactly(
            "clr-search: no Spark master answers at %s: start it, or correct --master"
                .formatted(master));
    assertThat(new SmallStudy(folder).out()).doesNotExist();
  }

  @Test
  void dataThatIsRefusedLeavesNoFolderBehind() throws Exception {
    Ended ended = search("local[1]", "--set", "data.validation=1000");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(told(ended)).singleElement().asString().startsWith("clr-search: ");
    assertThat(new SmallStudy(folder).out()).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          spark.eventLog.enabled=true spark.eventLog.dir=file:///none/events | /none/events
          spark.eventLog.enabled=true spark.eventLog.dir=nofs://h/events     | nofs
          spark.testing.memory=100000000                                     | System memory
          spark.plugins=no.Plugin                                           | no.Plugin
          spark.serializer=no.Serializer                                    | no.Serializer
          spark.driver.bindAddress=192.0.2.1                                | address
          spark.master=local[many]                                          | local[many]
          """)
  void aSparkThatDoesNotStartIsAFailure(String settings, String reason) throws Exception {
    Map<String, String> conf = new HashMap<>();
    for (String setting : settings.split(" ")) {
      conf.put(setting.split("=")[0], setting.split("=")[1]);
    }
    String master = conf.getOrDefault("spark.master", "local[1]");
    Ended ended;
    try (SparkProcess search = new SmallStudy(folder).with(conf).search(master)) {
      ended = search.ended();
    }

    assertThat(ended.status()).isEqualTo(1);
    List<String> lines =
        ended.error().lines().filter(line -> !line.startsWith("WARNING: Using")).toList();
    assertThat(lines)
        .singleElement()
        .asString()
        .startsWith("clr-search: Spark does not start on " + master + " (")
        .contains(reason);
    assertThat(log(lines.get(0), "")).isRegularFile();
    assertThat(new SmallStudy(folder).out()).doesNotExist();
  }

  @Test
  void aSearchWhoseSessionIsStoppedEndsWithOneLine() throws Exception {
    String jar = System.getProperty("clrsearch.jar");
    String tests =
        Path.of(StoppedSessions.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString();
    List<String> words =
        new ArrayList<>(List.of("org.apache.spark.deploy.SparkSubmit", "--master", "local[2]"));
    words.addAll(List.of("--conf", "spark.driver.host=127.0.0.1"));
    words.addAll(List.of("--conf", "spark.ui.enabled=false"));
    words.addAll(List.of("--driver-java-options", SparkProcess.QUICK));
    words.addAll(List.of("--driver-class-path", tests + File.pathSeparator + jar));
    words.addAll(List.of("--class", StoppedSessions.class.getName(), jar, folder.toString()));
    Ended ended;
    try (SparkProcess searches = SparkProcess.start(folder, Map.of(), words)) {
      ended = searches.ended();
    }

    assertThat(ended.status()).as(ended.error()).isZero();
    assertThat(ended.output().lines())
        .hasSize(2)
        .allMatch(line -> line.endsWith("): run the same command to resume"))
        .anyMatch(line -> line.startsWith("executors: Spark stopped during the search ("))
        .anyMatch(line -> line.startsWith("driver: Spark stopped during the search ("));
  }

  @Test
  void aSparkThatEndsTheProcessIsTold() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    Path study = folder.resolve("study");
    List<String> words =
        new ArrayList<>(List.of("org.apache.spark.deploy.SparkSubmit", "--master", "local[1]"));
    words.addAll(List.of("--class", "io.github.clrsearch.cli.Main", "--driver-java-options"));
    words.addAll(List.of(SparkProcess.QUICK, System.getProperty("clrsearch.jar")));
    words.addAll(List.of("search", Path.of("conf/quickstart.conf").toAbsolutePath().toString()));
    words.addAll(List.of("--out", study.toString(), "--set", "data.format=synthetic"));
    Ended ended;
    try (SparkProcess search =
        SparkProcess.start(folder, Map.of("SPARK_LOCAL_DIRS", file.toString()), words)) {
      ended = search.ended();
    }

    assertThat(ended.status()).isNotZero();
    assertThat(told(ended))
        .singleElement()
        .asString()
        .startsWith("clr-search: Spark exited while starting on local[1]; see ");
    assertThat(log(told(ended).get(0), "")).isNotEmptyFile();
    assertThat(study).doesNotExist();
  }

  /** The file that is named at the end of a line. */
  private static Path log(String line, String after) {
    assertThat(line).endsWith(after);
    String before = line.substring(0, line.length() - after.length());
    return Path.of(before.substring(before.lastIndexOf(' ') + 1));
  }

  @Test
  void aFolderOfAnotherStudyIsAFailure() throws Exception {
    SmallStudy study = SmallStudy.undisturbed();
    Ended ended;
    try (SparkProcess search = study.search("local[1]", "--set", "study.seed=4")) {
      ended = search.ended();
    }

    assertThat(ended.status()).isEqualTo(1);
    assertThat(told(ended))
        .containsExactly(
            "clr-search: %s contains another study: study.seed changed from 3 to 4. Undo the change, or give the new study a folder with --out or another study.name"
                .formatted(study.out()));
  }
}
