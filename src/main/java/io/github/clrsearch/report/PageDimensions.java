package io.github.clrsearch.report;

import io.github.clrsearch.report.PageData.Dimension;
import io.github.clrsearch.report.PageData.StageRange;
import io.github.clrsearch.search.space.Choice;
import io.github.clrsearch.search.space.Distribution;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.Range;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.FrozenStage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** The hyperparameters that a study searches, with the ranges that it narrowed them to. */
final class PageDimensions {
  /** From this ratio on, choices are drawn by their order of magnitude. */
  private static final double WIDE = 50;

  private static final String K = "k";
  private static final String N_S = "n_s";

  private PageDimensions() {}

  /**
   * The dimensions of the stages that search.
   *
   * @param stages in their order
   * @param trials which tell how many updates k epochs are: n_s is what the report draws
   */
  static List<Dimension> of(List<FrozenStage> stages, List<EndedTrial> trials) {
    if (stages.isEmpty()) {
      return List.of();
    }
    SearchSpace all = SearchSpace.union(stages.stream().map(FrozenStage::space).toList());
    List<Dimension> dimensions = new ArrayList<>();
    for (String name : names(all, trials)) {
      OptionalDouble updates = name.equals(K) ? updatesPerK(trials) : OptionalDouble.empty();
      double factor = updates.orElse(1);
      dimensions.add(
          new Dimension(
              updates.isPresent() ? N_S : name,
              logarithmic(all.distribution(name)),
              all.distribution(name).integral() && !name.equals(Candidate.CYCLES),
              ranges(name, factor, stages)));
    }
    return dimensions;
  }

  /** A number of cycles is a point of the search even where all trials have the same. */
  private static Set<String> names(SearchSpace space, List<EndedTrial> trials) {
    Set<String> names = new LinkedHashSet<>(space.dimensions());
    if (space.has(Candidate.CYCLES)
        && !names.isEmpty()
        && trials.stream().anyMatch(ended -> ended.result().cycles().size() > 1)) {
      names.add(Candidate.CYCLES);
    }
    return names;
  }

  private static boolean logarithmic(Distribution distribution) {
    Range range = distribution.range();
    return distribution instanceof LogUniform
        || distribution instanceof Choice && range.min() > 0 && range.max() / range.min() >= WIDE;
  }

  /** What stages after the first took in place of what the one before had. */
  private static List<StageRange> ranges(String name, double factor, List<FrozenStage> stages) {
    List<StageRange> ranges = new ArrayList<>();
    Range before = null;
    for (FrozenStage stage : stages) {
      if (!stage.space().has(name)) {
        continue;
      }
      Range range = stage.space().distribution(name).range();
      if (before != null && !range.equals(before) && range.min() < range.max()) {
        ranges.add(new StageRange(stage.stage(), factor * range.min(), factor * range.max()));
      }
      before = range;
    }
    return ranges;
  }

  /** n_s / k, where it is the same for all trials. */
  private static OptionalDouble updatesPerK(List<EndedTrial> trials) {
    List<Double> ratios =
        trials.stream()
            .filter(end -> end.derived().containsKey(N_S) && end.trial().setting().has(K))
            .map(end -> end.derived().get(N_S) / end.trial().setting().value(K))
            .distinct()
            .toList();
    return ratios.size() == 1 ? OptionalDouble.of(ratios.get(0)) : OptionalDouble.empty();
  }
}
