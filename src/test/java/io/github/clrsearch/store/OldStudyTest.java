package io.github.clrsearch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.LocalSpark;
import io.github.clrsearch.network.Arithmetic;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.store.files.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study written by the first version of layout 1, without resumed trials and label smoothing. */
class OldStudyTest {
  private static final Path OLD = Path.of("src/test/resources/studies/layout-1").toAbsolutePath();

  /** A copy, because opening a moved study rewrites its views. */
  @TempDir private Path folder;

  @BeforeEach
  void copy() throws IOException {
    try (Stream<Path> files = Files.walk(OLD)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(OLD.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  private StudyStore open() {
    return Studies.open(folder);
  }

  @Test
  void trialsAreRead() {
    List<EndedTrial> trials = open().trials();

    assertThat(trials)
        .extracting(end -> end.trial().toString())
        .containsExactly("coarse/0", "coarse/1", "fine/0");
    assertThat(trials).allSatisfy(end -> assertThat(end.result().resumedAt()).isZero());
    assertThat(trials.get(0).candidates(Metric.accuracy()))
        .extracting(Candidate::score)
        .contains(0.2);
    assertThat(open().stages().frozen("fine").orElseThrow().after()).isEqualTo(Map.of("coarse", 2));
  }

  @Test
  void viewsHaveNullInColumnsThatItDidNotHave() {
    SparkSession spark = LocalSpark.freshSession();
    StudyViews.register(spark, List.of(open()));

    assertThat(
            spark
                .sql(
                    "SELECT stage, number, best_validation_accuracy, resumed_at FROM trials ORDER BY 1, 2")
                .collectAsList())
        .extracting(Row::toString)
        .containsExactly("[coarse,0,0.2,null]", "[coarse,1,0.16,null]", "[fine,0,0.12,null]");
    assertThat(spark.sql("SELECT DISTINCT number FROM cycles").count()).isEqualTo(2);
  }

  @Test
  void isResumedWithTheSameDefinition() {
    assertThat(StudyStore.begin(folder.toString(), open().header(), new Configuration()).header())
        .isEqualTo(open().header());
  }

  /** Its trials were computed with another arithmetic. */
  @Test
  void itIsNotContinuedWithAnotherArithmetic(@TempDir Path folder) throws Exception {
    Files.copy(OLD.resolve("study.json"), folder.resolve("study.json"));
    StudyHeader now = Studies.with(open().header(), Map.of("arithmetic", Arithmetic.VERSION));

    assertThatThrownBy(() -> StudyStore.begin(folder.toString(), now, new Configuration()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(
            "arithmetic was added with value 2, the same bits on every processor");
  }

  @Test
  void isRefusedWithTheNameOfWhatItDidNotHave() {
    StudyHeader now = Studies.with(open().header(), Map.of("space.later", "0.0"));

    assertThatThrownBy(() -> StudyStore.begin(folder.toString(), now, new Configuration()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("space.later was added with value 0.0");
  }
}
