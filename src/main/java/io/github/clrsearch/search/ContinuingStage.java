package io.github.clrsearch.search;

import io.github.clrsearch.search.space.Distribution;
import io.github.clrsearch.search.stopping.StoppingRule;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Leaderboard;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Names;
import io.github.clrsearch.search.trial.Observation;
import io.github.clrsearch.search.trial.RefinementException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A stage that continues the best trials of all earlier stages, each from its last state, up to the
 * largest number of cycles in the space of the stage. They keep their seeds, so that each has the
 * same bits as one longer training.
 *
 * @param name letters, digits, '.', '_' and '-', unique in its study
 * @param best maximum number of trials, at least 1
 * @param space may have {@link Candidate#CYCLES} alone
 * @param stopping stops trials early
 */
public record ContinuingStage(
    String name, int best, Map<String, Distribution> space, StoppingRule stopping)
    implements Stage {

  public ContinuingStage {
    Names.checked("stage", name);
    if (best < 1) {
      throw new IllegalArgumentException(
          "continue must have best >= 1, but got %d".formatted(best));
    }
    space = Collections.unmodifiableMap(new LinkedHashMap<>(space));
  }

  @Override
  public int trials() {
    return best;
  }

  @Override
  public Cycles cycles() {
    return Cycles.FREE;
  }

  /**
   * The trials to continue, the best first, each at the end of its best cycle.
   *
   * @param leaderboard of all earlier stages
   * @param metric of the candidates
   * @return at least one trial
   * @throws RefinementException if no trial has a score
   */
  public List<Observation> chosen(Leaderboard leaderboard, Metric metric) {
    if (leaderboard.candidates().isEmpty()) {
      throw new RefinementException(
          "continue needs a trial of an earlier stage with a %s, but none has one: see the reasons of their outcomes"
              .formatted(metric.words()));
    }
    return leaderboard.top(best).stream().map(Observation::of).toList();
  }

  /** This stage: the trials that it continues are chosen once. */
  @Override
  public ContinuingStage withAtLeast(int trials) {
    return this;
  }

  @Override
  public Map<String, String> definition(int position) {
    Map<String, Object> own = new LinkedHashMap<>();
    space.forEach((dimension, values) -> own.put(dimension, values.form()));
    own.remove(Candidate.CYCLES);
    Map<String, String> definition = new LinkedHashMap<>();
    definition.put("cycles", cycles().toString());
    definition.put("position", Integer.toString(position));
    definition.put("refine", "[]");
    definition.put("space", own.toString());
    definition.put("continue", "best " + best);
    return definition;
  }
}
