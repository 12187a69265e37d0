package clrsearch.it;

import static org.assertj.core.api.Assertions.assertThat;

import clrsearch.it.SparkProcess.Ended;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exit status and the one line of a command that cannot be carried out; 0 is elsewhere. */
@Tag("cluster")
class ExitStatusIT {
  @TempDir private Path folder;

  private Ended search(String master, String... options) throws Exception {
    try (SparkProcess search = new SmallStudy(folder).search(master, options)) {
      return search.ended();
    }
  }

  /** What the command says of itself; the JVM has a warning of its own. */
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
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          spark.eventLog.enabled=true spark.eventLog.dir=file:///none/events | /none/events
          spark.eventLog.enabled=true spark.eventLog.dir=nofs://h/events     | nofs
          spark.executor.memory=1x                                          | 1x
          spark.testing.memory=100000000                                    | memory
          spark.plugins=no.Plugin                                           | no.Plugin
          spark.serializer=no.Serializer                                    | no.Serializer
          spark.driver.bindAddress=192.0.2.1                                | address
          spark.sql.shuffle.partitions=many                                 | spark.sql.shuffle.partitions
          spark.master=local[many]                                          | local[many]
          spark.local.dir=/proc/none                                        | /proc/none
          """)
  void aSparkThatDoesNotStartIsAFailure(String settings, String reason) throws Exception {
    List<String> options =
        Stream.of(settings.split(" ")).flatMap(each -> Stream.of("--conf", each)).toList();
    try (SparkProcess search = SparkProcess.submit(folder, options, "sql", "SELECT 1")) {
      Ended ended = search.ended();

      assertThat(ended.status()).isEqualTo(1);
      assertThat(ended.error().lines().filter(line -> !line.startsWith("WARNING: Using")))
          .singleElement()
          .asString()
          .startsWith("clr-search: Spark does not start on ")
          .contains(reason);
    }
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
            "clr-search: %s holds another study: study.seed was 3, and is 4 now. Undo the change, or give the new study a folder with --out or another study.name"
                .formatted(study.out()));
  }
}
