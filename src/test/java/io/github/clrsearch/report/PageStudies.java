package io.github.clrsearch.report;

import io.github.clrsearch.data.ImageShape;
import io.github.clrsearch.data.Standardizer;
import io.github.clrsearch.network.Network;
import io.github.clrsearch.search.ConfirmingStage;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.findings.ConfirmationResult;
import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.IntegerUniform;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Seeds;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.EnsembleResult;
import io.github.clrsearch.search.trial.Measurement;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Observation;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.ComparisonRow;
import io.github.clrsearch.store.ConfirmedRow;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.Execution;
import io.github.clrsearch.store.FrozenStage;
import io.github.clrsearch.store.ImportanceRow;
import io.github.clrsearch.store.NetworkFile.Kept;
import io.github.clrsearch.store.Studies;
import io.github.clrsearch.store.StudyHeader;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.store.Table1Row;
import io.github.clrsearch.store.TestedRow;
import io.github.clrsearch.store.TestedRow.ConfusionRow;
import io.github.clrsearch.store.TestedRow.TestRow;
import io.github.clrsearch.training.SuggestionRule;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Small studies with everything that a page shows, and with hostile names. */
public final class PageStudies {
  /**
   * A text that would end a script, an element or an attribute and run code if it were read as
   * HTML.
   */
  static final String HOSTILE =
      "</script></title><img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script>'\"&";

  static final int SMOOTHING = 5;
  static final int COARSE = 12;
  static final int FINE = 8;
  static final Instant STARTED = Instant.parse("2026-11-24T08:00:00Z");
  public static final int IMAGES = 2000;
  public static final Metric METRIC = Metric.accuracy(IMAGES);
  private static final int RANGE_POINTS = 20;
  private static final int CYCLES = 2;
  private static final ImageShape SHAPE = new ImageShape(3, 4, 4);
  private static final LogUniform LAMBDA = new LogUniform(1e-5, 1e-1);
  private static final SearchSpace SPACE =
      SearchSpace.empty()
          .with("lambda", LAMBDA)
          .with("k", new IntegerUniform(2, 8))
          .with("n_cycles", new Constant(CYCLES))
          .with("eta_min", new Constant(1e-5))
          .with("eta_max", new Constant(0.1));

  private PageStudies() {}

  /** A study that searches in two stages. */
  static final Study SEARCHING =
      new Study(
          "s",
          1,
          SPACE,
          List.of(Stage.of("coarse", COARSE), Stage.of("fine", FINE, List.of("lambda"), Map.of())));

  /** The same with a third stage, which retrains the best settings. */
  public static final Study CONFIRMING =
      new Study(
          "s",
          1,
          SPACE,
          List.of(
              Stage.of("coarse", COARSE),
              Stage.of("fine", FINE, List.of("lambda"), Map.of()),
              new ConfirmingStage("again", 2, 0, 2)));

  /** A study with a hostile name and no trial. */
  static StudyStore begin(Path folder) {
    StudyStore store = begin(folder, SEARCHING);
    store.stages().freeze(new FrozenStage("coarse", SPACE, List.of(), Map.of(), List.of()));
    return store;
  }

  private static StudyStore begin(Path folder, Study study) {
    StudyHeader plain = Studies.header(study);
    StudyHeader header =
        new StudyHeader(
            plain.layout(),
            HOSTILE,
            plain.seed(),
            plain.definition(),
            plain.columns(),
            plain.metric(),
            plain.provenance());
    return StudyStore.begin(folder.toString(), header, Studies.HADOOP);
  }

  /** The same with both stages, one trial that diverged, one that failed, and a final test. */
  static StudyStore whole(Path folder) {
    return search(begin(folder));
  }

