package io.github.clrsearch.search;

import io.github.clrsearch.search.stopping.Rung;
import io.github.clrsearch.search.stopping.TrialTarget;
import io.github.clrsearch.search.trial.Outcome;
import java.util.List;
import java.util.Map;

/**
 * State of a stage.
 *
 * @param rungs the rungs that have been decided, in order
 * @param targets the trials to train before the next rung can be decided, by number; empty if the
 *     stage has ended
 * @param stopped outcome of each stopped trial, by trial number
 */
public record StageState(
    List<Rung> rungs, List<TrialTarget> targets, Map<Integer, Outcome> stopped) {}
