package io.github.clrsearch.cli;

import io.github.clrsearch.cli.console.Console;
import io.github.clrsearch.cli.console.TestResultConsole;
import io.github.clrsearch.cli.console.TrainingConsole;
import io.github.clrsearch.cluster.jobs.SearchException;
import io.github.clrsearch.config.Assignment;
import io.github.clrsearch.config.ConfigurationException;
import io.github.clrsearch.config.StudyConfiguration;
import io.github.clrsearch.report.ShellWord;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.Trials;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.store.TestedRow;
import io.github.clrsearch.training.TrainingMethod;
import io.github.clrsearch.workflow.BestSetting;
import io.github.clrsearch.workflow.CommandException;
import io.github.clrsearch.workflow.FinalNetworks;
import io.github.clrsearch.workflow.OpenStudy;
import io.github.clrsearch.workflow.StudyFolders;
import io.github.clrsearch.workflow.TestSetEvaluation;
import io.github.clrsearch.workflow.TrainingListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains one or more final networks, tests each once, and keeps them. */
@Command(
    name = "train",
    description = {
      "Trains a final network with given hyperparameters, tests it once, and keeps it.",
      "Results are rows of the study's views and one safetensors file per cycle in networks/.",
      "Ensembles of its snapshots, and of networks with different seeds, are tested as well."
    },
    footer = {
      "",
      "Examples:",
      "  ./submit.sh train conf/final.conf --set space.lambda=5.1e-4 --set space.m=1000",
      "  ./submit.sh train conf/final.conf --best-of runs/coarse-to-fine",
      "  ./submit.sh train conf/final.conf --seeds 4"
    })
public final class TrainCommand implements Callable<Integer> {
  private static final String STAGE = "train";

  /** Keys that final networks ignore, and what to do instead. */
  public static final Map<String, String> REPLACED =
      Map.of("data.validation", "final networks use train.validation; set that instead");

  @Mixin private StudyOptions options;
  @Mixin private SuggestedRates suggested;

  @Option(
      names = "--best-of",
      paramLabel = "DIR",
      description = {
        "Takes the best hyperparameters of a study: those with the highest mean if a",
        "stage has confirmed some, otherwise those with the highest accuracy.",
        "--use-suggested and --set override them."
      })
  private String bestOf;

  @Mixin private SeedsOption seeds;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Assignment> found = found();
    StudyConfiguration configuration = configuration(found);
    Study study = configuration.study();
    Console console = new Console(System.out);
    TrainingConsole trainings = new TrainingConsole(System.out);
    try (OpenStudy open = OpenStudy.open(configuration, options.folder(), trainings::note)) {
      console.header(open);
      console.sources(options.sources(found));
      Setting setting = study.space().onlySetting();
      System.out.printf("%ntraining with %s%n", setting);
      train(open, setting, console, trainings);
      String folder = open.store().location();
      System.out.printf("%nnetworks: %s/networks%n", folder);
      System.out.printf(
          "export a model: ./submit.sh export %s; classify images: ./submit.sh predict %s IMAGE%n",
          ShellWord.of(folder), ShellWord.of(folder));
      console.hint(options.named(open), "tests, confusions, ...");
      console.pictures(open.store(), configuration.rangeTest().smoothing());
      console.page(open.store(), configuration.rangeTest().smoothing());
      return 0;
    }
  }

  /** Overrides from options other than {@code --set}, the lowest precedence first. */
  List<Assignment> found() {
    List<Assignment> found = new ArrayList<>(seeds.values());
    found.addAll(best());
    found.addAll(suggested.values(options.readOneSetting(found, REPLACED)));
    return found;
  }

  /** The study of the one setting that the file and options define. */
  StudyConfiguration configuration(List<Assignment> found) {
    StudyConfiguration given = options.readOneSetting(found, REPLACED);
    return variant(given, given.study().space());
  }

  /** Runs the missing trainings and tests. */
  public static void train(
      OpenStudy open, Setting setting, Console console, TrainingListener trainings)
      throws InterruptedException {
    StudyConfiguration configuration = open.configuration();
    FinalNetworks networks = new FinalNetworks(open);
    List<EndedTrial> ended =
        networks.train(
            Trials.repetitions(
                configuration.study(), STAGE, setting, configuration.train().seeds()),
            trainings);
    int last = setting.integer(Candidate.CYCLES);
    List<EndedTrial> whole =
        ended.stream().filter(end -> FinalNetworks.hasCycle(end, last)).toList();
    if (whole.isEmpty()) {
      throw failed(open, ended.get(0));
    }
    TestSetEvaluation test = new TestSetEvaluation(open, networks);
    TestResultConsole tests = new TestResultConsole(System.out);
    List<TestedRow> single = whole.stream().map(end -> test.of(end, last)).toList();
    if (ended.size() == 1) {
      tests.network(single.get(0));
    } else {
      tests.networks(single, ended.size());
    }
    if (whole.size() > 1) {
      tests.together(test.together(whole, last));
    }
  }

  private static SearchException failed(OpenStudy open, EndedTrial ended) {
    return new SearchException(
        "the training produced no network: %s. Correct the setting and use another folder, or remove trials/ in %s to retrain it"
            .formatted(ended.result().outcome().text(), open.store().location()));
  }

  /** The study of one setting, with the split for final networks. */
  public static StudyConfiguration variant(StudyConfiguration given, SearchSpace space) {
    Study study = given.study();
    Setting setting = only(space);
    return given
        .with(
            new Study(
                study.name(),
                study.seed(),
                SearchSpace.of(setting),
                List.of(Stage.of(STAGE, given.train().seeds()))),
            given.measure())
        .withFinalSplit();
  }

  private static Setting only(SearchSpace space) {
    try {
      return space.onlySetting();
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(List.of(e.getMessage()));
    }
  }

  /** The best setting of a study; empty if the option is not given. */
  private List<Assignment> best() {
    if (bestOf == null) {
      return List.of();
    }
    StudyStore study = StudyFolders.open(bestOf);
    Setting best =
        BestSetting.of(study)
            .orElseThrow(
                () -> new CommandException("%s has no trial with an accuracy".formatted(bestOf)));
    String option = "--best-of " + bestOf;
    TrainingMethod method = TrainingMethod.of(study.header().definition());
    List<Assignment> found = new ArrayList<>(Assignment.ofMethod(option, method));
    best.values()
        .forEach((name, value) -> found.add(Assignment.ofHyperparameter(option, name, value)));
    return found;
  }
}
