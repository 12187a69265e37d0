package io.github.clrsearch.search;

import io.github.clrsearch.search.space.Distribution;
import io.github.clrsearch.search.space.Numbers;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.stopping.NoStopping;
import io.github.clrsearch.search.stopping.StoppingRule;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Leaderboard;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Names;
import io.github.clrsearch.search.trial.Observation;
import io.github.clrsearch.search.trial.RefinementException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A stage that retrains the best settings of all earlier stages with several seeds. The best of
 * many results is optimistically biased; the mean over new seeds is not.
 *
 * @param name letters, digits, '.', '_' and '-', unique in its study
 * @param best maximum number of settings, at least 1
 * @param within maximum distance from the best score, in standard errors, at least 0; infinite for
 *     no maximum
 * @param seeds number of trainings per setting, at least 2
 */
public record ConfirmingStage(String name, int best, double within, int seeds) implements Stage {

  public ConfirmingStage {
    Names.checked("stage", name);
    if (best < 1 || !(within >= 0) || seeds < 2) {
      throw new IllegalArgumentException(
          "confirm must have best >= 1, within >= 0 and seeds >= 2, but got %d, %s and %d"
              .formatted(best, Numbers.exact(within), seeds));
    }
  }

  @Override
  public int trials() {
    return (int) Math.min(Integer.MAX_VALUE, (long) best * seeds);
  }

  @Override
  public Map<String, Distribution> space() {
    return Map.of();
  }

  @Override
  public Cycles cycles() {
    return Cycles.DRAWN;
  }

  @Override
  public StoppingRule stopping() {
    return new NoStopping();
  }

  /**
   * The settings to retrain, the best first: that of each trial at the end of its best cycle.
   *
   * @param leaderboard of all earlier stages
   * @param metric of the candidates, with the noise to assume
   * @return at least one setting
   * @throws RefinementException if no trial has a score
   */
  public List<Observation> chosen(Leaderboard leaderboard, Metric metric) {
    Candidate first =
        leaderboard
            .best()
            .orElseThrow(
                () ->
                    new RefinementException(
                        "confirm needs a trial of an earlier stage with a %s, but none has one: see the reasons of their outcomes"
                            .formatted(metric.words())));
    double error = metric.standardError(first.score());
    Map<Setting, Observation> distinct = new LinkedHashMap<>();
    for (Candidate candidate : leaderboard.candidates()) {
      boolean near =
          within == Double.POSITIVE_INFINITY || candidate.score() >= first.score() - within * error;
      if (near && distinct.size() < best) {
        distinct.putIfAbsent(candidate.setting(), Observation.of(candidate));
      }
    }
    return List.copyOf(distinct.values());
  }

  /** This stage with enough seeds for this many trials, however few settings it retrains. */
  @Override
  public ConfirmingStage withAtLeast(int trials) {
    return new ConfirmingStage(name, best, within, Math.max(seeds, trials));
  }

  /** The number of seeds is not part of the definition: it may grow. */
  @Override
  public Map<String, String> definition(int position) {
    String rule =
        within == Double.POSITIVE_INFINITY
            ? "best %d".formatted(best)
            : "best %d within %s standard errors".formatted(best, Numbers.brief(within));
    Map<String, String> definition = new LinkedHashMap<>();
    definition.put("position", Integer.toString(position));
    definition.put("refine", "[]");
    definition.put("space", "{}");
    definition.put("confirm", rule);
    return definition;
  }
}
