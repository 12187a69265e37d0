package io.github.clrsearch.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.store.Provenance;
import io.github.clrsearch.store.Studies;
import io.github.clrsearch.store.StudyHeader;
import io.github.clrsearch.store.StudyStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyComparisonTest {
  @TempDir private Path folder;

  private StudyStore study(String folderName, String name, long seed, double... accuracies) {
    Study study =
        new Study(
            name,
            seed,
            SearchSpace.empty().with("lambda", new LogUniform(1e-5, 0.1)),
            List.of(Stage.of("coarse", 2)));
    StudyStore store =
        StudyStore.begin(
            folder.resolve(folderName).toString(), Studies.header(study), new Configuration());
    for (int i = 0; i < accuracies.length; i++) {
      store.append(Studies.completed(name, "coarse", i, accuracies[i]));
    }
    return store;
  }

  private static List<String> verdicts(StudyStore... stores) {
    return StudyComparison.of(List.of(stores)).verdicts();
  }

  @Test
  void saysWhichIsBetterAndHowFarThatCanBeTrusted() {
    assertThat(verdicts(study("a", "a", 1, 0.3, 0.5), study("b", "b", 1, 0.7)))
        .containsExactly(
            "b is better than a (by 20.00 points +- 4.21, p 6.9e-20)",
            "the best accuracy of a search is optimistically biased, and its error over seeds is unknown: a stage that confirms in each study makes the comparison fair");
    assertThat(verdicts(study("c", "c", 1, 0.5), study("d", "d", 2, 0.52)).get(0))
        .isEqualTo(
            "d is not distinguishable from c (by 2.00 points +- 4.39, p 0.37); they were measured on other validation images");
  }

  @Test
  void saysIfThereIsNothingToCompare() {
    assertThat(verdicts(study("a", "a", 1, 0.3), study("b", "b", 1)))
        .containsExactly("there is nothing to compare: fewer than two studies have a result");
  }

  @Test
  void doesNotCompareWhatWasTrainedOnOtherData() {
    StudyStore a = study("a", "a", 1, 0.3);
    StudyHeader header = a.header();
    StudyStore b =
        StudyStore.begin(
            folder.resolve("b").toString(),
            new StudyHeader(
                header.layout(),
                "b",
                1,
                header.definition(),
                header.columns(),
                header.metric(),
                new Provenance(
                    "0.1", "synthetic", "cd34", "4.1.3", "0.46.1", "17", "java", "a processor")),
            new Configuration());
    b.append(Studies.completed("b", "coarse", 0, 0.9));
    assertThat(verdicts(a, b).get(0))
        .isEqualTo("b and a were trained on different data, so their results cannot be compared");
  }

  @Test
  void distinguishesStudiesOfOneNameByTheirFolders() {
    StudyComparison comparison =
        StudyComparison.of(List.of(study("a", "s", 1, 0.3), study("b", "s", 1, 0.4)));
    assertThat(comparison.studies())
        .extracting(ComparedStudy::name)
        .containsExactly(folder.resolve("a").toString(), folder.resolve("b").toString());
    assertThat(comparison.differ("lambda")).isFalse();
    assertThat(comparison.hyperparameters()).containsExactly("lambda");
    assertThat(comparison.studies().get(0).setting().values()).isEqualTo(Map.of("lambda", 1e-3));
  }

  @Test
  void aPageHasEveryStudysProgressAndNoName() {
    StudyComparison comparison =
        StudyComparison.of(List.of(study("a", "a", 1, 0.3, 0.4), study("b", "b", 1, 0.5)));
    String page = new String(ComparisonPage.of(comparison, Instant.EPOCH), StandardCharsets.UTF_8);
    assertThat(page)
        .contains("\"study\":\"a\"", "\"study\":\"b\"", "\"verdicts\":[\"b is ")
        .contains("Content-Security-Policy");
  }
}
