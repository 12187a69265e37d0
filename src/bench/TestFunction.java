import io.github.clrsearch.search.space.IntegerUniform;
import io.github.clrsearch.search.space.LogInteger;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.Range;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.space.Uniform;
import io.github.clrsearch.search.trial.Cancellation;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A function to maximize, as the objective of a search.
 *
 * @param value without noise; NaN is a divergence
 * @param optimum the highest value
 * @param trials of the stage to compare
 */
record TestFunction(
    SearchSpace space, ToDoubleFunction<Setting> value, double optimum, int trials)
    implements Objective {
  private static final double NOISE = 0.004;
  private static final double[] HEIGHTS = {1, 1.2, 3, 3.2};

  @Override
  public TrialResult evaluate(Trial trial, Cancellation cancellation) {
    double noisy =
        value.applyAsDouble(trial.setting()) + NOISE * new Random(trial.seed()).nextGaussian();
    return Double.isNaN(noisy)
        ? new TrialResult(new Outcome.Diverged("loss"), List.of(), List.of(), 1)
        : TrialResult.completed(Math.min(1, Math.max(0, noisy)));
  }

  /** The ends of the space: refinement does not leave it. */
  @Override
  public Map<String, Range> limits() {
    Map<String, Range> limits = new LinkedHashMap<>();
    space.distributions().forEach((name, values) -> limits.put(name, values.range()));
    return limits;
  }

  static Map<String, TestFunction> all() {
    Map<String, TestFunction> functions = new LinkedHashMap<>();
    functions.put(
        "Branin",
        new TestFunction(
            SearchSpace.empty().with("x", new Uniform(-5, 10)).with("y", new Uniform(0, 15)),
            TestFunction::branin,
            0.6,
            30));
    functions.put("Hartmann3", new TestFunction(cube(3, 0, 1), TestFunction::hartmann3, 0.3 + 3.86278 / 15, 30));
    functions.put("Hartmann6", new TestFunction(cube(6, 0, 1), TestFunction::hartmann6, 0.3 + 3.32237 / 15, 50));
    functions.put("Levy5", new TestFunction(cube(5, -10, 10), TestFunction::levy, 0.6, 50));
    functions.put(
        "network5",
        new TestFunction(
            SearchSpace.empty()
                .with("lambda", new LogUniform(1e-6, 1e-1))
                .with("eta_max", new LogUniform(1e-3, 1))
                .with("p_h", new Uniform(0.4, 1))
                .with("label_smoothing", new Uniform(0, 0.3))
                .with("k", new IntegerUniform(2, 12)),
            TestFunction::network,
            0.55,
            50));
    functions.put(
        "network7",
        new TestFunction(
            SearchSpace.empty()
                .with("lambda", new LogUniform(1e-6, 1e-1))
                .with("eta_max", new LogUniform(1e-3, 1))
                .with("p_h", new Uniform(0.4, 1))
                .with("p_x", new Uniform(0.5, 1))
                .with("label_smoothing", new Uniform(0, 0.3))
                .with("m", new LogInteger(20, 500))
                .with("k", new IntegerUniform(2, 12)),
            TestFunction::wideNetwork,
            0.6,
            50));
    return functions;
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

  /** The same with input dropout and a width: the wider a network, the more dropout it needs. */
  private static double wideNetwork(Setting setting) {
    double width = Math.log10(setting.value("m") / 500);
    double hidden = setting.value("p_h") - 0.1 + 0.2 * width;
    double inputs = setting.value("p_x") - 0.9;
    return 0.05
        + network(setting.with("p_h", hidden))
        + 0.03 * width
        - 0.2 * inputs * inputs;
  }
}
