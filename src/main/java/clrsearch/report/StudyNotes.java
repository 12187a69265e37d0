package clrsearch.report;

import clrsearch.search.Observation;
import clrsearch.search.Range;
import clrsearch.search.SearchSpace;
import clrsearch.search.SearchWarnings;
import clrsearch.store.EndedTrial;
import java.util.List;
import java.util.Map;

/** What a finished search should make its user doubt, out of its rows. */
public final class StudyNotes {
  private StudyNotes() {}

  /**
   * A line each.
   *
   * @param spaces of the stages that searched, at least one
   * @param trials of these stages
   * @param validationImages that every accuracy was measured on, at least 1
   * @param limits the hard limits of hyperparameters by name
   * @param confirmed whether a stage has told the best from each other with several seeds
   */
  public static List<String> of(
      List<SearchSpace> spaces,
      List<EndedTrial> trials,
      int validationImages,
      Map<String, Range> limits,
      long seed,
      boolean confirmed) {
    return new SearchWarnings(
            SearchSpace.union(spaces),
            trials.stream().flatMap(end -> end.candidates().stream()).toList(),
            observations(trials),
            validationImages,
            limits,
            seed)
        .lines(confirmed);
  }

  /** What trials showed, with those that diverged. */
  public static List<Observation> observations(List<EndedTrial> trials) {
    return trials.stream()
        .flatMap(end -> Observation.of(end.trial(), end.result()).stream())
        .toList();
  }
}
