package io.github.clrsearch.cli;

import io.github.clrsearch.cli.console.Console;
import io.github.clrsearch.cli.console.TableConsole;
import io.github.clrsearch.cli.console.TrainingConsole;
import io.github.clrsearch.config.StudyConfiguration;
import io.github.clrsearch.config.StudyReader;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.Table1Row;
import io.github.clrsearch.workflow.FinalNetworks;
import io.github.clrsearch.workflow.OpenStudy;
import io.github.clrsearch.workflow.TableEvaluation;
import io.github.clrsearch.workflow.TableStudy;
import io.github.clrsearch.workflow.TestCase;
import io.github.clrsearch.workflow.TestSetEvaluation;
import io.github.clrsearch.workflow.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reproduces Table 1 of the KTH course report as one study. */
@Command(
    name = "table1",
    description = {
      "Reproduces Table 1 of the KTH course report: trains and tests its twelve test cases.",
      "Run the same command to resume: it trains what is missing and prints the table again."
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
      description = {
        "A study whose stages are constant settings (default: ${DEFAULT-VALUE}).",
        "A stage that is not in the report's table is a test case without reference values."
      })
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
    StudyConfiguration given =
        StudyReader.read(file, seeds.values(), overrides.settings(), TrainCommand.REPLACED);
    given.checkTraining();
    TableStudy table = TableStudy.of(given, TestCase.ofReport());
    List<TestCase> chosen = chosen(table.cases());
    TrainingConsole trainings = new TrainingConsole(System.out);
    Console console = new Console(System.out);
    try (OpenStudy open =
        OpenStudy.open(table.configuration(), overrides.folder(), trainings::note)) {
      console.header(open);
      List<Table1Row> rows = rows(open, table, chosen, trainings);
      console.page(open.store(), given.rangeTest().smoothing());
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
            "--only must name test cases of %s, which are %s, but got %d"
                .formatted(file, numbers, number));
      }
    }
    return cases.stream().filter(each -> only.isEmpty() || only.contains(each.number())).toList();
  }

  /** Runs the missing trainings of the chosen test cases in parallel, and tests the networks. */
  static List<Table1Row> rows(
      OpenStudy open, TableStudy table, List<TestCase> chosen, TrainingListener listener)
      throws InterruptedException {
    TableConsole console = new TableConsole(System.out);
    console.sharedTrainings(table.cases(), chosen);
    List<Trial> trials =
        chosen.stream()
            .map(TestCase::stage)
            .distinct()
            .flatMap(stage -> table.trials(stage).stream())
            .toList();
    FinalNetworks networks = new FinalNetworks(open);
    Map<String, List<EndedTrial>> ended =
        networks.train(trials, listener).stream()
            .collect(Collectors.groupingBy(end -> end.trial().stage()));
    TableEvaluation evaluation = new TableEvaluation(open, new TestSetEvaluation(open, networks));
    List<Table1Row> rows =
        chosen.stream()
            .map(
                each ->
                    evaluation.row(
                        each, table.settings().get(each.stage()), ended.get(each.stage())))
            .toList();
    open.store().results().keepTable1(rows);
    console.table(rows);
    return rows;
  }
}
