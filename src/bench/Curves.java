import io.github.clrsearch.search.Learning;
import io.github.clrsearch.search.space.IntegerUniform;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.Range;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Cancellation;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Learning curves instead of trainings: settings whose accuracies are looked up or computed. */
interface Curves extends Objective {
  int VALIDATION_IMAGES = 5000;
  Metric METRIC = Metric.accuracy(VALIDATION_IMAGES);

  /** The search space of the curves. */
  SearchSpace SPACE =
      SearchSpace.empty()
          .with("lambda", new LogUniform(1e-5, 1e-1))
          .with("k", new IntegerUniform(2, 8))
          .with("n_cycles", new IntegerUniform(1, 5));

  /** The accuracy of a setting without noise. */
  double expected(Setting setting);

  /** The accuracies of a trial with noise, at the ends of its cycles. */
  double[] accuracies(Trial trial);

  @Override
  default TrialResult evaluate(Trial trial, Cancellation cancellation) {
    double[] accuracies = accuracies(trial);
    List<CycleResult> ends = new ArrayList<>();
    long length = updatesPerCycle(trial.setting());
    for (int cycle = 1; cycle <= trial.cycles(); cycle++) {
      double accuracy = accuracies[cycle - 1];
      ends.add(new CycleResult(cycle, cycle * length, 1, 1, accuracy, 1, 1, accuracy, List.of(), Map.of()));
    }
    return new TrialResult(new Outcome.Completed(), ends, List.of(), trial.cycles() * length);
  }

  /** The ends of the space: refinement does not leave it. */
  @Override
  default Map<String, Range> limits() {
    Map<String, Range> limits = new HashMap<>();
    SPACE.distributions().forEach((name, values) -> limits.put(name, values.range()));
    return limits;
  }

  /** A cycle has 2k epochs of 450 updates. */
  @Override
  default long updatesPerCycle(Setting setting) {
    return 2L * 450 * setting.integer("k");
  }

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
