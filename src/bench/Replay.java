import io.github.clrsearch.search.CycleLengths;
import io.github.clrsearch.search.Cycles;
import io.github.clrsearch.search.Learning;
import io.github.clrsearch.search.LearningRounds;
import io.github.clrsearch.search.LearningSampler;
import io.github.clrsearch.search.Refinement;
import io.github.clrsearch.search.Rounds;
import io.github.clrsearch.search.Sampling;
import io.github.clrsearch.search.SearchingStage;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.StageState;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.TrialSequence;
import io.github.clrsearch.search.samplers.Evidence;
import io.github.clrsearch.search.samplers.Sampler;
import io.github.clrsearch.search.space.IntegerUniform;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.Range;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.stopping.Baseline;
import io.github.clrsearch.search.stopping.Extrapolation;
import io.github.clrsearch.search.stopping.Halving;
import io.github.clrsearch.search.stopping.MedianStopping;
import io.github.clrsearch.search.stopping.NoStopping;
import io.github.clrsearch.search.stopping.StoppingRule;
import io.github.clrsearch.search.stopping.TrialTarget;
import io.github.clrsearch.search.trial.Cancellation;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.Observation;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Compares search methods on stored learning curves: how many updates each method needs to match
 * plain random search with 40 trials. Samplers, stopping rules and refinement are those of the
 * application; only trainings are replaced by curves.
 *
 * <pre>
 * java -cp "target/classes:$(echo target/spark/jars/commons-math3-*.jar)" src/bench/Replay.java src/bench/curves.csv [REPETITIONS [CASES.conf [SEARCHES]]]
 * </pre>
 *
 * Instead of the file, {@code crossing} takes invented curves that cross late.
 *
 * <p>CASES.conf is an output file: the setting that each search chose, to be trained and tested by
 * table1; {@code -} for none. SEARCHES is a regular expression: plain search and those whose names
 * match are run.
 *
 * <p>The regret of the second table is the optimum less the accuracy without noise of the setting
 * that the search would choose, the one of the highest noisy accuracy so far.
 */
final class Replay {
  private static final int UPDATES_PER_EPOCH = 450;
  private static final int VALIDATION_IMAGES = 5000;
  private static final Metric METRIC = Metric.accuracy(VALIDATION_IMAGES);
  private static final double[] PARTS = {0.1, 0.2, 0.3, 0.5, 1};
  private static final List<String> ALL = List.of("lambda", "k", "n_cycles");

  /** The search space of the curves, with its ends as hard limits. */
  private static final SearchSpace SPACE =
      SearchSpace.empty()
          .with("lambda", new LogUniform(1e-5, 1e-1))
          .with("k", new IntegerUniform(2, 8))
          .with("n_cycles", new IntegerUniform(1, 5));

  private Replay() {}

  /** Trainings that are looked up. */
  private interface Curves extends Objective {
    /** The accuracy of a setting without noise. */
    double expected(Setting setting);

    /** The highest accuracy without noise of any setting of the space. */
    default double optimum() {
      double highest = 0;
      for (double lambda = 1e-5; lambda <= 1e-1; lambda *= 1.02) {
        for (double k = 2; k <= 8; k++) {
          for (double cycles = 1; cycles <= 5; cycles++) {
            Setting setting = new Setting(Map.of("lambda", lambda, "k", k, "n_cycles", cycles));
            highest = Math.max(highest, expected(setting));
          }
        }
      }
      return highest;
    }
  }

  /** A stored trial: accuracies at the ends of its cycles. */
  private record Curve(double lambda, int k, double[] accuracies) {
    double distance(double logLambda, double otherK) {
      double u = (Math.log10(lambda) - logLambda) / 0.35;
      double v = (k - otherK) / 1.5;
      return u * u + v * v;
    }
  }

  /**
   * Replaces training. For each cycle a plane through the neighbouring curves in (log lambda, k) is
   * fitted by weighted least squares. Added to it is the residual of one of these curves, drawn by
   * the trial's seed: noise of the right size, consistent over the cycles.
   */
  private record Lookup(List<Curve> curves) implements Curves {
    @Override
    public double expected(Setting setting) {
      return plane(setting.value("lambda"), setting.value("k"))[setting.integer("n_cycles") - 1];
    }

