package io.github.clrsearch.cli.console;

import io.github.clrsearch.data.formats.CifarLayout;
import io.github.clrsearch.search.space.Numbers;
import io.github.clrsearch.store.Table1Row;
import io.github.clrsearch.workflow.TestCase;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Prints Table 1. */
public final class TableConsole {
  private static final String NONE = "-";
  private static final List<String> HEADER =
      List.of(
          "TC",
          "lambda",
          "n_s",
          "cycles",
          "p_x",
          "p_h",
          "m",
          "improvements",
          "report",
          "PyTorch",
          "network",
          "vote",
          "mean",
          "- report",
          "- PyTorch");

  private final PrintStream out;

  public TableConsole(PrintStream out) {
    this.out = out;
  }

  /** Prints which test cases are different cycle ends of one training. */
  public void sharedTrainings(List<TestCase> all, List<TestCase> chosen) {
    out.println();
    chosen.stream()
        .map(TestCase::stage)
        .distinct()
        .forEach(
            stage -> {
              List<String> cases =
                  all.stream()
                      .filter(each -> each.stage().equals(stage))
                      .map(each -> "%d (cycle %d)".formatted(each.number(), each.cycle()))
                      .toList();
              if (cases.size() > 1) {
                out.printf("training %s gives test cases %s%n", stage, String.join(", ", cases));
              }
            });
  }

  /** Prints the table, with accuracies in percent. */
  public void table(List<Table1Row> rows) {
    int trainings = rows.stream().mapToInt(Table1Row::trainings).max().orElse(0);
    out.println();
    out.printf(
        "test accuracy in percent%s%n",
        trainings > 1
            ? ": mean of %d trainings (standard deviation)".formatted(trainings)
            : ", one training each");
    List<List<String>> cells = new ArrayList<>(List.of(HEADER));
    rows.forEach(row -> cells.add(cells(row)));
    print(cells);
    out.println(
        "network: at the end of the last cycle; vote and mean: ensembles of the networks of all cycles");
    out.println(
        "- report: vote (without an ensemble, network) minus report, whose ensembles use majority votes");
    out.println(
        "- PyTorch: mean (without an ensemble, network) minus PyTorch, whose ensembles average probabilities");
    rows.stream()
        .filter(row -> row.trainings() < trainings || row.trainings() == 0)
        .forEach(
            row ->
                out.printf(
                    "test case %d: only %d trainings produced a network; the view trials has the reasons (stage %s)%n",
                    row.testCase(), row.trainings(), row.stage()));
    rows.stream()
        .map(Table1Row::data)
        .filter(data -> !data.equals(CifarLayout.CIFAR_10.name()))
        .findFirst()
        .ifPresent(
            data ->
                out.printf(
                    "the data is %s, not CIFAR-10: these accuracies cannot be compared with the report%n",
                    data));
  }

  private static List<String> cells(Table1Row row) {
    Double vote = row.voteAccuracy() == null ? row.accuracy() : row.voteAccuracy();
    Double mean = row.meanAccuracy() == null ? row.accuracy() : row.meanAccuracy();
    return List.of(
        Integer.toString(row.testCase()),
        Numbers.brief(row.lambda()),
        row.nS() == null ? NONE : row.nS().toString(),
        Integer.toString(row.cycle()),
        Numbers.brief(row.pX()),
        Numbers.brief(row.pH()),
        Integer.toString(row.m()),
        row.improvements().isEmpty() ? NONE : row.improvements(),
        percent(row.reportAccuracy()),
        percent(row.pytorchAccuracy()),
        percent(row.accuracy(), row.accuracyDeviation()),
        percent(row.voteAccuracy(), row.voteDeviation()),
        percent(row.meanAccuracy(), row.meanDeviation()),
        difference(vote, row.reportAccuracy()),
        difference(mean, row.pytorchAccuracy()));
  }

  private static String percent(Double accuracy) {
    return accuracy == null ? NONE : "%.2f".formatted(100 * accuracy);
  }

  private static String percent(Double accuracy, Double deviation) {
    return percent(accuracy) + (deviation == null ? "" : " (%.2f)".formatted(100 * deviation));
  }

  private static String difference(Double ours, Double theirs) {
    return ours == null || theirs == null ? NONE : "%+.2f".formatted(100 * (ours - theirs));
  }

  /** Prints right-aligned columns. */
  private void print(List<List<String>> cells) {
    for (List<String> row : cells) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        int of = column;
        int width = cells.stream().mapToInt(other -> other.get(of).length()).max().orElse(0);
        line.append(("  %" + width + "s").formatted(row.get(column)));
      }
      out.println(line.substring(2));
    }
  }
}
