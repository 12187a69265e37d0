package io.github.clrsearch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.search.Learning;
import io.github.clrsearch.search.Sampling;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.budget.FakeClock;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.EarlierStudy;
import io.github.clrsearch.search.trial.Observation;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.FrozenStage;
import io.github.clrsearch.store.files.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Stages that learn from the results of other studies. */
@Timeout(120)
class EarlierStudiesTest {
  @TempDir private Path folder;

  private TrainedSearches earlier;
  private String name;

  @BeforeEach
  void train() throws InterruptedException {
    earlier = searches("earlier");
    earlier.run(search -> search, Stage.of("coarse", 6));
    name = folder.resolve("earlier").toString();
  }

  private TrainedSearches searches(String of) {
    return new TrainedSearches(folder.resolve(of), new FakeClock());
  }

  private Stage model(int trials) {
    return Stage.of("model", trials)
        .with(Sampling.GP)
        .with(new Learning.Lag(2))
        .learningFrom(List.of(name));
  }

  private Stage refined() {
    return Stage.of("fine", 4, List.of("lambda"), Map.of()).learningFrom(List.of(name));
  }

  private static Map<String, Object> results(TrainedSearches searches) {
    Map<String, Object> results = new LinkedHashMap<>();
    searches
        .rows()
        .forEach((trial, row) -> results.put(trial, List.of(row.trial(), row.result().cycles())));
    return results;
  }

  @Test
  void theModelOfTheFirstStageIsFittedToTheirResults() throws InterruptedException {
    TrainedSearches searches = searches("new");
    SearchedStudy searched = searches.run(search -> search, model(4));

    FrozenStage frozen = searches.store().stages().frozen("model").orElseThrow();
    long ends =
        earlier.rows().values().stream().mapToLong(row -> row.result().cycles().size()).sum();
    assertThat(frozen.observations())
        .hasSize((int) ends)
        .allSatisfy(seen -> assertThat(seen.trial()).startsWith(name + ": coarse/"));
    assertThat(frozen.lines().get(0))
        .isEqualTo(
            "learns from 6 trials of %s, as they were when this study began".formatted(name));
    assertThat(frozen.lines().get(1))
        .startsWith("gp: fitted to %d cycle ends of 6 trials".formatted(ends));
    assertThat(searched.findings().warnings())
        .contains(
            "stages learned from 6 trials of %s, which are no trials of this study (learn-from)"
                .formatted(name));
    assertThat(searched.leaderboard().candidates())
        .hasSize(4)
        .allSatisfy(each -> assertThat(each.trial().stage()).isEqualTo("model"));
  }

  @Test
  void refinementNarrowsTheFirstStageToTheirBestTrials() throws InterruptedException {
    TrainedSearches searches = searches("new");
    searches.run(search -> search, refined());

    FrozenStage frozen = searches.store().stages().frozen("fine").orElseThrow();
    assertThat(frozen.space().distribution("lambda"))
        .isNotEqualTo(TrainedSearches.space().distribution("lambda"));
    assertThat(frozen.lines())
        .anyMatch(line -> line.startsWith("lambda: log-uniform [0.0001, 0.1] -> "));
  }

  @Test
  void laterStagesSeeTheirOwnStudyToo() throws InterruptedException {
    TrainedSearches searches = searches("new");
    searches.run(search -> search, Stage.of("coarse", 3), model(2));

    assertThat(searches.store().stages().frozen("model").orElseThrow().observations())
        .extracting(Observation::isOfEarlierStudy)
        .contains(true, false);
  }

  @Test
  void theStudyDoesNotChangeIfTheyGrowOrDisappear() throws InterruptedException, IOException {
    TrainedSearches undisturbed = searches("undisturbed");
    undisturbed.run(search -> search, model(5), refined());
    TrainedSearches searches = searches("interrupted");
    assertThatThrownBy(
            () -> searches.interruptedAfter(2).run(search -> search, model(5), refined()))
        .isInstanceOf(InterruptedException.class);
    earlier.run(search -> search, Stage.of("coarse", 12));
    assertThatThrownBy(
            () -> searches.interruptedAfter(2).run(search -> search, model(5), refined()))
        .isInstanceOf(InterruptedException.class);
    FileUtil.fullyDelete(folder.resolve("earlier").toFile());
    searches.run(search -> search, model(5), refined());

    assertThat(results(searches)).hasSize(9).isEqualTo(results(undisturbed));
  }

  @Test
  void otherResultsAreRefusedWithTheReason() throws InterruptedException, IOException {
    Path header = folder.resolve("earlier/study.json");
    String before = Files.readString(header);
    Files.writeString(
        header,
        before
            .replace("\"study.seed\":\"1\"", "\"study.seed\":\"2\",\"data checksum\":\"cd34\"")
            .replace("\"space.lambda\"", "\"space.other\""));

    assertThatThrownBy(() -> searches("new").run(search -> search, model(2)))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "learn-from: the results of %s are not comparable with those of this study: data checksum is cd34 there and not set here; it has no lambda. Remove it from learn-from",
            name);
  }

  @Test
  void aStudyWithoutResultsIsRefused() throws IOException {
    for (EndedTrial row : List.copyOf(earlier.rows().values())) {
      Files.delete(
          folder.resolve("earlier/trials/coarse-%05d.json".formatted(row.trial().number())));
    }

    assertThatThrownBy(() -> searches("new").run(search -> search, model(2)))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "learn-from: %s has no trial with a validation accuracy: remove it from learn-from",
            name);
  }

  @Test
  void candidatesHaveTheNamesOfTheirTrials() throws InterruptedException {
    searches("new").run(search -> search, refined());
    EarlierStudy copied = searches("new").store().stages().earlierStudies().orElseThrow().get(0);
    Candidate best =
        copied.candidates(searches("new").store().header().metric()).stream()
            .findFirst()
            .orElseThrow();

    assertThat(best.trial()).hasToString(name + ": coarse/0");
    assertThat(best.cycle()).isEqualTo(1);
  }
}