  /** The same with retrained settings. */
  public static StudyStore confirmed(Path folder) {
    StudyStore store = begin(folder, CONFIRMING);
    store.stages().freeze(new FrozenStage("coarse", SPACE, List.of(), Map.of(), List.of()));
    search(store);
    List<Observation> chosen =
        store.trials().stream()
            .filter(ended -> ended.trial().stage().equals("fine") && ended.trial().number() > 5)
            .map(ended -> Observation.of(ended.candidates(METRIC).get(1)))
            .toList();
    Stage stage = CONFIRMING.stages().get(2);
    store
        .stages()
        .freeze(FrozenStage.confirming(stage, chosen, Map.of("coarse", COARSE, "fine", FINE)));
    for (int i = 0; i < 4; i++) {
      EndedTrial plain = trial("again", i, 0.005, 0.6 - 0.01 * i);
      Trial trial =
          new Trial("s", "again", i, 1 + i / 2, plain.trial().seed(), chosen.get(i % 2).setting());
      store.append(
          new EndedTrial(
              trial,
              Map.of("n_s", 50 * trial.setting().value("k")),
              plain.result(),
              plain.execution(),
              plain.provenance()));
    }
    double[][] accuracies = {{0.6, 0.58}, {0.59, 0.57}};
    ConfirmationResult confirmed = ConfirmationResult.of(chosen, accuracies, METRIC);
    store
        .findings()
        .keepConfirmed(
            "again",
            ConfirmedRow.of("s", "again", confirmed),
            confirmed.comparisons().stream()
                .map(pair -> ComparisonRow.of("s", "again", pair))
                .toList());
    return store;
  }

  /** A learning rate range test of three seeds, read by the rule of the report. */
  static StudyStore rangeTest(Path folder) {
    StudyStore store = rangeTest(folder, RangeTestRows.STAGE);
    store
        .results()
        .keepRangeTest(
            RangeTestRows.all(store.trials()).stream()
                .flatMap(test -> test.rows(SuggestionRule.REPORT, SMOOTHING).stream())
                .toList());
    return store;
  }

  /** Range tests of three seeds each in the given stages. */
  static StudyStore rangeTest(Path folder, String... stages) {
    SearchSpace space = SearchSpace.of(trial("coarse", 0, 0.01, 0.5).trial().setting());
    StudyStore store =
        begin(
            folder,
            new Study(
                "s", 1, space, Stream.of(stages).<Stage>map(stage -> Stage.of(stage, 3)).toList()));
    Stream.of(stages).forEach(stage -> addRangeTest(store, stage));
    return store;
  }

  private static void addRangeTest(StudyStore store, String stage) {
    for (int seed = 0; seed < 3; seed++) {
      List<Measurement> measurements = new ArrayList<>();
      for (int i = 0; i <= RANGE_POINTS; i++) {
        double eta = 0.1 * i / RANGE_POINTS;
        double accuracy = 0.1 + 0.4 * Math.min(1, i / 10.0) + 0.001 * seed;
        double loss = 2.3 - 0.1 * Math.min(i, 10) + 0.05 * Math.max(0, i - 15);
        measurements.add(
            new Measurement(
                i == 0 ? 0 : 1, i, Measurement.VALIDATION, IMAGES, eta, 2, loss, accuracy));
      }
      store.append(
          ended(
              stage,
              seed,
              0.01,
              new TrialResult(new Outcome.Completed(), List.of(), measurements, RANGE_POINTS)));
    }
  }

  /** The report's table, of two test cases. */
  static StudyStore table(Path folder) {
    SearchSpace space = SearchSpace.of(trial("coarse", 0, 0.01, 0.5).trial().setting());
    StudyStore store = begin(folder, new Study("s", 1, space, List.of(Stage.of("case-1", 1))));
    store.append(trial("case-1", 0, 0.01, 0.5));
    store.results().keepTable1(List.of(testCase(1), testCase(2)));
    return store;
  }

  private static Table1Row testCase(int number) {
    return new Table1Row(
        "s",
        number,
        "case-1",
        2,
        0.01,
        100L,
        1,
        1,
        50,
        "a, b",
        "ensemble",
        "synthetic",
        2,
        0.5,
        0.01,
        0.52,
        0.01,
        0.53,
        0.01,
        0.51,
        0.505);
  }

