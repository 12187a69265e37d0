package io.github.clrsearch.search;

import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.trial.Candidate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the stages that search divide a time budget. A stage with a share has that part. The others
 * divide the rest in proportion to their cycles: the number of trials times the largest number of
 * cycles.
 */
public final class StageWeights {
  private StageWeights() {}

  /** The weight of each stage that searches or continues trials, by name; all greater than zero. */
  public static Map<String, Double> of(Study study) {
    Map<String, Double> cycles = cycles(study);
    double shares = study.stages().stream().mapToDouble(stage -> stage.share().orElse(0)).sum();
    double all = cycles.values().stream().mapToDouble(Double::doubleValue).sum();
    Map<String, Double> weights = new LinkedHashMap<>();
    study.stages().stream()
        .filter(stage -> !(stage instanceof ConfirmingStage))
        .forEach(
            stage ->
                weights.put(
                    stage.name(),
                    stage.share().orElseGet(() -> (1 - shares) * cycles.get(stage.name()) / all)));
    return weights;
  }

  /** The largest number of cycles of each stage with a number of trials, all trials together. */
  private static Map<String, Double> cycles(Study study) {
    Map<String, Double> cycles = new LinkedHashMap<>();
    study.stages().stream()
        .filter(stage -> !(stage instanceof ConfirmingStage) && stage.share().isEmpty())
        .forEach(stage -> cycles.put(stage.name(), stage.trials() * longest(study, stage)));
    return cycles;
  }

  /** The largest number of cycles of a trial of a stage; 1 if trials have no cycles. */
  public static double longest(Study study, Stage stage) {
    SearchSpace space = study.space();
    for (Stage each : study.stages().subList(0, 1 + study.stages().indexOf(stage))) {
      space = space.with(each.space());
    }
    return longest(space);
  }

  private static double longest(SearchSpace space) {
    return space.has(Candidate.CYCLES)
        ? Math.max(1, space.distribution(Candidate.CYCLES).range().max())
        : 1;
  }
}
