package io.github.clrsearch.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.findings.ConfirmationResult;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Observation;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.ConfirmedRow;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.Studies;
import io.github.clrsearch.store.StudyStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BestSettingTest {
  private static final Study STUDY =
      new Study(
          "s",
          1,
          SearchSpace.empty().with("lambda", new LogUniform(1e-5, 0.1)),
          List.of(Stage.of("coarse", 2), Stage.of("confirm", 2), Stage.of("again", 2)));

  @TempDir private Path folder;

  private StudyStore store() {
    return Studies.begin(folder, STUDY);
  }

  private static Setting lambda(double value) {
    return new Setting(Map.of("lambda", value));
  }

  private static EndedTrial ended(
      String stage, int number, int repetition, double lambda, double accuracy) {
    return Studies.of(new Trial("s", stage, number, repetition, 1, lambda(lambda)), accuracy);
  }

  private static void confirm(StudyStore store, String stage, double first, double second) {
    ConfirmationResult confirmed =
        ConfirmationResult.of(
            List.of(
                new Observation("coarse/1", 1, lambda(0.02), 0.6),
                new Observation("coarse/0", 1, lambda(0.01), 0.5)),
            new double[][] {{first, first}, {second, second}},
            Metric.accuracy(1000));
    store.findings().keepConfirmed(stage, ConfirmedRow.of("s", stage, confirmed), List.of());
  }

  @Test
  void isThatOfTheHighestAccuracyWhereNothingIsConfirmed() {
    StudyStore store = store();
    assertThat(BestSetting.of(store)).isEmpty();

    store.append(ended("coarse", 0, 0, 0.01, 0.5));
    store.append(ended("coarse", 1, 0, 0.02, 0.6));
    // One of several retrainings that have not all ended.
    store.append(ended("confirm", 0, 1, 0.01, 0.7));
    assertThat(BestSetting.of(store)).hasValue(lambda(0.02));
  }

  @Test
  void isThatOfTheHighestMeanInTheLastStageThatConfirms() {
    StudyStore store = store();
    store.append(ended("coarse", 0, 0, 0.01, 0.5));
    store.append(ended("coarse", 1, 0, 0.02, 0.6));
    confirm(store, "confirm", 0.49, 0.51);
    assertThat(BestSetting.of(store)).hasValue(lambda(0.01));

    confirm(store, "again", 0.52, 0.5);
    assertThat(BestSetting.of(store)).hasValue(lambda(0.02));
  }

  @Test
  void trainingsAnewThatCameToNoEndConfirmNothing() {
    StudyStore store = store();
    store.append(ended("coarse", 1, 0, 0.02, 0.6));
    confirm(store, "confirm", Double.NaN, Double.NaN);
    assertThat(BestSetting.of(store)).hasValue(lambda(0.02));
  }
}