    @Override
    public TrialResult evaluate(Trial trial, Cancellation cancellation) {
      double[] accuracies = accuracies(trial);
      List<CycleResult> ends = new ArrayList<>();
      long length = updatesPerCycle(trial.setting());
      for (int cycle = 1; cycle <= trial.cycles(); cycle++) {
        double accuracy = accuracies[cycle - 1];
        ends.add(new CycleResult(cycle, cycle * length, 1, 1, accuracy, 1, 1, accuracy));
      }
      return new TrialResult(new Outcome.Completed(), ends, List.of(), trial.cycles() * length);
    }

    @Override
    public long updatesPerCycle(Setting setting) {
      return 2L * UPDATES_PER_EPOCH * setting.integer("k");
    }

    @Override
    public Map<String, Range> limits() {
      Map<String, Range> limits = new HashMap<>();
      SPACE.distributions().forEach((name, values) -> limits.put(name, values.range()));
      return limits;
    }

    private double[] accuracies(Trial trial) {
      double lambda = trial.setting().value("lambda");
      double k = trial.setting().value("k");
      double[] plane = plane(lambda, k);
      Curve drawn = neighbour(lambda, k, new SplittableRandom(trial.seed()).nextDouble());
      double[] its = plane(drawn.lambda(), drawn.k());
      double[] accuracies = new double[plane.length];
      for (int i = 0; i < plane.length; i++) {
        double noisy = plane[i] + drawn.accuracies()[i] - its[i];
        // The number of validation images.
        accuracies[i] = Math.rint(noisy * VALIDATION_IMAGES) / VALIDATION_IMAGES;
      }
      return accuracies;
    }

    private double weight(Curve curve, double lambda, double k) {
      return Math.exp(-0.5 * curve.distance(Math.log10(lambda), k));
    }

    private Curve neighbour(double lambda, double k, double quantile) {
      double all = curves.stream().mapToDouble(curve -> weight(curve, lambda, k)).sum();
      double left = quantile * all;
      for (Curve curve : curves) {
        left -= weight(curve, lambda, k);
        if (left < 0) {
          return curve;
        }
      }
      return curves.get(curves.size() - 1);
    }

