import io.github.clrsearch.search.samplers.Evidence;
import io.github.clrsearch.search.samplers.GaussianProcessSampler;
import io.github.clrsearch.search.samplers.RandomSampler;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.space.Uniform;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Observation;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * Measures how long the Gaussian process takes to draw a setting: median of the processor time of
 * several draws, each with a new fit, after a warm-up.
 *
 * <pre>
 * src/bench/measure SamplingTimes [DRAWS]
 * </pre>
 */
final class SamplingTimes {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private SamplingTimes() {}

  public static void main(String[] args) {
    int draws = args.length > 0 ? Integer.parseInt(args[0]) : 9;
    for (int i = 0; i < draws; i++) {
      milliseconds(4, 50, i);
    }
    System.out.println("| dimensions | observations | ms per setting |\n|---|---|---|");
    for (int dimensions : new int[] {3, 7}) {
      for (int observations : new int[] {50, 200, 500, 1000}) {
        double[] times = new double[draws];
        for (int i = 0; i < draws; i++) {
          times[i] = milliseconds(dimensions, observations, i);
        }
        Arrays.sort(times);
        System.out.printf(
            Locale.ROOT, "| %d | %d | %.0f |%n", dimensions, observations, times[draws / 2]);
      }
    }
  }

  /** Five cycle ends per trial, of a smooth function with noise. */
  private static double milliseconds(int dimensions, int observations, long seed) {
    SearchSpace space = SearchSpace.empty();
    for (int d = 0; d < dimensions; d++) {
      space = space.with("x" + d, new Uniform(0, 1));
    }
    Random noise = new Random(seed);
    List<Observation> seen = new ArrayList<>();
    for (int i = 0; i < observations; i++) {
      int cycle = 1 + i % 5;
      Setting setting =
          new RandomSampler().sample(space, seed, "coarse", i / 5, 0).with("x0", cycle / 5.0);
      double score = 0.5 + 0.01 * cycle + 0.004 * noise.nextGaussian();
      for (int d = 1; d < dimensions; d++) {
        score -= 0.3 / d * Math.pow(setting.value("x" + d) - 0.6, 2);
      }
      seen.add(new Observation("coarse/" + i / 5, cycle, setting, score));
    }
    long began = THREADS.getCurrentThreadCpuTime();
    new GaussianProcessSampler(new Evidence(seen, Metric.accuracy(5000), Set.of()))
        .sample(space, seed, "model", 0, 0);
    return (THREADS.getCurrentThreadCpuTime() - began) / 1e6;
  }
}
