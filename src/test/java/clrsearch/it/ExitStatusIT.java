package clrsearch.it;

import static org.assertj.core.api.Assertions.assertThat;

import clrsearch.it.SparkProcess.Ended;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    assertThat(new SmallStudy(folder).out()).doesNotExist();
  }

  @Test
  void dataThatIsRefusedLeavesNoFolderBehind() throws Exception {
    Ended ended = search("local[1]", "--set", "data.validation=1000");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(told(ended)).singleElement().asString().startsWith("clr-search: ");
    assertThat(new SmallStudy(folder).out()).doesNotExist();
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
