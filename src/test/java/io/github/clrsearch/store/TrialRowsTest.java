package io.github.clrsearch.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Measurement;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.files.AtomicFolder;
import io.github.clrsearch.store.json.JsonFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrialRowsTest {
  private static final List<String> NAMES = List.of("lambda", "m");

  private static EndedTrial ended(Outcome outcome, CycleResult... cycles) {
    return Studies.ended(
        Studies.trial("s", "coarse", 3, 0.1),
        new TrialResult(outcome, List.of(cycles), List.of(), 3920));
  }

  static List<Outcome> outcomes() {
    return List.of(
        new Outcome.Completed(),
        new Outcome.Stopped("it was told to"),
        new Outcome.Diverged("the loss was NaN"),
        new Outcome.Failed("no memory"));
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void trialsAreReadAsTheyWereWritten(Outcome outcome) {
    EndedTrial ended = ended(outcome, Studies.cycle(1, 1.5, 0.1 + 0.2), Studies.cycle(2, 1.4, 1));

    assertThat(TrialRows.toTrial(TrialRows.toRow(ended, Metric.accuracy()), NAMES))
        .isEqualTo(ended);
  }

  @Test
  void derivedValuesAreStoredWithTheSetting() {
    TrialRow row = TrialRows.toRow(ended(new Outcome.Completed()), Metric.accuracy());

    assertThat(row.setting()).containsOnlyKeys("lambda", "m", "n_s").containsEntry("n_s", 980.0);
    assertThat(TrialRows.toTrial(row, NAMES).derived()).containsOnlyKeys("n_s");
    assertThat(row.seconds()).isEqualTo(1.5);
    assertThat(row.started()).isEqualTo("2026-11-24T08:00:00.250Z");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void numbersThatAreNotFiniteAreNullInFilesAndReadAsNaN(double loss, @TempDir Path folder)
      throws IOException {
    CycleResult cycle =
        new CycleResult(
            1, 1960, loss, loss, Double.NaN, loss, loss, Double.NaN, List.of(), Map.of());
    Measurement measurement =
        new Measurement(1, 7, Measurement.TRAINING, 100, 1e-5, loss, loss, Double.NaN);
    EndedTrial ended =
        Studies.ended(
            Studies.trial("s", "coarse", 0, 0.1),
            new TrialResult(new Outcome.Diverged("x"), List.of(cycle), List.of(measurement), 1960));

    JsonFiles files = new JsonFiles(new AtomicFolder(folder.toString(), new Configuration()));
    TrialRow row = TrialRows.toRow(ended, Metric.accuracy());
    files.write("row.json", row);
    assertThat(Files.readString(folder.resolve("row.json")))
        .contains(
            "{\"cycle\":1,\"updates\":1960,\"training_cost\":null,\"training_loss\":null,\"training_accuracy\":null,\"validation_cost\":null,\"validation_loss\":null,\"validation_accuracy\":null,\"ensembles\":[]}",
            "{\"cycle\":1,\"update\":7,\"split\":\"training\",\"images\":100,\"eta\":1.0E-5,\"cost\":null,\"loss\":null,\"accuracy\":null}");
    assertThat(row.bestValidationAccuracy()).isNull();
    assertThat(row.bestCycle()).isNull();
    assertThat(row.lastValidationAccuracy()).isNull();
    assertThat(row.lastValidationLoss()).isNull();

    TrialRow read = files.read("row.json", TrialRow.class).orElseThrow();
    TrialResult back = TrialRows.toTrial(read, NAMES).result();
    assertThat(back.cycles().get(0).validationLoss()).isNaN();
    assertThat(back.cycles().get(0).validationAccuracy()).isNaN();
    assertThat(back.measurements().get(0).cost()).isNaN();
  }

  @Test
  void theBestCycleIsTheFirstWithTheHighestAccuracy() {
    TrialRow row =
        TrialRows.toRow(
            ended(
                new Outcome.Diverged("x"),
                Studies.cycle(1, 1.9, 0.4),
                Studies.cycle(2, 1.5, 0.5),
                Studies.cycle(3, 1.6, 0.5),
                Studies.cycle(4, Double.NaN, Double.NaN)),
            Metric.accuracy());

    assertThat(row.bestValidationAccuracy()).isEqualTo(0.5);
    assertThat(row.bestCycle()).isEqualTo(2);
    assertThat(row.lastValidationAccuracy()).isNull();
    assertThat(row.outcome()).isEqualTo("diverged");
    assertThat(row.reason()).isEqualTo("x");
  }

  @Test
  void aTrialWithoutCyclesHasNoBestCycle() {
    TrialRow row = TrialRows.toRow(ended(new Outcome.Failed("x")), Metric.accuracy());

    assertThat(row.bestCycle()).isNull();
    assertThat(row.lastValidationLoss()).isNull();
    assertThat(row.cycles()).isEmpty();
  }
}
