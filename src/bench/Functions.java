import io.github.clrsearch.search.Learning;
import io.github.clrsearch.search.LearningSampler;
import io.github.clrsearch.search.Refinement;
import io.github.clrsearch.search.Sampling;
import io.github.clrsearch.search.SearchingStage;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.TrialSequence;
import io.github.clrsearch.search.samplers.Evidence;
import io.github.clrsearch.search.samplers.Sampler;
import io.github.clrsearch.search.space.IntegerUniform;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.space.Uniform;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Observation;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Compares samplers on functions with a known optimum, of two to six dimensions and with noise of
 * 0.4 points. The regret is the optimum less the noise-free value of the setting that the search
 * would choose, the one of the best noisy value. Samplers are those of the application.
 *
 * <pre>
 * java -cp "target/classes:$(echo target/spark/jars/commons-math3-*.jar)" src/bench/Functions.java [SEEDS [FUNCTION [METHOD]]]
 * </pre>
 */
final class Functions {
  private static final double NOISE = 0.004;
  private static final Metric METRIC = Metric.accuracy(5000);
  private static final int START = 10;

  private Functions() {}

  /** A function to maximize. A value that is not a number is a divergence. */
  private record Problem(SearchSpace space, ToDoubleFunction<Setting> value, double optimum, int trials) {}

  private static Map<String, Problem> problems() {
    Map<String, Problem> problems = new LinkedHashMap<>();
    problems.put(
        "Branin",
        new Problem(
            SearchSpace.empty().with("x", new Uniform(-5, 10)).with("y", new Uniform(0, 15)),
            Functions::branin,
            0.6,
            30));
    problems.put("Hartmann3", new Problem(cube(3, 0, 1), Functions::hartmann3, 0.3 + 3.86278 / 15, 30));
    problems.put("Hartmann6", new Problem(cube(6, 0, 1), Functions::hartmann6, 0.3 + 3.32237 / 15, 50));
    problems.put("Levy5", new Problem(cube(5, -10, 10), Functions::levy, 0.6, 50));
    problems.put(
        "network5",
        new Problem(
            SearchSpace.empty()
                .with("lambda", new LogUniform(1e-6, 1e-1))
                .with("eta_max", new LogUniform(1e-3, 1))
                .with("p_h", new Uniform(0.4, 1))
                .with("label_smoothing", new Uniform(0, 0.3))
                .with("k", new IntegerUniform(2, 12)),
            Functions::network,
            0.55,
            50));
    return problems;
  }

  private static SearchSpace cube(int dimensions, double min, double max) {
    SearchSpace space = SearchSpace.empty();
    for (int d = 0; d < dimensions; d++) {
      space = space.with("x" + d, new Uniform(min, max));
    }
    return space;
  }

  private static double[] point(Setting setting) {
    return IntStream.range(0, setting.values().size()).mapToDouble(d -> setting.value("x" + d)).toArray();
  }

  private static double branin(Setting setting) {
    double x = setting.value("x");
    double y = setting.value("y");
    double square = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
    double value = square * square + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
    return 0.6 - (value - 0.397887) / 1000;
  }

  private static final double[] HEIGHTS = {1, 1.2, 3, 3.2};

  private static double hartmann3(Setting setting) {
    double[][] slopes = {{3, 10, 30}, {0.1, 10, 35}, {3, 10, 30}, {0.1, 10, 35}};
    double[][] centres = {
      {0.3689, 0.117, 0.2673},
      {0.4699, 0.4387, 0.747},
      {0.1091, 0.8732, 0.5547},
      {0.0381, 0.5743, 0.8828}
    };
    return hartmann(point(setting), slopes, centres);
  }

  private static double hartmann6(Setting setting) {
    double[][] slopes = {
      {10, 3, 17, 3.5, 1.7, 8},
      {0.05, 10, 17, 0.1, 8, 14},
      {3, 3.5, 1.7, 10, 17, 8},
      {17, 8, 0.05, 10, 0.1, 14}
    };
    double[][] centres = {
      {0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886},
      {0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991},
      {0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650},
      {0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381}
    };
    return hartmann(point(setting), slopes, centres);
  }

  private static double hartmann(double[] point, double[][] slopes, double[][] centres) {
    double sum = 0;
    for (int i = 0; i < HEIGHTS.length; i++) {
      double distance = 0;
      for (int d = 0; d < point.length; d++) {
        distance += slopes[i][d] * Math.pow(point[d] - centres[i][d], 2);
      }
      sum += HEIGHTS[i] * Math.exp(-distance);
    }
    return 0.3 + sum / 15;
  }

  private static double levy(Setting setting) {
    double[] w = Arrays.stream(point(setting)).map(x -> 1 + (x - 1) / 4).toArray();
    double sum = Math.pow(Math.sin(Math.PI * w[0]), 2);
    for (int d = 0; d < w.length - 1; d++) {
      sum += Math.pow(w[d] - 1, 2) * (1 + 10 * Math.pow(Math.sin(Math.PI * w[d] + 1), 2));
    }
    double last = w[w.length - 1];
    sum += Math.pow(last - 1, 2) * (1 + Math.pow(Math.sin(2 * Math.PI * last), 2));
    return 0.6 - sum / 500;
  }