    private double[] plane(double lambda, double k) {
      double[] values = new double[curves.get(0).accuracies().length];
      for (int cycle = 0; cycle < values.length; cycle++) {
        double[][] a = new double[3][4];
        for (Curve curve : curves) {
          double weight = weight(curve, lambda, k);
          double[] x = {1, Math.log10(curve.lambda() / lambda), curve.k() - k};
          for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
              a[i][j] += weight * x[i] * x[j];
            }
            a[i][3] += weight * x[i] * curve.accuracies()[cycle];
          }
        }
        // A slope needs neighbours on both sides.
        a[1][1] += 0.05;
        a[2][2] += 0.5;
        values[cycle] = solved(a);
      }
      return values;
    }

    /** Returns the first unknown of three equations. */
    private static double solved(double[][] a) {
      for (int i = 2; i > 0; i--) {
        for (int j = 0; j < i; j++) {
          double factor = a[j][i] / a[i][i];
          for (int c = 0; c < 4; c++) {
            a[j][c] -= factor * a[i][c];
          }
        }
      }
      return a[0][3] / a[0][0];
    }
  }

  /**
   * Invented curves that cross late: the better a penalty is in the end, the slower it learns.
   * After one cycle the best penalty is among the worst, and after four it is not yet the best.
   */
  private record Crossing() implements Curves {
    @Override
    public double expected(Setting setting) {
      double decades = Math.log10(setting.value("lambda")) + 2.5;
      double end = 0.52 - 0.01 * decades * decades;
      double slow = 0.6 + 2 * Math.exp(-decades * decades);
      return end - 0.12 * Math.exp(-setting.integer("n_cycles") / slow);
    }

    @Override
    public TrialResult evaluate(Trial trial, Cancellation cancellation) {
      SplittableRandom random = new SplittableRandom(trial.seed());
      List<CycleResult> ends = new ArrayList<>();
      long length = updatesPerCycle(trial.setting());
      for (int cycle = 1; cycle <= trial.cycles(); cycle++) {
        double noise = 0.004 * random.nextGaussian();
        double accuracy = expected(trial.withCycles(cycle).setting()) + noise;
        ends.add(new CycleResult(cycle, cycle * length, 1, 1, accuracy, 1, 1, accuracy));
      }
      return new TrialResult(new Outcome.Completed(), ends, List.of(), trial.cycles() * length);
    }

    @Override
    public long updatesPerCycle(Setting setting) {
      return 2L * UPDATES_PER_EPOCH * setting.integer("k");
    }
  }

  /** The progress of a search. */
  private static final class Found {
    /** The highest accuracy so far, by number of updates. */
    final TreeMap<Long, Double> best = new TreeMap<>();

    /** The setting of that accuracy, with its cycle. */
    final TreeMap<Long, Setting> settings = new TreeMap<>();

    long updates;

    double best() {
      return best.isEmpty() ? 0 : best.lastEntry().getValue();
    }

    /** The highest accuracy after a number of updates. */
    double best(long after) {
      Map.Entry<Long, Double> entry = best.floorEntry(after);
      return entry == null ? 0 : entry.getValue();
    }

    /** The setting of the highest accuracy at the end. */
    Setting chosen() {
      return settings.lastEntry().getValue();
    }

    /** The optimum less the accuracy without noise of the setting of the highest accuracy. */
    double regret(long after, Curves curves, double optimum) {
      Map.Entry<Long, Setting> entry = settings.floorEntry(after);
      return optimum - curves.expected((entry == null ? settings.firstEntry() : entry).getValue());
    }

    /** The number of updates until an accuracy was reached; infinite if it was not. */
    double until(double accuracy) {
      return best.entrySet().stream()
          .filter(entry -> entry.getValue() >= accuracy)
          .mapToDouble(Map.Entry::getKey)
          .findFirst()
          .orElse(Double.POSITIVE_INFINITY);
    }

    void count(Trial trial, CycleResult end, long before) {
      updates += end.updates() - before;
      if (end.validationAccuracy() > best()) {
        best.put(updates, end.validationAccuracy());
        settings.put(updates, trial.withCycles(end.cycle()).setting());
      }
    }
  }

  /** A study from its first stage to its last, one trial at a time, as StudySearch runs it. */
  private static Found search(long seed, List<SearchingStage> stages, Objective objective) {
    Study study = new Study("replay", seed, SPACE, List.copyOf(stages));
    Found found = new Found();
    SearchSpace space = study.firstSpace();
    Set<Setting> taken = new HashSet<>();
    List<Candidate> before = List.of();
    List<Observation> observations = new ArrayList<>();
    int drawn = 0;
    for (SearchingStage stage : stages) {
      if (drawn > 0) {
        Refinement refinement = new Refinement(METRIC, objective.limits());
        space = refinement.refine(space, drawn, before, stage).space();
      }
      SearchSpace from = stage.cycles().drawnFrom(space);
      Map<Integer, TrialResult> results = new HashMap<>();
      Evidence evidence = new Evidence(observations, METRIC, taken);
      Sampler sampler = stage.sampling().sampler(evidence);
      Function<List<Trial>, Sampler> samplers =
          stage.learnsFrom().isEmpty()
              ? all -> sampler
              : new LearningSampler(
                  stage,
                  evidence,
                  trial -> Observation.of(METRIC, trial, results.get(trial.number())));
      TrialSequence sequence = new TrialSequence(study, stage, from, taken, samplers, Map.of());
      Rounds rounds =
          new Rounds(
              stage,
              List.of(),
              CycleLengths.in(space, objective),
              Baseline.of(METRIC, observations));
      List<Trial> trials =
          stage.learnsFrom().isEmpty()
              ? run(rounds, sequence.first(stage.trials()).trials(), objective, found, results)
              : learn(rounds, stage, sequence, objective, found, results);
      trials.forEach(trial -> taken.add(trial.setting()));
      drawn = trials.size();
      before =
          trials.stream()
              .flatMap(trial -> Candidate.of(METRIC, trial, results.get(trial.number())).stream())
              .toList();
      before.forEach(candidate -> observations.add(Observation.of(candidate)));
    }
    return found;
  }

  /**
   * Trains missing trials in the order of their numbers, which is independent of the settings.
   *
   * @param results modified: those of the trials
   * @return the trials
   */
  private static List<Trial> run(
      Rounds rounds,
      List<Trial> trials,
      Objective objective,
      Found found,
      Map<Integer, TrialResult> results) {
    List<TrialTarget> targets = rounds.with(trials).state(results).targets();
    while (!targets.isEmpty()) {
      targets.forEach(target -> train(target, objective, found, results));
      targets = rounds.with(trials).state(results).targets();
    }
    return trials;
  }

  /** The same for a stage that learns from its own trials. */
  private static List<Trial> learn(
      Rounds rounds,
      SearchingStage stage,
      TrialSequence sequence,
      Objective objective,
      Found found,
      Map<Integer, TrialResult> results) {
    LearningRounds learning = new LearningRounds(rounds, stage.learning());
    List<Trial> drawn = List.of();
    StageState state = learning.state(drawn, results);
    while (drawn.size() < stage.trials() || !state.targets().isEmpty()) {
      if (drawn.size() < stage.trials() && learning.canDraw(state, drawn.size())) {
        drawn = sequence.first(drawn.size() + 1).trials();
      } else {
        train(state.targets().get(0), objective, found, results);
      }
      state = learning.state(drawn, results);
    }
    return drawn;
  }

  private static void train(
      TrialTarget target, Objective objective, Found found, Map<Integer, TrialResult> results) {
    TrialResult before = results.get(target.trial().number());
    TrialResult result = evaluate(objective, target);
    long updates = before == null ? 0 : before.updates();
    for (CycleResult end : result.cycles()) {
      if (end.updates() > updates) {
        found.count(target.trial(), end, updates);
        updates = end.updates();
      }
    }
    results.put(target.trial().number(), result.with(target.outcome()));
  }

  private static TrialResult evaluate(Objective objective, TrialTarget target) {
    try {
      return objective.evaluate(target.toTrain(), Cancellation.NEVER);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Stages with the given numbers of trials; all but the first are refined or use a model. */
  private static List<SearchingStage> stages(
      Sampling first, Sampling others, Cycles cycles, StoppingRule stopping, int... trials) {
    List<SearchingStage> stages = new ArrayList<>();
    for (int i = 0; i < trials.length; i++) {
      List<String> refine = i == 0 || others == Sampling.GP ? List.of() : ALL;
      stages.add(
          Stage.of("stage-" + i, trials[i], refine, Map.of())
              .with(i == 0 ? first : others)
              .with(cycles, stopping));
    }
    return stages;
  }

  private static List<SearchingStage> learning(List<SearchingStage> stages, Learning learning) {
    return stages.stream().map(stage -> stage.with(learning)).toList();
  }

  private static Map<String, List<SearchingStage>> methods() {
    Sampling random = Sampling.RANDOM;
    Sampling sobol = Sampling.SOBOL;
    Sampling gp = Sampling.GP;
    StoppingRule never = new NoStopping();
    StoppingRule free = new Extrapolation();
    StoppingRule halving = new Halving(3, 0);
    StoppingRule median = new MedianStopping(0);
    Map<String, List<SearchingStage>> methods = new LinkedHashMap<>();
    methods.put("plain: random, 20 + 20", stages(random, random, Cycles.DRAWN, never, 20, 20));
    methods.put("free cycles", stages(random, random, Cycles.FREE, free, 20, 20));
    methods.put("free, 20 + 10 + 10", stages(random, random, Cycles.FREE, free, 20, 10, 10));
    methods.put("free, `never`", stages(random, random, Cycles.FREE, never, 20, 20));
    methods.put("free, `halving`", stages(random, random, Cycles.FREE, halving, 20, 20));
    methods.put("free, `median`", stages(random, random, Cycles.FREE, median, 20, 20));
    methods.put("free, Sobol", stages(sobol, sobol, Cycles.FREE, free, 20, 20));
    methods.put("`halving`, Sobol", stages(sobol, sobol, Cycles.FREE, halving, 20, 20));
    methods.put("free, Sobol 12, gp 12", stages(sobol, gp, Cycles.FREE, free, 12, 12));
    methods.put("`halving`, Sobol 12, gp 12", stages(sobol, gp, Cycles.FREE, halving, 12, 12));
    methods.put("free, Sobol 8, gp 4 x 4", stages(sobol, gp, Cycles.FREE, free, 8, 4, 4, 4, 4));
    methods.put(
        "`halving`, Sobol 8, gp 4 x 4", stages(sobol, gp, Cycles.FREE, halving, 8, 4, 4, 4, 4));
    for (int lag : new int[] {1, 4, 8}) {
      methods.put(
          "free, Sobol 8, gp 16, lag " + lag,
          learning(stages(sobol, gp, Cycles.FREE, free, 8, 16), new Learning.Lag(lag)));
    }
    methods.put(
        "Sobol 24, gp 12 in one batch",
        learning(stages(sobol, gp, Cycles.DRAWN, never, 24, 12), new Learning.Batch(12)));
    methods.put(
        "free, Sobol 8, gp 28, lag 4",
        learning(stages(sobol, gp, Cycles.FREE, free, 8, 28), new Learning.Lag(4)));
    return methods;
  }

  public static void main(String[] args) throws IOException {
    Curves objective =
        args[0].equals("crossing") ? new Crossing() : new Lookup(curves(Path.of(args[0])));
    int repetitions = args.length > 1 ? Integer.parseInt(args[1]) : 10;
    List<Found> plain = new ArrayList<>();
    List<Setting> chosen = new ArrayList<>();
    List<String> regrets = new ArrayList<>();
    double optimum = objective.optimum();
    System.out.println(
        "| search | total updates | until plain's best | searches that reach it | until plain's mean | best, % |");
    System.out.println("|---|---|---|---|---|---|");
    methods()
        .forEach(
            (name, stages) -> {
              if (!plain.isEmpty() && args.length > 3 && !name.matches(args[3])) {
                return;
              }
              List<Found> found = new ArrayList<>();
              for (int seed = 1; seed <= repetitions; seed++) {
                found.add(search(seed, stages, objective));
              }
              if (plain.isEmpty()) {
                plain.addAll(found);
              }
              print(name, found, plain);
              regrets.add(regrets(name, found, (long) updates(plain), objective, optimum));
              found.forEach(each -> chosen.add(each.chosen()));
            });
    System.out.println(
        "\n| regret, points, after | 0.1 | 0.2 | 0.3 | 0.5 | 1.0 |\n|---|---|---|---|---|---|");
    regrets.forEach(System.out::println);
    if (args.length > 2 && !args[2].equals("-")) {
      Files.write(Path.of(args[2]), cases(chosen, repetitions));
    }
  }

  /** The chosen settings as stages: tc-101, tc-102, ... of the first search, tc-201, ... */
  private static List<String> cases(List<Setting> chosen, int repetitions) {
    List<String> lines = new ArrayList<>(List.of("study.name = chosen", "stages = ["));
    for (int i = 0; i < chosen.size(); i++) {
      lines.add(
          "  { name = tc-%d, space { lambda = %s, k = %d, n_cycles = %d } }"
              .formatted(
                  100 * (i / repetitions + 1) + i % repetitions + 1,
                  chosen.get(i).value("lambda"),
                  chosen.get(i).integer("k"),
                  chosen.get(i).integer("n_cycles")));
    }
    lines.add("]");
    return lines;
  }

  /** A row of the table. Updates are fractions of the total of plain search. */
  private static void print(String name, List<Found> found, List<Found> plain) {
    double[] until = new double[found.size()];
    for (int i = 0; i < until.length; i++) {
      until[i] = found.get(i).until(plain.get(i).best()) / plain.get(i).updates;
    }
    double[] best = found.stream().mapToDouble(each -> 100 * each.best()).toArray();
    System.out.printf(
        Locale.ROOT,
        "| %s | %.2f | %.2f | %d of %d | %.2f | %.2f, sd %.2f |%n",
        name,
        updates(found) / updates(plain),
        median(until),
        Arrays.stream(until).filter(Double::isFinite).count(),
        until.length,
        untilMean(found, plain),
        mean(best),
        deviation(best));
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
              .mapToDouble(each -> 100 * each.regret((long) (part * all), curves, optimum))
              .toArray();
      row.append(
          String.format(
              Locale.ROOT,
              " %.2f +- %.2f |",
              mean(regrets),
              1.96 * deviation(regrets) / Math.sqrt(regrets.length)));
    }
    return row.toString();
  }

  private static double updates(List<Found> found) {
    return found.stream().mapToDouble(each -> each.updates).average().orElseThrow();
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

  private static List<Curve> curves(Path file) throws IOException {
    Map<String, double[]> accuracies = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      String[] cells = line.split(",");
      if (!cells[0].equals("number")) {
        accuracies
                .computeIfAbsent(cells[1] + "," + cells[2], added -> new double[5])[
                Integer.parseInt(cells[3]) - 1] =
            Double.parseDouble(cells[5]);
      }
    }
    List<Curve> curves = new ArrayList<>();
    accuracies.forEach(
        (setting, values) -> {
          String[] cells = setting.split(",");
          curves.add(new Curve(Double.parseDouble(cells[0]), Integer.parseInt(cells[1]), values));
        });
    return curves;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double deviation(double[] values) {
    double mean = mean(values);
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    return Math.sqrt(squares / (values.length - 1));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
