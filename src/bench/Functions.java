import io.github.clrsearch.search.Learning;
import io.github.clrsearch.search.Sampling;
import io.github.clrsearch.search.SearchingStage;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Compares samplers on functions with a known optimum, of two to six dimensions and with noise of
 * 0.4 points. The regret is the optimum less the noise-free value of the setting that the search
 * would choose, the one of the best noisy value. Samplers are those of the application.
 *
 * <pre>
 * src/bench/measure Functions [SEEDS [FUNCTION [METHOD]]]
 * </pre>
 */
final class Functions {
  private static final Metric METRIC = Metric.accuracy(5000);
  private static final int START = 10;

  private Functions() {}

  /** A search with a Sobol stage and one more. Returns its regret in points. */
  private static double regret(TestFunction function, SearchingStage second, long seed)
      throws Exception {
    SearchingStage first = Stage.of("spread", START).with(Sampling.SOBOL);
    Setting chosen =
        new Simulation(seed, function.space(), List.of(first, second), METRIC, function)
            .run()
            .chosen();
    return 100 * (function.optimum() - function.value().applyAsDouble(chosen));
  }

  private static Map<String, SearchingStage> methods(TestFunction function) {
    SearchingStage second = Stage.of("second", function.trials());
    Map<String, SearchingStage> methods = new LinkedHashMap<>();
    methods.put("random", second);
    methods.put("refine", second.refining(function.space().dimensions().toArray(String[]::new)));
    methods.put("gp, one batch", second.with(Sampling.GP).with(new Learning.Batch(function.trials())));
    methods.put("gp, lag 8", second.with(Sampling.GP).with(new Learning.Lag(8)));
    methods.put("gp, lag 1", second.with(Sampling.GP).with(new Learning.Lag(1)));
    return methods;
  }

  public static void main(String[] args) throws Exception {
    int seeds = args.length > 0 ? Integer.parseInt(args[0]) : 100;
    System.out.println(
        "| function | trials | search | mean regret, points | median | seconds per search |");
    System.out.println("|---|---|---|---|---|---|");
    for (Map.Entry<String, TestFunction> function : TestFunction.all().entrySet()) {
      if (args.length < 2 || function.getKey().matches(args[1])) {
        for (Map.Entry<String, SearchingStage> method : methods(function.getValue()).entrySet()) {
          if (args.length < 3 || method.getKey().matches(args[2])) {
            print(function.getKey(), function.getValue(), method.getKey(), method.getValue(), seeds);
          }
        }
      }
    }
  }

  private static void print(
      String name, TestFunction function, String method, SearchingStage stage, int seeds)
      throws Exception {
    long began = System.nanoTime();
    double[] regrets = new double[seeds];
    for (int seed = 1; seed <= seeds; seed++) {
      regrets[seed - 1] = regret(function, stage, seed);
    }
    double seconds = (System.nanoTime() - began) / 1e9 / seeds;
    System.out.printf(
        Locale.ROOT,
        "| %s | %d + %d | %s | %.3f +- %.3f | %.3f | %.2f |%n",
        name,
        START,
        function.trials(),
        method,
        Statistics.mean(regrets),
        Statistics.interval(regrets),
        Statistics.median(regrets),
        seconds);
  }
}
