package io.github.clrsearch.report;

import io.github.clrsearch.search.Sampling;
import io.github.clrsearch.search.samplers.PredictedMeans;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Observation;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.FrozenStage;
import io.github.clrsearch.store.ImportanceRow;
import io.github.clrsearch.store.StudyHeader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The mean of a study's model over its two most important hyperparameters, if a stage has learned
 * from a model. The other hyperparameters have the values of the best trial.
 *
 * @param x name of the axis across
 * @param y name of the axis upwards
 * @param xs places on it, ascending
 * @param ys likewise
 * @param means of the metric: for the first place upwards all places across, and so on
 */
record PageSurface(String x, String y, List<Double> xs, List<Double> ys, List<Double> means) {
  /** Places per axis. */
  static final int PLACES = 21;

  /**
   * The surface; null if the study has no model, no importances or no two axes of numbers.
   *
   * @param stages that search, frozen
   * @param ended their trials
   */
  static PageSurface of(
      StudyHeader header,
      List<FrozenStage> stages,
      List<EndedTrial> ended,
      List<ImportanceRow> importance,
      Optional<Candidate> best) {
    List<SearchedAxis> axes =
        importance.stream()
            .filter(row -> row.stage().equals(ImportanceRow.ALL))
            .sorted(Comparator.comparingDouble(ImportanceRow::importance).reversed())
            .flatMap(row -> axis(row, SearchedAxis.of(stages, ended)))
            .limit(2)
            .toList();
    boolean hasModel = stages.stream().anyMatch(stage -> hasModel(header, stage));
    if (!hasModel
        || best.isEmpty()
        || axes.size() < 2
        || axes.stream().anyMatch(PageSurface::hasWords)) {
      return null;
    }
    List<Double> xs = places(axes.get(0));
    List<Double> ys = places(axes.get(1));
    List<Setting> settings = new ArrayList<>();
    for (double y : ys) {
      for (double x : xs) {
        settings.add(
            best.get()
                .setting()
                .with(axes.get(0).hyperparameter(), x / axes.get(0).factor())
                .with(axes.get(1).hyperparameter(), y / axes.get(1).factor()));
      }
    }
    return PredictedMeans.of(
            SearchSpace.union(stages.stream().map(FrozenStage::space).toList()),
            observations(header.metric(), stages, ended),
            header.metric(),
            settings)
        .map(means -> new PageSurface(axes.get(0).name(), axes.get(1).name(), xs, ys, means))
        .orElse(null);
  }

  private static Stream<SearchedAxis> axis(ImportanceRow row, List<SearchedAxis> axes) {
    return axes.stream().filter(axis -> axis.hyperparameter().equals(row.hyperparameter()));
  }

  private static boolean hasWords(SearchedAxis axis) {
    return !axis.words().isEmpty();
  }

  private static boolean hasModel(StudyHeader header, FrozenStage stage) {
    String sampler = header.definition().get("stages.%s.sampler".formatted(stage.stage()));
    return Sampling.GP.toString().equals(sampler);
  }

  /** The observations of all trials that search, and those of earlier studies. */
  private static List<Observation> observations(
      Metric metric, List<FrozenStage> stages, List<EndedTrial> ended) {
    Stream<Observation> own =
        EndedTrial.distinct(ended.stream().filter(end -> end.trial().repetition() == 0).toList())
            .stream()
            .flatMap(end -> Observation.of(metric, end.trial(), end.result()).stream());
    Stream<Observation> earlier =
        stages.stream()
            .flatMap(stage -> stage.observations().stream())
            .filter(Observation::isOfEarlierStudy);
    return Stream.concat(own, earlier).distinct().toList();
  }

  private static List<Double> places(SearchedAxis axis) {
    List<Double> places = new ArrayList<>();
    for (int i = 0; i < PLACES; i++) {
      double part = i / (PLACES - 1.0);
      places.add(
          axis.log()
              ? axis.min() * Math.pow(axis.max() / axis.min(), part)
              : axis.min() + part * (axis.max() - axis.min()));
    }
    return places;
  }
}
