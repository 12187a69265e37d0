package io.github.clrsearch.cluster;

import io.github.clrsearch.search.SearchingStage;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.trial.EarlierStudy;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Observation;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.StudyHeader;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.store.files.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Other studies that stages of a study learn from. Their results are copied into the study's folder
 * when it begins, so that it does not change if they grow or are deleted.
 *
 * @param study whose stages name them
 * @param open opens a study, given its folder or name
 */
public record EarlierStudies(Study study, Function<String, StudyStore> open) {

  /** The studies that a stage learns from, by folder or name. */
  static List<String> of(Stage stage) {
    return stage instanceof SearchingStage searching ? searching.earlierStudies() : List.of();
  }

  private List<String> names() {
    return study.stages().stream().flatMap(stage -> of(stage).stream()).distinct().toList();
  }

  /**
   * Checks that all of them can be used, without reading their trials.
   *
   * @param now header of the study that learns
   * @throws StoreException if one is not there, or its results are those of something else
   */
  public void check(StudyHeader now) {
    names().forEach(name -> checked(name, now));
  }

  private StudyStore checked(String name, StudyHeader now) {
    StudyStore earlier = open.apply(name);
    List<String> differences = new ArrayList<>(earlier.header().scoreDifferences(now));
    Set<String> missing = new TreeSet<>();
    study.stages().forEach(stage -> missing.addAll(study.space().with(stage.space()).dimensions()));
    missing.removeIf(earlier.header()::hasHyperparameter);
    if (!missing.isEmpty()) {
      differences.add("it has no %s".formatted(String.join(", ", missing)));
    }
    if (!differences.isEmpty()) {
      throw new StoreException(
          "learn-from: the results of %s are not comparable with those of this study: %s. Remove it from learn-from"
              .formatted(name, String.join("; ", differences)));
    }
    return earlier;
  }

  /**
   * Copies their results into the folder of a study that begins, unless they are there.
   *
   * @throws StoreException if one is not there, has no results, or its results are those of
   *     something else
   */
  public void copyTo(StudyStore store) {
    if (names().isEmpty() || store.stages().earlierStudies().isPresent()) {
      return;
    }
    store
        .stages()
        .keepEarlierStudies(
            names().stream()
                .map(name -> results(name, checked(name, store.header()), store.header().metric()))
                .toList());
  }

  private static EarlierStudy results(String name, StudyStore earlier, Metric metric) {
    List<EndedTrial> searched =
        EndedTrial.distinct(
            earlier.trials().stream().filter(end -> end.trial().repetition() == 0).toList());
    List<Observation> observations =
        searched.stream()
            .flatMap(end -> Observation.of(metric, end.trial(), end.result()).stream())
            .map(seen -> seen.of(name))
            .toList();
    if (observations.stream().noneMatch(Observation::measured)) {
      throw new StoreException(
          "learn-from: %s has no trial with a %s: remove it from learn-from"
              .formatted(name, metric.words()));
    }
    return new EarlierStudy(name, searched.size(), observations);
  }
}