  /**
   * Like the accuracy of a small network: flat for small penalties and falling for large ones; the
   * best learning rate rises with the length of a cycle, and above it training diverges.
   */
  private static double network(Setting setting) {
    double penalty = Math.log10(setting.value("lambda")) + 3;
    double k = setting.value("k");
    double rate = Math.log10(setting.value("eta_max")) + 1 - 0.03 * (k - 8);
    if (rate > 0.6) {
      return Double.NaN;
    }
    double keep = setting.value("p_h") - 0.85 - 0.03 * penalty;
    double smoothing = setting.value("label_smoothing") - 0.08;
    double lost =
        (penalty > 0 ? 0.06 * penalty * penalty : 0.012 * (1 - Math.exp(-penalty * penalty)))
            + (rate > 0 ? 0.1 : 0.03) * rate * rate
            + 0.25 * keep * keep
            + 0.3 * smoothing * smoothing
            + 0.0006 * (k - 8) * (k - 8);
    return 0.55 - lost;
  }

  /** A search of one start and one more stage; returns its regret in points. */
  private static double regret(Problem problem, SearchingStage second, long seed) {
    SearchingStage first = Stage.of("spread", START).with(Sampling.SOBOL);
    Study study = new Study("functions", seed, problem.space(), List.of(first, second));
    Map<Trial, TrialResult> results = new LinkedHashMap<>();
    Sampler sobol = Sampling.SOBOL.sampler(new Evidence(List.of(), METRIC, Set.of()));
    TrialSequence spread = new TrialSequence(study, first, problem.space(), Set.of(), sobol);
    train(spread, START, problem, results);
    List<Observation> before = observations(results);
    Set<Setting> taken = new HashSet<>();
    results.keySet().forEach(trial -> taken.add(trial.setting()));
    SearchSpace space =
        new Refinement(METRIC, Map.of())
            .refine(problem.space(), START, candidates(results), second)
            .space();
    Evidence evidence = new Evidence(before, METRIC, taken);
    Sampler one = second.sampling().sampler(evidence);
    Function<List<Trial>, Sampler> samplers =
        second.learnsFrom().isEmpty()
            ? drawn -> one
            : new LearningSampler(
                second, evidence, trial -> Observation.of(METRIC, trial, results.get(trial)));
    train(
        new TrialSequence(study, second, space, taken, samplers, Map.of()),
        problem.trials(),
        problem,
        results);
    Trial best =
        candidates(results).stream()
            .filter(Candidate::measured)
            .max((a, b) -> Double.compare(a.score(), b.score()))
            .orElseThrow()
            .trial();
    return 100 * (problem.optimum() - problem.value().applyAsDouble(best.setting()));
  }

  private static void train(
      TrialSequence sequence, int count, Problem problem, Map<Trial, TrialResult> results) {
    for (int i = 0; i < count; i++) {
      Trial trial = sequence.first(i + 1).trials().get(i);
      double value =
          problem.value().applyAsDouble(trial.setting())
              + NOISE * new Random(trial.seed()).nextGaussian();
      boolean diverged = Double.isNaN(value);
      results.put(
          trial,
          diverged
              ? new TrialResult(new Outcome.Diverged("loss"), List.of(), List.of(), 1)
              : TrialResult.completed(Math.min(1, Math.max(0, value))));
    }
  }

  private static List<Candidate> candidates(Map<Trial, TrialResult> results) {
    List<Candidate> candidates = new ArrayList<>();
    results.forEach((trial, result) -> candidates.addAll(Candidate.of(METRIC, trial, result)));
    return candidates;
  }

  private static List<Observation> observations(Map<Trial, TrialResult> results) {
    List<Observation> observations = new ArrayList<>();
    results.forEach((trial, result) -> observations.addAll(Observation.of(METRIC, trial, result)));
    return observations;
  }

  private static Map<String, SearchingStage> methods(Problem problem) {
    SearchingStage second = Stage.of("second", problem.trials());
    Map<String, SearchingStage> methods = new LinkedHashMap<>();
    methods.put("random", second);
    methods.put("refine", second.refining(problem.space().dimensions().toArray(String[]::new)));
    methods.put("gp, one batch", second.with(Sampling.GP).with(new Learning.Batch(problem.trials())));
    methods.put("gp, lag 8", second.with(Sampling.GP).with(new Learning.Lag(8)));
    methods.put("gp, lag 1", second.with(Sampling.GP).with(new Learning.Lag(1)));
    return methods;
  }

  public static void main(String[] args) {
    int seeds = args.length > 0 ? Integer.parseInt(args[0]) : 100;
    System.out.println("| function | trials | search | mean regret, points | median | seconds per search |");
    System.out.println("|---|---|---|---|---|---|");
    problems()
        .forEach(
            (name, problem) -> {
              if (args.length < 2 || name.matches(args[1])) {
                methods(problem)
                    .forEach(
                        (method, stage) -> {
                          if (args.length < 3 || method.matches(args[2])) {
                            print(name, problem, method, stage, seeds);
                          }
                        });
              }
            });
  }

  private static void print(
      String name, Problem problem, String method, SearchingStage stage, int seeds) {
    long began = System.nanoTime();
    double[] regrets =
        IntStream.rangeClosed(1, seeds).mapToDouble(seed -> regret(problem, stage, seed)).sorted().toArray();
    double seconds = (System.nanoTime() - began) / 1e9 / seeds;
    double mean = Arrays.stream(regrets).average().orElseThrow();
    double squares = Arrays.stream(regrets).map(r -> (r - mean) * (r - mean)).sum();
    double error = Math.sqrt(squares / (seeds - 1) / seeds);
    System.out.printf(
        Locale.ROOT,
        "| %s | %d + %d | %s | %.3f +- %.3f | %.3f | %.2f |%n",
        name,
        START,
        problem.trials(),
        method,
        mean,
        1.96 * error,
        (regrets[(seeds - 1) / 2] + regrets[seeds / 2]) / 2,
        seconds);
  }
}
