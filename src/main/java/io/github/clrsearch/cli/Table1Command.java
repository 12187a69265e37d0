package io.github.clrsearch.cli;

import io.github.clrsearch.config.StudyConfiguration;
import io.github.clrsearch.config.TableReader;
import io.github.clrsearch.config.TableReader.Table;
import io.github.clrsearch.config.TestCase;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.Trials;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.Table1Row;
import io.github.clrsearch.workflow.FinalNetworks;
import io.github.clrsearch.workflow.FinalTest;
import io.github.clrsearch.workflow.OpenStudy;
import io.github.clrsearch.workflow.TableTest;
import io.github.clrsearch.workflow.TableTraining;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The report's twelve test cases as one study, ours beside the report's. */
@Command(
    name = "table1",
    description = {
      "Trains the report's test cases, each tested once: ours beside the report's.",
      "The same command on the same folder trains what is missing and prints the table again."
    },
    footer = {
      "",
      "Examples:",
      "  ./submit.sh table1",
      "  ./submit.sh table1 --only 1,2,9 --seeds 3",
      "  ./submit.sh table1 --set data.path=data/cifar-10-binary.tar.gz --out runs/table1-b"
    })
final class Table1Command implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "TABLE.conf",
      arity = "0..1",
      defaultValue = "conf/table1.conf",
      description = "The table's configuration (default: ${DEFAULT-VALUE}).")
  private Path file;

  @Option(
      names = "--only",
      paramLabel = "N,N,...",
      split = ",",
      description = "Only these test cases, by number (default: all).")
  private List<Integer> only = new ArrayList<>();

  @Mixin private SeedsOption seeds;
  @Mixin private StudyOverrides overrides;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Table table = TableReader.read(file, seeds.values(), overrides.settings());
    List<TestCase> chosen = chosen(table.cases());
    List<TableTraining> trainings = TableTraining.of(table.cases());
    StudyConfiguration configuration = study(table.configuration(), trainings);
    Console console = new Console(System.out);
    try (OpenStudy open = OpenStudy.open(configuration, overrides.folder())) {
      console.header(open);
      List<Table1Row> rows = rows(open, chosen, trainings, console);
      console.page(open.store(), configuration.rangeTest().smoothing());
      console.hint(overrides.named(open), "table1, tests, ...");
      return rows.stream().anyMatch(row -> row.trainings() == 0) ? Main.FAILED : 0;
    }
  }

  private List<TestCase> chosen(List<TestCase> cases) {
    List<Integer> numbers = cases.stream().map(TestCase::number).toList();
    for (int number : only) {
      if (!numbers.contains(number)) {
        throw new ParameterException(
            spec.commandLine(),
            "--only must name test cases of %s, which has %s, but got %d"
                .formatted(file, numbers, number));
      }
    }
    return cases.stream().filter(each -> only.isEmpty() || only.contains(each.number())).toList();
  }

  /** A stage a training, all of them whatever was chosen: the table stays one study. */
  static StudyConfiguration study(StudyConfiguration given, List<TableTraining> trainings) {
    Study study = given.study();
    List<Stage> stages =
        trainings.stream()
            .map(training -> training.stage(study.space(), given.train().seeds()))
            .toList();
    return given
        .with(new Study(study.name(), study.seed(), study.space(), stages), given.measure())
        .withFinalSplit();
  }

  /** Trains what is missing for the chosen test cases, all together, and tests it. */
  static List<Table1Row> rows(
      OpenStudy open, List<TestCase> chosen, List<TableTraining> trainings, Console console)
      throws InterruptedException {
    List<TableTraining> needed =
        trainings.stream()
            .filter(training -> training.cases().stream().anyMatch(chosen::contains))
            .toList();
    TableConsole printed = new TableConsole(System.out);
    printed.trainings(needed);
    Map<TableTraining, List<Trial>> trials = new LinkedHashMap<>();
    for (TableTraining training : needed) {
      trials.put(training, trials(open, training));
    }
    FinalNetworks networks = new FinalNetworks(open);
    List<EndedTrial> ended =
        networks.train(trials.values().stream().flatMap(List::stream).toList(), console);
    TableTest test = new TableTest(open, new FinalTest(open, networks));
    List<Table1Row> rows = new ArrayList<>();
    for (TestCase each : chosen) {
      TableTraining training =
          needed.stream().filter(one -> one.cases().contains(each)).findFirst().orElseThrow();
      List<Trial> own = trials.get(training);
      rows.add(
          test.row(
              each,
              training.name(),
              ended.stream().filter(end -> own.contains(end.trial())).toList()));
    }
    open.store().results().keepTable1(rows);
    printed.table(rows);
    return rows;
  }

  private static List<Trial> trials(OpenStudy open, TableTraining training) {
    StudyConfiguration configuration = open.configuration();
    return Trials.repetitions(
        configuration.study(),
        training.name(),
        training.longest().setting(),
        configuration.train().seeds());
  }
}
