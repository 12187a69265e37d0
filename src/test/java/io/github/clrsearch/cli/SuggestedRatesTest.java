package io.github.clrsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.config.Assignment;
import io.github.clrsearch.config.StudyConfiguration;
import io.github.clrsearch.config.StudyTexts;
import io.github.clrsearch.report.RangeTestRows;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Measurement;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.Execution;
import io.github.clrsearch.store.Studies;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.store.files.StoreException;
import io.github.clrsearch.workflow.CommandException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class SuggestedRatesTest {
  private static final Setting SETTING = new Setting(Map.of("lambda", 0.0));

  @TempDir private Path folder;
  private StudyConfiguration given;

  @BeforeEach
  void readAStudy() throws IOException {
    given = new StudyTexts(folder).read("space { eta_min = 0.001, eta_max = 0.2 }");
  }

  @Test
  void areTheBoundsOfTheLearningRate() {
    rangeTest(folder, rising());

    List<Assignment> values = values();

    assertThat(values)
        .extracting(Assignment::key)
        .containsExactly("space.eta_min", "space.eta_max");
    assertThat(values.get(0).value().unwrapped()).isEqualTo(0.010);
    assertThat((Double) values.get(1).value().unwrapped()).isBetween(0.045, 0.051);
  }

  @Test
  void areNoneWhereNoTestIsNamed() {
    assertThat(CommandLine.populateCommand(new SuggestedRates()).values(given)).isEmpty();
  }

  @Test
  void refuseAFolderWithoutStudy() {
    assertThatThrownBy(this::values)
        .isInstanceOf(StoreException.class)
        .hasMessage("no study found in %s: it has no study.json", folder);
  }

  @Test
  void refuseAStudyThatTestedNoRange() {
    rangeTest(folder);

    assertThatThrownBy(this::values)
        .isInstanceOf(CommandException.class)
        .hasMessage(
            "no learning rate range test found in %s: run lr-range first, and name its folder",
            folder);
  }

  @Test
  void refuseTheTestsOfSeveralSettings() {
    StudyStore store = rangeTest(folder, "lr-range-m-50", new Outcome.Completed(), 100, rising());
    store.append(ended("lr-range-m-100", new Outcome.Completed(), 100, rising()));

    assertThatThrownBy(this::values)
        .isInstanceOf(CommandException.class)
        .hasMessage(
            "%s has the range tests of 2 settings: run lr-range without lr-range.over, and name its folder",
            folder);
  }

  @Test
  void areReadByTheChosenRule() throws IOException {
    given = new StudyTexts(folder).read("lr-range.rule = minimum");
    rangeTest(folder, rising());

    // A tenth of a rate with the lowest loss, which is level from 0.050 on.
    assertThat((Double) values().get(1).value().unwrapped()).isBetween(0.0049, 0.0099);
  }

  @Test
  void refuseATestInWhichNothingWasLearnt() {
    rangeTest(folder, new double[20]);

    assertThatThrownBy(this::values)
        .isInstanceOf(CommandException.class)
        .hasMessageStartingWith(
            "the range test in %s gives no suggestion: 1 of 1 seed: the accuracy never rose: raise lr-range.eta-max",
            folder);
  }

  static Stream<Arguments> unusable() {
    Outcome diverged = new Outcome.Diverged("the loss was NaN");
    double[] few = IntStream.range(0, 6).mapToDouble(i -> 0.1 * i).toArray();
    double[] slight = new double[40];
    Arrays.fill(slight, 0.1125);
    slight[0] = 0.1;
    Arrays.fill(slight, 30, 40, 0.1129);
    return Stream.of(
        Arguments.of(
            new Outcome.Completed(),
            7,
            few,
            "the training has 7 updates, and a suggestion needs 10 points, at most one for each update: raise lr-range.epochs or lower batch_size"),
        Arguments.of(
            diverged,
            6,
            few,
            "the training diverged after 6 updates, and a suggestion needs 10 points: lower lr-range.eta-max"),
        Arguments.of(
            new Outcome.Completed(),
            100,
            few,
            "6 points were measured, and a suggestion needs 10 points: raise lr-range.points"),
        Arguments.of(
            diverged,
            20,
            new double[20],
            "the training diverged before the accuracy rose: lower lr-range.eta-max"),
        Arguments.of(
            new Outcome.Failed("no memory"),
            0,
            few,
            "the training failed (no memory): fix the cause and run the test again"),
        Arguments.of(
            new Outcome.Completed(),
            40,
            slight,
            "the start and the end of the rise are not distinguishable, so"));
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void refuseATestThatSuggestsNothingAndSayWhy(
      Outcome outcome, long updates, double[] accuracies, String why) {
    rangeTest(folder, outcome, updates, accuracies);

    assertThatThrownBy(() -> values())
        .isInstanceOf(CommandException.class)
        .hasMessageStartingWith(
            "the range test in %s gives no suggestion: 1 of 1 seed: %s", folder, why);
  }

  private List<Assignment> values() {
    return CommandLine.populateCommand(new SuggestedRates(), "--use-suggested", folder.toString())
        .values(given);
  }

  /** A range test of one seed with these accuracies at learning rates 0.001 apart. */
  static void rangeTest(Path folder, double... accuracies) {
    rangeTest(folder, new Outcome.Completed(), 100, accuracies);
  }

  private static void rangeTest(Path folder, Outcome outcome, long updates, double... accuracies) {
    rangeTest(folder, RangeTestRows.STAGE, outcome, updates, accuracies);
  }

  private static StudyStore rangeTest(
      Path folder, String stage, Outcome outcome, long updates, double... accuracies) {
    List<Stage> stages =
        Stream.of(stage, "lr-range-m-100").<Stage>map(name -> Stage.of(name, 1)).toList();
    Study study = new Study("test", 1, SearchSpace.of(SETTING), stages);
    StudyStore store = Studies.begin(folder, study);
    if (accuracies.length > 0) {
      store.append(ended(stage, outcome, updates, accuracies));
    }
    return store;
  }

  private static EndedTrial ended(
      String stage, Outcome outcome, long updates, double... accuracies) {
    List<Measurement> measurements =
        IntStream.range(0, accuracies.length).mapToObj(i -> at(i, accuracies[i])).toList();
    return new EndedTrial(
        new Trial("test", stage, 0, 7, SETTING),
        Map.of(),
        new TrialResult(outcome, List.of(), measurements, updates),
        new Execution(Instant.EPOCH, Instant.EPOCH, "1", "127.0.0.1", 0),
        Studies.PROVENANCE);
  }

  private static Measurement at(int update, double accuracy) {
    return new Measurement(
        1, update, Measurement.VALIDATION, 5000, update / 1000.0, 2, 2.3 - accuracy, accuracy);
  }

  /** At chance level up to 0.010, then rising to 0.5 at 0.050, then constant. */
  static double[] rising() {
    return IntStream.range(0, 100)
        .mapToDouble(i -> 0.1 + 0.01 * Math.min(Math.max(i - 10, 0), 40))
        .toArray();
  }
}
