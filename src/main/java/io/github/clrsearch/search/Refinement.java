package io.github.clrsearch.search;

import io.github.clrsearch.search.space.Choice;
import io.github.clrsearch.search.space.Distribution;
import io.github.clrsearch.search.space.Interval;
import io.github.clrsearch.search.space.Range;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.RefinementException;
import io.github.clrsearch.search.trial.TopCandidates;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Coarse-to-fine refinement: computes the search space of a stage from the results of the stage
 * before. Each refined dimension is narrowed to the range of the top candidates, the others stay,
 * and the stage's own distributions override both.
 *
 * @param metric of the candidates, with the noise to assume
 * @param limits hard limits by hyperparameter; without an entry there is no limit
 */
public record Refinement(Metric metric, Map<String, Range> limits) {

  public Refinement {
    limits = Map.copyOf(limits);
  }

  /**
   * Refines the space of a stage.
   *
   * @param space of the finished stage
   * @param trials number of trials of the finished stage, at least 1
   * @param candidates of the finished stage: every trial at the end of every cycle
   * @param next the next stage
   * @throws RefinementException if a dimension is refined but no candidate has a score
   */
  public RefinedSpace refine(
      SearchSpace space, int trials, List<Candidate> candidates, SearchingStage next) {
    return refine(space, space, trials, candidates, next);
  }

  /**
   * Refines with the results of an earlier stage, if the stages in between have no results.
   *
   * @param before the space of the stage just before: dimensions that are not refined keep it
   * @param sampled the space of the stage with the results
   * @param trials number of trials of the stage with the results, at least 1
   * @param candidates of that stage: every trial at the end of every cycle
   * @param next the next stage
   * @throws RefinementException if a dimension is refined but no candidate has a score
   */
  public RefinedSpace refine(
      SearchSpace before,
      SearchSpace sampled,
      int trials,
      List<Candidate> candidates,
      SearchingStage next) {
    if (next.refine().isEmpty()) {
      return new RefinedSpace(before.with(next.space()), List.of());
    }
    TopCandidates top = TopCandidates.of(candidates, metric).orElseThrow(() -> noScore(next));
    Map<String, Distribution> refined = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>();
    for (String name : next.refine()) {
      Distribution now = before.distribution(name);
      Distribution old = sampled.distribution(name);
      if (next.space().containsKey(name)) {
        lines.add(
            "%s: %s -> %s, set by stage %s"
                .formatted(name, now, next.space().get(name), next.name()));
      } else if (old.isConstant()) {
        lines.add(
            now.isConstant()
                ? "%s: %s keeps its single value".formatted(name, now)
                : "%s: %s is kept, because no trial that sampled it has a %s"
                    .formatted(name, now, metric.words()));
      } else if (old instanceof Interval interval) {
        refined.put(name, narrow(name, interval, top, trials, lines));
      } else if (old instanceof Choice choice) {
        refined.put(name, keep(name, choice, top, lines));
      }
    }
    return new RefinedSpace(before.with(refined).with(next.space()), lines);
  }

  /**
   * Narrows an interval.
   *
   * @param lines modified: a line about the change is added
   */
  private Distribution narrow(
      String name, Interval old, TopCandidates top, int trials, List<String> lines) {
    Range limit = limits.getOrDefault(name, Range.UNLIMITED);
    RefinedInterval refined = RefinedInterval.of(name, old, top, trials, limit);
    lines.add("%s: %s -> %s from %s".formatted(name, old, refined.range(), top));
    refined.note().ifPresent(lines::add);
    return old.over(refined.range());
  }

  /**
   * Keeps the choices that the top candidates have. A candidate before the end of its trial can
   * have a number of cycles that is not among the choices; it is ignored.
   *
   * @param lines modified: a line about the change is added
   */
  private static Distribution keep(String name, Choice old, TopCandidates top, List<String> lines) {
    Set<Double> values = top.values(name).stream().collect(Collectors.toSet());
    if (Collections.disjoint(old.values(), values)) {
      lines.add("%s: %s is kept, because it has no value of %s".formatted(name, old, top));
      return old;
    }
    Choice refined = old.only(values);
    lines.add("%s: %s -> %s from %s".formatted(name, old, refined.list(), top));
    return refined;
  }

  private RefinementException noScore(SearchingStage next) {
    return new RefinementException(
        ("stage %s: refining %s needs a trial with a %s, but no trial of the "
                + "stages before it has one: see the reasons of their outcomes, "
                + "correct the space, or remove refine from stage %s")
            .formatted(next.name(), next.refine(), metric.words(), next.name()));
  }
}