  private static StudyStore search(StudyStore store) {
    store
        .stages()
        .freeze(
            new FrozenStage(
                "fine",
                SPACE.with("lambda", new LogUniform(1e-3, 1e-2)),
                List.of("lambda: narrowed " + HOSTILE),
                Map.of("coarse", COARSE),
                List.of()));
    coarse().forEach(store::append);
    for (int i = 0; i < FINE; i++) {
      store.append(trial("fine", i, 1e-3 * Math.pow(10, i / (double) FINE), 0.55 + 0.01 * i));
    }
    store.findings().keepNotes(List.of("doubt it " + HOSTILE));
    store
        .findings()
        .keepImportance(
            List.of(
                new ImportanceRow("s", "all", "lambda", 0.7, 20),
                new ImportanceRow("s", "all", "k", 0.2, 20)));
    store.results().keep(tested());
    store
        .results()
        .keep(
            "fine-00007-cycle-02",
            new Kept(
                Network.random(SHAPE.size(), 5, 2, 1),
                Standardizer.of(new float[SHAPE.size()], new float[SHAPE.size()]),
                Map.of("image_shape", SHAPE.toString())));
    return store;
  }

  /** The trials of the first stage. */
  static List<EndedTrial> coarse() {
    List<EndedTrial> trials = new ArrayList<>();
    for (int i = 0; i < COARSE - 2; i++) {
      trials.add(trial("coarse", i, 1e-5 * Math.pow(10, 0.4 * i), 0.4 + 0.01 * i));
    }
    trials.add(wrong("coarse", COARSE - 2, new Outcome.Diverged("the loss is not finite")));
    trials.add(wrong("coarse", COARSE - 1, new Outcome.Failed("it failed: " + HOSTILE)));
    return trials;
  }

  /** A trial that completed its cycles. */
  static EndedTrial trial(String stage, int number, double lambda, double accuracy) {
    List<CycleResult> cycles = new ArrayList<>();
    List<Measurement> measurements = new ArrayList<>();
    for (int cycle = 1; cycle <= CYCLES; cycle++) {
      double now = accuracy - 0.05 * (CYCLES - cycle);
      cycles.add(
          new CycleResult(
              cycle,
              100L * cycle,
              1,
              1,
              now,
              1.5,
              1.4,
              now,
              List.of(new EnsembleResult("all", "mean", "1", now)),
              Map.of()));
      measurements.add(measurement(100L * cycle, Measurement.TRAINING, 400, now));
      measurements.add(measurement(100L * cycle, Measurement.VALIDATION, IMAGES, now));
    }
    return ended(
        stage, number, lambda, new TrialResult(new Outcome.Completed(), cycles, measurements, 200));
  }

  private static Measurement measurement(long update, String split, int images, double accuracy) {
    return new Measurement((int) (update / 100), update, split, images, 0.05, 2, 1.5, accuracy);
  }

  private static EndedTrial wrong(String stage, int number, Outcome outcome) {
    return ended(stage, number, 0.09, new TrialResult(outcome, List.of(), List.of(), 50));
  }

  private static EndedTrial ended(String stage, int number, double lambda, TrialResult result) {
    Map<String, Double> setting = new LinkedHashMap<>();
    setting.put("lambda", lambda);
    setting.put("k", 2.0 + number % 7);
    setting.put("n_cycles", (double) CYCLES);
    setting.put("eta_min", 1e-5);
    setting.put("eta_max", 0.1);
    Instant start = STARTED.plusSeconds(60L * number + (stage.equals("fine") ? 3600 : 0));
    return new EndedTrial(
        new Trial("s", stage, number, Seeds.trial(1, stage, number), new Setting(setting)),
        Map.of("n_s", 50 * setting.get("k")),
        result,
        new Execution(start, start.plusSeconds(30), "1", "127.0.0.1", 0),
        Studies.PROVENANCE);
  }

  private static TestedRow tested() {
    return new TestedRow(
        "s",
        "fine",
        7,
        1,
        CYCLES,
        "2026-11-24T10:00:00Z",
        Studies.PROVENANCE,
        List.of("cat " + HOSTILE, "dog"),
        List.of(
            new TestRow(
                "single",
                TestedRow.ALONE,
                "7/2",
                100,
                0.6,
                0.5,
                0.69,
                1.2,
                0.62,
                List.of(
                    new ConfusionRow(0, 0, 40),
                    new ConfusionRow(0, 1, 10),
                    new ConfusionRow(1, 0, 30),
                    new ConfusionRow(1, 1, 20)))));
  }
}
