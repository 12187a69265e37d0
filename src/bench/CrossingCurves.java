import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Trial;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Invented curves that cross late: the better a penalty is in the end, the slower it learns.
 * After one cycle the best penalty is among the worst, and after four it is not yet the best.
 */
record CrossingCurves() implements Curves {
  @Override
  public SearchSpace space() {
    return RecordedCurves.SPACE;
  }

  @Override
  public long updatesPerCycle(Setting setting) {
    return 900L * setting.integer("k");
  }

  @Override
  public double expected(Setting setting) {
    double decades = Math.log10(setting.value("lambda")) + 2.5;
    double end = 0.52 - 0.01 * decades * decades;
    double slow = 0.6 + 2 * Math.exp(-decades * decades);
    return end - 0.12 * Math.exp(-setting.integer("n_cycles") / slow);
  }

  @Override
  public double[] accuracies(Trial trial) {
    SplittableRandom random = new SplittableRandom(trial.seed());
    return IntStream.rangeClosed(1, trial.cycles())
        .mapToDouble(
            cycle ->
                expected(trial.withCycles(cycle).setting()) + 0.004 * random.nextGaussian())
        .toArray();
  }
}
