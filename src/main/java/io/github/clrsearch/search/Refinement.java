package io.github.clrsearch.search;

import io.github.clrsearch.search.space.Choice;
import io.github.clrsearch.search.space.Distribution;
import io.github.clrsearch.search.space.Interval;
import io.github.clrsearch.search.space.Range;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Contenders;
import io.github.clrsearch.search.trial.RefinementException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * From a finished stage to the space of the next one: coarse to fine. Dimensions that are refined
 * keep what the contenders span, the others stay as they are, and the next stage's own
 * distributions replace both.
 *
 * @param validationImages that every accuracy was measured on, at least 1
 * @param limits the hard limits of hyperparameters by name; one that is not named has none
 */
public record Refinement(int validationImages, Map<String, Range> limits) {

  /** Checks the number of images and copies the limits. */
  public Refinement {
    if (validationImages < 1) {
      throw new IllegalArgumentException(
          "refinement must have at least 1 validation image, but got %d: raise data.validation"
              .formatted(validationImages));
    }
    limits = Map.copyOf(limits);
  }

  /**
   * Refines a stage's space.
   *
   * @param space of the finished stage
   * @param trials that were drawn in the finished stage, at least 1
   * @param candidates of the finished stage: every cycle's end of every trial
   * @param next the stage to come
   * @throws RefinementException when there is something to refine, but no candidate has an accuracy
   */
  public Refined refine(SearchSpace space, int trials, List<Candidate> candidates, Stage next) {
    return refine(space, space, trials, candidates, next);
  }

  /**
   * Refines by the results of a stage that later stages may have followed without any.
   *
   * @param before the space of the stage just before: what is not refined stays as it has it
   * @param sampled the space of the stage with the results
   * @param trials that were drawn in the stage with the results, at least 1
   * @param candidates of that stage: every cycle's end of every trial
   * @param next the stage to come
   * @throws RefinementException when there is something to refine, but no candidate has an accuracy
   */
  public Refined refine(
      SearchSpace before, SearchSpace sampled, int trials, List<Candidate> candidates, Stage next) {
    if (next.refine().isEmpty()) {
      return new Refined(before.with(next.space()), List.of());
    }
    Contenders contenders =
        Contenders.of(candidates, validationImages).orElseThrow(() -> nothingToGoBy(next));
    Map<String, Distribution> refined = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>();
    for (String name : next.refine()) {
      Distribution now = before.distribution(name);
      Distribution old = sampled.distribution(name);
      if (next.space().containsKey(name)) {
        lines.add(
            "%s: %s -> %s as stage %s has it"
                .formatted(name, now, next.space().get(name), next.name()));
      } else if (old.isConstant()) {
        lines.add(
            now.isConstant()
                ? "%s: %s has a single value, which stays".formatted(name, now)
                : "%s: %s stays, for no trial that sampled it has a validation accuracy"
                    .formatted(name, now));
      } else if (old instanceof Interval interval) {
        refined.put(name, narrow(name, interval, contenders, trials, lines));
      } else if (old instanceof Choice choice) {
        refined.put(name, keep(name, choice, contenders, lines));
      }
    }
    return new Refined(before.with(refined).with(next.space()), lines);
  }

  /**
   * Narrows an interval.
   *
   * @param lines modified: what was done is added
   */
  private Distribution narrow(
      String name, Interval old, Contenders contenders, int trials, List<String> lines) {
    Range limit = limits.getOrDefault(name, Range.UNLIMITED);
    RefinedInterval refined = RefinedInterval.of(name, old, contenders, trials, limit);
    lines.add("%s: %s -> %s from %s".formatted(name, old, refined.range(), contenders));
    refined.note().ifPresent(lines::add);
    return old.over(refined.range());
  }

  /**
   * Keeps the choices that the contenders have. A cycle in between can have a number of cycles that
   * is not among the choices; it does not count here.
   *
   * @param lines modified: what was done is added
   */
  private static Distribution keep(
      String name, Choice old, Contenders contenders, List<String> lines) {
    Set<Double> values = contenders.values(name).stream().collect(Collectors.toSet());
    List<Double> kept = old.values().stream().filter(values::contains).toList();
    if (kept.isEmpty()) {
      lines.add("%s: %s stays, for it has no value of %s".formatted(name, old, contenders));
      return old;
    }
    Choice refined = new Choice(kept);
    lines.add("%s: %s -> %s from %s".formatted(name, old, refined.list(), contenders));
    return refined;
  }

  private static RefinementException nothingToGoBy(Stage next) {
    return new RefinementException(
        ("stage %s: refining %s needs a trial with a validation accuracy, but no trial of the "
                + "stages before it has one: see the reasons of their outcomes, "
                + "correct the space, or remove refine from stage %s")
            .formatted(next.name(), next.refine(), next.name()));
  }
}
