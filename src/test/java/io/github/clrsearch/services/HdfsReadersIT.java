package io.github.clrsearch.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.cli.Ran;
import io.github.clrsearch.it.SmallStudy;
import io.github.clrsearch.it.SparkProcess;
import io.github.clrsearch.it.SparkProcess.Ended;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that read a study on HDFS while its rows are replaced. */
@Tag("services")
class HdfsReadersIT {
  private static final int POLL_MS = 100;
  private static final int SHOWN_PER_QUERY = 2;

  /** Trials stop after 1, 2, 4 and 8 of 15 cycles and continue: their rows are replaced. */
  private static final List<String> CONTINUED =
      List.of(
          "stages.coarse.trials=16",
          "stages.coarse.stopping=halving",
          "stages.coarse.halving.factor=2",
          "space.k=4");

  private static final String CYCLES =
      "SELECT concat(stage, '-', number) AS trial, count(*) AS cycles FROM cycles GROUP BY ALL";

  @TempDir private Path folder;

  private static Map<String, Integer> cycles(String location) {
    Ran sql = Ran.command("sql", CYCLES, "--study", location, "--format", "csv");
    assertThat(sql.status()).as(sql.toString()).isZero();
    return sql.out()
        .lines()
        .skip(1)
        .map(line -> line.split(","))
        .collect(Collectors.toMap(cells -> cells[0], cells -> Integer.parseInt(cells[1])));
  }

  private static void show(String location) {
    Ran shown = Ran.command("show", location);
    assertThat(shown.status()).as(shown.toString()).isZero();
    assertThat(shown.err()).isEmpty();
  }

  @Test
  void findEveryRowWholeAndNoneMissing() throws Exception {
    try (Hdfs hdfs = Hdfs.start(folder.resolve("hdfs"))) {
      SmallStudy study = new SmallStudy(folder, hdfs.study("/study")).set(CONTINUED);
      String location = hdfs.uri("/study");
      Map<String, Integer> seen = new HashMap<>();
      int queries = 0;
      try (SparkProcess search = study.search("local[1]")) {
        study.awaitTrials(1, search);
        while (search.isAlive()) {
          for (int i = 0; i < SHOWN_PER_QUERY; i++) {
            search.awaitEnd(POLL_MS);
            show(location);
          }
          Map<String, Integer> now = cycles(location);
          seen.forEach(
              (trial, before) ->
                  assertThat(now.get(trial)).as(trial).isGreaterThanOrEqualTo(before));
          seen.putAll(now);
          queries++;
        }
        Ended ended = search.ended();
        assertThat(ended.status()).as(ended.toString()).isZero();
      }
      System.out.println("queries while rows were replaced: " + queries);
      assertThat(queries).isGreaterThan(2);
      assertThat(study.rows()).isEqualTo(SmallStudy.undisturbed(CONTINUED).rows());
    }
  }
}
