import io.github.clrsearch.search.Sampling;
import io.github.clrsearch.search.SearchingStage;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.TrialSequence;
import io.github.clrsearch.search.samplers.Evidence;
import io.github.clrsearch.search.samplers.Sampler;
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
import java.util.Set;

/** Learning curves instead of trainings: settings whose accuracies are looked up or computed. */
interface Curves extends Objective {
  int VALIDATION_IMAGES = 5000;
  Metric METRIC = Metric.accuracy(VALIDATION_IMAGES);

  /** The search space of the curves. */
  SearchSpace space();

  /** The accuracy of a setting without noise. */
  double expected(Setting setting);

  /** The accuracies of a trial with noise, at the ends of its cycles; fewer if it diverges. */
  double[] accuracies(Trial trial);

  @Override
  default TrialResult evaluate(Trial trial, Cancellation cancellation) {
    double[] accuracies = accuracies(trial);
    List<CycleResult> ends = new ArrayList<>();
    long length = updatesPerCycle(trial.setting());
    for (int cycle = 1; cycle <= Math.min(trial.cycles(), accuracies.length); cycle++) {
      double accuracy = accuracies[cycle - 1];
      ends.add(new CycleResult(cycle, cycle * length, 1, 1, accuracy, 1, 1, accuracy, List.of(), Map.of()));
    }
    boolean diverged = ends.size() < trial.cycles();
    return new TrialResult(
        diverged ? new Outcome.Diverged("loss") : new Outcome.Completed(),
        ends,
        List.of(),
        Math.min(trial.cycles(), ends.size() + 1) * length);
  }

  /** The ends of the space: refinement does not leave it. */
  @Override
  default Map<String, Range> limits() {
    Map<String, Range> limits = new HashMap<>();
    space().distributions().forEach((name, values) -> limits.put(name, values.range()));
    return limits;
  }

  /** The highest accuracy without noise of many settings of the space. */
  default double optimum() {
    SearchingStage stage = Stage.of("optimum", 1);
    Study study = new Study("optimum", 1, space(), List.of(stage));
    Sampler random = Sampling.RANDOM.sampler(new Evidence(List.of(), METRIC, Set.of()));
    return new TrialSequence(study, stage, space(), Set.of(), random)
        .first(30_000).trials().stream()
            .mapToDouble(trial -> expected(trial.setting()))
            .max()
            .orElseThrow();
  }
}
