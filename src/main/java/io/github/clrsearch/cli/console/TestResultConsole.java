package io.github.clrsearch.cli.console;

import io.github.clrsearch.search.trial.EnsembleResult;
import io.github.clrsearch.store.TestedRow;
import io.github.clrsearch.store.TestedRow.TestRow;
import io.github.clrsearch.training.EnsembleScores;
import io.github.clrsearch.training.FinalEnsembles;
import java.io.PrintStream;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/** Prints the tests of final networks. */
public final class TestResultConsole {
  /** A larger confusion matrix does not fit on a screen. */
  private static final int MOST_CLASSES = 20;

  /** Minimum width of a column of the matrix, in characters. */
  private static final int COLUMN = 7;

  /** Maximum width of all columns together if class names are long. */
  private static final int COLUMNS = 72;

  private final PrintStream out;

  public TestResultConsole(PrintStream out) {
    this.out = out;
  }

  /** Prints the test of one network, and of the ensembles of its snapshots. */
  public void network(TestedRow tested) {
    TestRow single = tested.test(FinalEnsembles.SINGLE, TestedRow.ALONE);
    out.println();
    out.printf("%s (%d images), test loss %s%n", accuracy(single), single.images(), loss(single));
    confusion(tested, single);
    ensembles(tested);
    augmented(tested);
  }

  /**
   * Prints the tests of several networks, one line each, and their spread.
   *
   * @param trained number of trainings; some may have produced no network
   */
  public void networks(List<TestedRow> tested, int trained) {
    out.println();
    DescriptiveStatistics accuracies = new DescriptiveStatistics();
    for (TestedRow row : tested) {
      TestRow single = row.test(FinalEnsembles.SINGLE, TestedRow.ALONE);
      out.printf("%s/%d: %s%n", row.stage(), row.number(), accuracy(single));
      accuracies.addValue(100 * single.accuracy());
    }
    String missing =
        tested.size() == trained
            ? ""
            : "; %d of %d trainings produced no network"
                .formatted(trained - tested.size(), trained);
    out.printf(
        "%d networks: mean test accuracy %.2f %%, standard deviation %.2f, lowest %.2f, highest %.2f%s%n",
        tested.size(),
        accuracies.getMean(),
        accuracies.getStandardDeviation(),
        accuracies.getMin(),
        accuracies.getMax(),
        missing);
  }

  /** Prints the test of ensembles of several networks. */
  public void together(TestedRow tested) {
    ensembles(tested);
    String members = tested.cycle() > 1 ? EnsembleScores.ALL : EnsembleScores.last(1);
    out.printf("%nensemble %s, by mean probability:%n", members);
    confusion(tested, tested.test(members, EnsembleResult.MEAN));
  }

  private static String accuracy(TestRow test) {
    return "test accuracy %.2f %%  (95 %% interval %.2f .. %.2f)"
        .formatted(100 * test.accuracy(), 100 * test.accuracyLow(), 100 * test.accuracyHigh());
  }

  private static String loss(TestRow test) {
    return test.loss() == null ? "not finite" : "%.4f".formatted(test.loss());
  }

  private void ensembles(TestedRow tested) {
    List<TestRow> means =
        tested.tests().stream()
            .filter(test -> test.combination().equals(EnsembleResult.MEAN))
            .toList();
    if (means.isEmpty()) {
      return;
    }
    out.printf("%nensembles of snapshots: test accuracy%n");
    out.printf(
        "  %-8s  %16s  %13s  %s%n", "members", "mean probability", "majority vote", "networks");
    for (TestRow mean : means) {
      out.printf(
          "  %-8s  %14.2f %%  %11.2f %%  %s%n",
          mean.members(),
          100 * mean.accuracy(),
          100 * tested.test(mean.members(), EnsembleResult.VOTE).accuracy(),
          mean.networks());
    }
    tested.tests().stream()
        .filter(test -> test.combination().equals(EnsembleResult.WEIGHTS))
        .forEach(
            test ->
                out.printf(
                    "%nsnapshots averaged to one network (%s): %s%n",
                    test.members(), accuracy(test)));
  }

  private void augmented(TestedRow tested) {
    tested.tests().stream()
        .filter(test -> test.members().equals(EnsembleScores.TTA))
        .filter(test -> test.combination().equals(TestedRow.ALONE))
        .forEach(
            test ->
                out.printf(
                    "%naveraged over moved copies of each image (%s): %s%n",
                    test.members(), accuracy(test)));
  }

  private void confusion(TestedRow tested, TestRow test) {
    List<String> names = tested.classNames().stream().map(Printable::line).toList();
    int[][] counts = test.counts(names.size());
    if (names.size() > MOST_CLASSES) {
      out.printf("confusion matrix of %d classes: see the view confusions%n", names.size());
      return;
    }
    int width = names.stream().mapToInt(String::length).max().orElse(0);
    out.printf(
        "accuracy of each class, and confusion matrix (rows: true class, columns: predicted class):%n");
    int column = Math.max(COLUMN, Math.min(width + 1, COLUMNS / names.size()));
    heads(names, width, column);
    for (int label = 0; label < names.size(); label++) {
      row(label, names.get(label), width, column, counts[label]);
    }
  }

  /** The columns' names, each in as many lines as it needs. */
  private void heads(List<String> names, int width, int column) {
    int head = column - 1;
    for (int begin = 0; begin < width; begin += head) {
      StringBuilder line = new StringBuilder(" ".repeat(width + 12));
      for (String name : names) {
        int from = Math.min(begin, name.length());
        String part = name.substring(from, Math.min(from + head, name.length()));
        line.append(("%" + column + "s").formatted(part));
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private void row(int label, String name, int width, int column, int[] counts) {
    int images = 0;
    for (int count : counts) {
      images += count;
    }
    String accuracy = images == 0 ? "-" : "%.2f %%".formatted(100.0 * counts[label] / images);
    out.printf("  %-" + width + "s  %8s", name, accuracy);
    for (int count : counts) {
      out.printf("%" + column + "d", count);
    }
    out.println();
  }
}
