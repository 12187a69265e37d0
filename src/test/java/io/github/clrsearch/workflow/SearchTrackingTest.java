package io.github.clrsearch.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.config.StudyTexts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SearchTrackingTest {
  @TempDir private Path folder;

  private final Queue<String> notes = new ConcurrentLinkedQueue<>();

  private OpenStudy open(String... settings) throws Exception {
    String text =
        FinalStudies.DATA
            + "data.validation = 40\nstages = [{ name = all, trials = 2 }]\nspace.lambda = { log-uniform = [1e-5, 1e-1] }\n";
    return new FinalStudies(folder).open(new StudyTexts(folder).read(text, settings));
  }

  private void search(OpenStudy study) throws InterruptedException {
    try (SearchTracking tracking = SearchTracking.of(study, notes::add)) {
      study.search(tracking.listener());
      tracking.finish();
    }
  }

  @Test
  void nothingIsTrackedUnlessItIsAskedFor() throws Exception {
    assertThat(SearchTracking.of(open(), notes::add).tracked()).isEmpty();
  }

  @Test
  void aSearchGoesOnBesideAServerThatIsNotThereAndFilesThatAre() throws Exception {
    // No server listens on port 1 of this machine.
    search(open("tracking.tensorboard=true", "tracking.mlflow=\"http://127.0.0.1:1\""));

    assertThat(notes)
        .singleElement()
        .asString()
        .startsWith("MLflow at http://127.0.0.1:1 does not receive trial all/")
        .endsWith(
            "(no answer); the search continues. Run the same command again to send the missing trials");
    for (String trial : new String[] {"all-00000", "all-00001"}) {
      Path study = folder.resolve("study");
      assertThat(study.resolve("trials/" + trial + ".json")).exists();
      assertThat(Files.list(study.resolve("tensorboard/" + trial))).hasSize(1);
    }
  }
}
