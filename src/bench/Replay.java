import io.github.clrsearch.search.SearchingStage;
import io.github.clrsearch.search.space.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Compares search methods on stored learning curves: how many updates each method needs to match
 * plain random search with 40 trials. Samplers, stopping rules and refinement are those of the
 * application; only trainings are replaced by curves.
 *
 * <pre>
 * src/bench/measure Replay src/bench/curves.csv [REPETITIONS [CASES.conf [SEARCHES]]]
 * </pre>
 *
 * Instead of the file, {@code crossing} takes invented curves that cross late. From other files, such
 * as {@code wide-curves.csv}, recorded trials themselves are drawn: for stopping rules only.
 *
 * <p>CASES.conf is an output file: the setting that each search chose, to be trained and tested by
 * table1; {@code -} for none. SEARCHES is a regular expression: plain search and those whose names
 * match are run. Those of the stopping rules ({@code rule: ...}) run only if it is given; each ends
 * when it has spent the updates of plain search.
 *
 * <p>The regret of the second table is the optimum less the accuracy without noise of the setting
 * that the search would choose, the one of the highest noisy accuracy so far.
 */
final class Replay {
  private static final double[] PARTS = {0.1, 0.2, 0.3, 0.5, 1};

  private Replay() {}

  public static void main(String[] args) throws Exception {
    Curves curves = curves(args[0]);
    int repetitions = args.length > 1 ? Integer.parseInt(args[1]) : 10;
    List<Found> plain = new ArrayList<>();
    List<Setting> chosen = new ArrayList<>();
    List<String> regrets = new ArrayList<>();
    double optimum = curves.optimum();
    System.out.println(
        "| search | total updates | until plain's best | searches that reach it | until plain's mean | best, % |");
    System.out.println("|---|---|---|---|---|---|");
    for (Map.Entry<String, List<SearchingStage>> search : ReplayedSearches.all(curves.space()).entrySet()) {
      String name = search.getKey();
      boolean ofRule = name.startsWith(ReplayedSearches.RULE);
      if (!plain.isEmpty() && (args.length > 3 ? !name.matches(args[3]) : ofRule)) {
        continue;
      }
      long most = ofRule ? (long) updates(plain) : Long.MAX_VALUE;
      List<Found> found = new ArrayList<>();
      for (int seed = 1; seed <= repetitions; seed++) {
        found.add(
            new Simulation(seed, curves.space(), search.getValue(), Curves.METRIC, curves).run(most));
      }
      if (plain.isEmpty()) {
        plain.addAll(found);
      }
      print(name, found, plain);
      regrets.add(regrets(name, found, (long) updates(plain), curves, optimum));
      found.forEach(each -> chosen.add(each.chosen()));
    }
    System.out.println(
        "\n| regret, points, after | 0.1 | 0.2 | 0.3 | 0.5 | 1.0 |\n|---|---|---|---|---|---|");
    regrets.forEach(System.out::println);
    if (args.length > 2 && !args[2].equals("-")) {
      Files.write(Path.of(args[2]), cases(chosen, repetitions));
    }
  }

  private static Curves curves(String name) throws IOException {
    if (name.equals("crossing")) {
      return new CrossingCurves();
    }
    Path file = Path.of(name);
    return file.endsWith("curves.csv") ? RecordedCurves.read(file) : TabledCurves.read(file);
  }

  /** The chosen settings as stages: tc-101, tc-102, ... of the first search, tc-201, ... */
  private static List<String> cases(List<Setting> chosen, int repetitions) {
    List<String> lines = new ArrayList<>(List.of("study.name = chosen", "stages = ["));
    for (int i = 0; i < chosen.size(); i++) {
      lines.add(
          "  { name = tc-%d, space %s }"
              .formatted(100 * (i / repetitions + 1) + i % repetitions + 1, chosen.get(i).values()));
    }
    lines.add("]");
    return lines;
  }

  /** A row of the table. Updates are fractions of the total of plain search. */
  private static void print(String name, List<Found> found, List<Found> plain) {
    double[] until = new double[found.size()];
    for (int i = 0; i < until.length; i++) {
      until[i] = found.get(i).until(plain.get(i).best()) / plain.get(i).updates();
    }
    double[] best = found.stream().mapToDouble(each -> 100 * each.best()).toArray();
    System.out.printf(
        Locale.ROOT,
        "| %s | %.2f | %.2f | %d of %d | %.2f | %.2f, sd %.2f |%n",
        name,
        updates(found) / updates(plain),
        Statistics.median(until),
        Arrays.stream(until).filter(Double::isFinite).count(),
        until.length,
        untilMean(found, plain),
        Statistics.mean(best),
        Statistics.deviation(best));
  }

  /**
   * A row of the second table: mean regret with its 95 % interval, after parts of the updates of
   * plain search.
   */
  private static String regrets(
      String name, List<Found> found, long all, Curves curves, double optimum) {
    StringBuilder row = new StringBuilder("| " + name + " |");
    for (double part : PARTS) {
      double[] regrets =
          found.stream()
              .mapToDouble(each -> 100 * (optimum - curves.expected(each.chosen((long) (part * all)))))
              .toArray();
      row.append(
          String.format(
              Locale.ROOT,
              " %.2f +- %.2f |",
              Statistics.mean(regrets),
              Statistics.interval(regrets)));
    }
    return row.toString();
  }

  private static double updates(List<Found> found) {
    return found.stream().mapToDouble(each -> each.updates()).average().orElseThrow();
  }

  /**
   * The number of updates after which the mean accuracy found reaches the final mean of plain
   * search.
   */
  private static double untilMean(List<Found> found, List<Found> plain) {
    double target = plain.stream().mapToDouble(Found::best).average().orElseThrow();
    double all = updates(plain);
    for (double part = 0.01; part <= 2; part += 0.01) {
      long updates = (long) (part * all);
      double mean = found.stream().mapToDouble(each -> each.best(updates)).average().orElseThrow();
      if (mean >= target) {
        return part;
      }
    }
    return Double.POSITIVE_INFINITY;
  }
}
