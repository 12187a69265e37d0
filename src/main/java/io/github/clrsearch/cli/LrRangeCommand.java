package io.github.clrsearch.cli;

import io.github.clrsearch.cli.console.Console;
import io.github.clrsearch.cli.console.TrainingConsole;
import io.github.clrsearch.config.StudyConfiguration;
import io.github.clrsearch.config.StudyConfiguration.RangeTestPlan;
import io.github.clrsearch.report.RangeTestRows;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.Trials;
import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.training.Hyperparameter;
import io.github.clrsearch.training.LearningRateSuggestion;
import io.github.clrsearch.training.MeasurementPlan;
import io.github.clrsearch.training.TrainingMethod;
import io.github.clrsearch.workflow.OpenStudy;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the learning rate range test. */
@Command(
    name = "lr-range",
    description = {
      "Runs a learning rate range test and suggests eta_min and eta_max.",
      "The learning rate rises during training. eta_min is where the validation accuracy starts to",
      "rise, eta_max where it becomes ragged or level."
    },
    footer = {
      "",
      "Examples:",
      "  ./submit.sh lr-range conf/final.conf",
      "  ./submit.sh lr-range conf/final.conf --set space.m=1000 --set lr-range.seeds=5"
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
    String folder = options.folder() == null ? "runs/" + study.name() : options.folder();
    Console console = new Console(System.out);
    TrainingConsole trainings = new TrainingConsole(System.out);
    try (OpenStudy open = OpenStudy.open(configuration, folder, trainings::note)) {
      console.header(open);
      List<Trial> trials =
          Trials.repetitions(study, RangeTestRows.STAGE, study.space().onlySetting(), test.seeds());
      open.complete(open.objective().forRangeTest(), trials, ended -> {}, trainings);
      // All seeds in the folder, even if fewer were requested now, as --use-suggested and the page
      // do.
      List<EndedTrial> ended = List.copyOf(open.store().trials(RangeTestRows.STAGE).values());
      RangeTestRows rows = RangeTestRows.of(ended);
      Optional<LearningRateSuggestion> suggestion = rows.suggestion(test.smoothing());
      console.rangeTest(
          suggestion, rows.obstacles(test.smoothing()), ended.size(), open.store().location());
      console.pictures(open.store(), test.smoothing());
      console.page(open.store(), test.smoothing());
      return suggestion.isPresent() ? 0 : Main.FAILED;
    }
  }

  /** The study of the test: one rise, no L2 penalty, measured on the whole validation split. */
  private static StudyConfiguration variant(StudyConfiguration given) {
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
        .with(TrainingMethod.DEFAULT)
        .with(
            new Study(
                given.study().name() + "-" + RangeTestRows.STAGE,
                given.study().seed(),
                SearchSpace.of(space.onlySetting()),
                List.of(Stage.of(RangeTestRows.STAGE, test.seeds()))),
            new MeasurementPlan(
                2 * test.points(), given.data().validation(), MeasurementPlan.Early.DOUBLING));
  }
}
