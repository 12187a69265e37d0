package io.github.clrsearch.report;

import io.github.clrsearch.search.space.Choice;
import io.github.clrsearch.search.space.Distribution;
import io.github.clrsearch.search.space.LogInteger;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.Range;
import io.github.clrsearch.search.space.SearchSpace;
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
 * Axis of a searched hyperparameter. It covers everything that the stages searched, even where no
 * trial has a value. Constants have no axis.
 *
 * @param name of the axis; n_s instead of k if all trials have the same number of updates per epoch
 * @param hyperparameter its key in a setting
 * @param factor from values of the hyperparameter to values of the axis
 * @param log whether the axis is logarithmic
 * @param integral whether all values are integers
 * @param min start of the axis; positive if logarithmic
 * @param max end of the axis, greater than {@code min}
 * @param words of a hyperparameter whose values are words: the places from 0 on; otherwise empty
 * @param ranges refined ranges of later stages
 */
public record SearchedAxis(
    String name,
    String hyperparameter,
    double factor,
    boolean log,
    boolean integral,
    double min,
    double max,
    List<String> words,
    List<StageRange> ranges) {

  /** Range of a stage on an axis. */
  public record StageRange(String stage, double min, double max) {}

  /** Choices with at least this ratio of maximum to minimum get a logarithmic axis. */
  private static final double WIDE = 50;

  private static final String K = "k";
  private static final String N_S = "n_s";

  /** Stages that search (do not confirm) and have started, in order. */
  public static List<FrozenStage> searching(StudyStore store) {
    return store.header().stages().stream()
        .filter(stage -> !stage.confirms())
        .flatMap(stage -> store.stages().frozen(stage.name()).stream())
        .toList();
  }

  /**
   * The axes of all searched hyperparameters.
   *
   * @param stages in order
   * @param trials all ended trials
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
    if (searched.get(0).hasWords()) {
      return ofWords(name, stages);
    }
    DoubleSummaryStatistics reach = new DoubleSummaryStatistics();
    for (Distribution distribution : searched) {
      reach.accept(distribution.range().min());
      reach.accept(distribution.range().max());
    }
    boolean log = searched.stream().anyMatch(SearchedAxis::logarithmic) && reach.getMin() > 0;
    // Another stage may have a constant outside the range, and trials pass through fewer cycles.
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
        List.of(),
        ranges(name, factor, stages));
  }

  private static SearchedAxis ofWords(String name, List<FrozenStage> stages) {
    Choice all =
        (Choice)
            SearchSpace.union(
                    stages.stream()
                        .map(FrozenStage::space)
                        .filter(space -> space.has(name))
                        .map(space -> SearchSpace.empty().with(name, space.distribution(name)))
                        .toList())
                .distribution(name);
    int last = all.words().size() - 1;
    return new SearchedAxis(name, name, 1, false, true, 0, last, all.words(), List.of());
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
        || distribution instanceof LogInteger
        || distribution instanceof Choice && range.min() > 0 && range.max() / range.min() >= WIDE;
  }

  private static DoubleStream values(String name, EndedTrial ended) {
    Setting setting = ended.trial().setting();
    DoubleStream own = setting.has(name) ? DoubleStream.of(setting.value(name)) : DoubleStream.of();
    return name.equals(Candidate.CYCLES)
        ? DoubleStream.concat(own, ended.result().cycles().stream().mapToDouble(CycleResult::cycle))
        : own;
  }

  /** The ranges of stages that differ from the stage before. */
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

  /** n_s / k, if it is the same for all trials. */
  private static OptionalDouble updatesPerK(Collection<EndedTrial> trials) {
    List<Double> ratios =
        trials.stream()
            .filter(end -> end.derived().containsKey(N_S) && end.trial().setting().has(K))
            .map(end -> end.derived().get(N_S) / end.trial().setting().value(K))
            .distinct()
            .toList();
    return ratios.size() == 1 ? OptionalDouble.of(ratios.get(0)) : OptionalDouble.empty();
  }

  /** Position of a setting on the axis; NaN if it has none. */
  public double place(Setting setting) {
    if (!words.isEmpty()) {
      int index = words.indexOf(setting.words().get(hyperparameter));
      return index < 0 ? Double.NaN : index;
    }
    double value =
        setting.has(hyperparameter) ? factor * setting.value(hyperparameter) : Double.NaN;
    return log && value <= 0 ? Double.NaN : value;
  }
}
