package io.github.clrsearch.cli;

import io.github.clrsearch.cli.console.Console;
import io.github.clrsearch.cli.console.RangeTestConsole;
import io.github.clrsearch.cli.console.TrainingConsole;
import io.github.clrsearch.config.StudyConfiguration;
import io.github.clrsearch.config.StudyConfiguration.RangeTestPlan;
import io.github.clrsearch.config.StudyConfiguration.Rise;
import io.github.clrsearch.report.RangeTestRows;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.Trials;
import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.training.Hyperparameter;
import io.github.clrsearch.training.MeasurementPlan;
import io.github.clrsearch.workflow.OpenStudy;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the learning rate range test. */
@Command(
    name = "lr-range",
    description = {
      "Runs a learning rate range test and suggests eta_min and eta_max.",
      "The learning rate rises until the loss explodes. Several rules read the suggestion from the",
      "accuracy or the loss; lr-range.rule selects one of them."
    },
    footer = {
      "",
      "Examples:",
      "  ./submit.sh lr-range conf/final.conf",
      "  ./submit.sh lr-range conf/final.conf --set space.m=1000 --set lr-range.seeds=5",
      "  ./submit.sh lr-range conf/final.conf --set lr-range.over.batch_size=[50,100,200]"
    })
final class LrRangeCommand implements Callable<Integer> {
  /** Keys that the test ignores, and what to do instead. */
  private static final Map<String, String> REPLACED =
      Map.of(
          "space.lambda", "it trains without a penalty; remove the option",
          "space.k", "the learning rate rises for lr-range.epochs; set that instead",
          "space.n_cycles", "the learning rate rises once; remove the option",
          "space.eta_min", "the learning rate rises from lr-range.eta-min; set that instead",
          "space.eta_max", "the learning rate rises to lr-range.eta-max; set that instead",
          "measure.per-cycle", "it measures lr-range.points times; set that instead",
          "measure.subset", "it measures the whole validation split; remove the option");

  @Mixin private StudyOptions options;

  @Override
  public Integer call() throws IOException, InterruptedException {
    StudyConfiguration configuration = variant(options.readOneSetting(List.of(), REPLACED));
    Study study = configuration.study();
    RangeTestPlan test = configuration.rangeTest();
    Console console = new Console(System.out);
    TrainingConsole trainings = new TrainingConsole(System.out);
    try (OpenStudy open = OpenStudy.open(configuration, options.folder(), trainings::note)) {
      console.header(open);
      List<Trial> trials =
          study.stages().stream()
              .flatMap(stage -> trials(study, stage, test.seeds()).stream())
              .toList();
      open.complete(open.objective().forRangeTest(), trials, ended -> {}, trainings);
      // All seeds in the folder, even if fewer were requested now, as --use-suggested and the page
      // do.
      List<RangeTestRows> tests = RangeTestRows.all(open.store().trials());
      open.store()
          .results()
          .keepRangeTest(
              tests.stream()
                  .flatMap(rows -> rows.rows(test.rule(), test.smoothing()).stream())
                  .toList());
      boolean suggested =
          new RangeTestConsole(System.out, test.rule(), test.smoothing())
              .print(tests, open.store().location());
      console.pictures(open.store(), test.smoothing());
      console.page(open.store(), test.smoothing());
      return suggested ? 0 : Main.FAILED;
    }
  }

  private static List<Trial> trials(Study study, Stage stage, int seeds) {
    Setting setting = study.space().with(stage.space()).onlySetting();
    return Trials.repetitions(study, stage.name(), setting, seeds);
  }

  /** The study of the test: one rise, no L2 penalty, measured on the whole validation split. */
  static StudyConfiguration variant(StudyConfiguration given) {
    RangeTestPlan test = given.rangeTest();
    SearchSpace space =
        given
            .study()
            .space()
            .with(Hyperparameter.LAMBDA.key(), new Constant(0))
            .with(Hyperparameter.K.key(), new Constant(test.epochs()))
            .with(Hyperparameter.N_CYCLES.key(), new Constant(1))
            .with(Hyperparameter.ETA_MIN.key(), new Constant(test.etaMin()))
            .with(Hyperparameter.ETA_MAX.key(), new Constant(test.etaMax()));
    return given
        .with(given.method().with(test.rise().schedule()))
        .with(
            new Study(
                given.study().name() + "-" + RangeTestRows.STAGE,
                given.study().seed(),
                SearchSpace.of(space.onlySetting()),
                stages(test)),
            new MeasurementPlan(
                2 * test.points(),
                // Unknown until the data is read if it is in files of its own.
                given.data().validation() > 0 ? given.data().validation() : Integer.MAX_VALUE,
                test.rise() == Rise.LINEAR
                    ? MeasurementPlan.Early.DOUBLING
                    : MeasurementPlan.Early.NONE));
  }

  /** One stage, or one per value that is compared. */
  private static List<Stage> stages(RangeTestPlan test) {
    return test.over()
        .map(
            over ->
                over.values().stream()
                    .map(value -> stage(over.hyperparameter().key(), value, test.seeds()))
                    .toList())
        .orElseGet(() -> List.of(Stage.of(RangeTestRows.STAGE, test.seeds())));
  }

  private static Stage stage(String hyperparameter, double value, int seeds) {
    return Stage.of(
        RangeTestRows.stage(hyperparameter, value),
        seeds,
        List.of(),
        Map.of(hyperparameter, new Constant(value)));
  }
}
