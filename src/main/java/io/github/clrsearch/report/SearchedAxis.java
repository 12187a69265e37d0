package io.github.clrsearch.report;

import io.github.clrsearch.search.space.Choice;
import io.github.clrsearch.search.space.Distribution;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.Range;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.FrozenStage;
import io.github.clrsearch.store.StudyStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * The axis of a hyperparameter that a study searches: what its stages searched together, however
 * few trials of that have an accuracy. A constant has no axis.
 *
 * @param name of the column: n_s instead of k, where all trials have as many updates in an epoch
 * @param hyperparameter its name in a setting
 * @param factor from the hyperparameter's values to the axis's
 * @param log whether it matters by its order of magnitude
 * @param integral whether all values are integers
 * @param min where it begins; above 0 on a logarithmic axis
 * @param max where it ends, above {@code min}
 * @param ranges what later stages narrowed it to
 */
public record SearchedAxis(
    String name,
    String hyperparameter,
    double factor,
    boolean log,
    boolean integral,
    double min,
    double max,
    List<StageRange> ranges) {

  /** A stage's range of an axis. */
  public record StageRange(String stage, double min, double max) {}

  /** From this ratio on, choices are drawn by their order of magnitude. */
  private static final double WIDE = 50;

  private static final String K = "k";
  private static final String N_S = "n_s";

  /** The stages of a study that search, as far as they have begun, in their order. */
  public static List<FrozenStage> searching(StudyStore store) {
    return store.header().stages().stream()
        .filter(stage -> !store.header().confirms(stage))
        .flatMap(stage -> store.stage(stage).stream())
        .toList();
  }

  /**
   * The axes of everything that stages search.
   *
   * @param stages in their order
   * @param trials all that have ended
   */
  public static List<SearchedAxis> of(List<FrozenStage> stages, Collection<EndedTrial> trials) {
    Set<String> names = new LinkedHashSet<>();
    stages.forEach(stage -> names.addAll(stage.space().distributions().keySet()));
    return names.stream()
        .filter(name -> !searched(name, stages).isEmpty())
        .map(name -> of(name, stages, trials))
        .toList();
  }

  private static SearchedAxis of(
      String name, List<FrozenStage> stages, Collection<EndedTrial> trials) {
    List<Distribution> searched = searched(name, stages);
    DoubleSummaryStatistics reach = new DoubleSummaryStatistics();
    for (Distribution distribution : searched) {
      reach.accept(distribution.range().min());
      reach.accept(distribution.range().max());
    }
    boolean log = searched.stream().anyMatch(SearchedAxis::logarithmic) && reach.getMin() > 0;
    // A stage may hold constant what another searches, and trials pass through fewer cycles.
    trials.stream()
        .flatMapToDouble(ended -> values(name, ended))
        .filter(value -> !log || value > 0)
        .forEach(reach);
    OptionalDouble updates = name.equals(K) ? updatesPerK(trials) : OptionalDouble.empty();
    double factor = updates.orElse(1);
    return new SearchedAxis(
        updates.isPresent() ? N_S : name,
        name,
        factor,
        log,
        searched.stream().allMatch(Distribution::integral),
        factor * reach.getMin(),
        factor * reach.getMax(),
        ranges(name, factor, stages));
  }

  private static List<Distribution> searched(String name, List<FrozenStage> stages) {
    return stages.stream()
        .filter(stage -> stage.space().has(name))
        .map(stage -> stage.space().distribution(name))
        .filter(distribution -> !distribution.isConstant())
        .toList();
  }

  private static boolean logarithmic(Distribution distribution) {
    Range range = distribution.range();
    return distribution instanceof LogUniform
        || distribution instanceof Choice && range.min() > 0 && range.max() / range.min() >= WIDE;
  }

  private static DoubleStream values(String name, EndedTrial ended) {
    Setting setting = ended.trial().setting();
    DoubleStream own = setting.has(name) ? DoubleStream.of(setting.value(name)) : DoubleStream.of();
    return name.equals(Candidate.CYCLES)
        ? DoubleStream.concat(own, ended.result().cycles().stream().mapToDouble(CycleResult::cycle))
        : own;
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
  private static OptionalDouble updatesPerK(Collection<EndedTrial> trials) {
    List<Double> ratios =
        trials.stream()
            .filter(end -> end.derived().containsKey(N_S) && end.trial().setting().has(K))
            .map(end -> end.derived().get(N_S) / end.trial().setting().value(K))
            .distinct()
            .toList();
    return ratios.size() == 1 ? OptionalDouble.of(ratios.get(0)) : OptionalDouble.empty();
  }

  /** Where a setting lies; NaN where it has no place. */
  public double place(Setting setting) {
    double value =
        setting.has(hyperparameter) ? factor * setting.value(hyperparameter) : Double.NaN;
    return log && value <= 0 ? Double.NaN : value;
  }
}
