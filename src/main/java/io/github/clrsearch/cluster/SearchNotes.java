package io.github.clrsearch.cluster;

import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.StudyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Notes at the end of a search about what it has not trained.
 *
 * @param searches of the stages that have begun
 */
record SearchNotes(List<StageSearch> searches) {

  /** What a time budget left, in one line; empty if it left nothing. */
  Optional<String> unfinished(List<String> notBegun) {
    List<String> unfinished =
        new ArrayList<>(searches.stream().flatMap(search -> search.unfinished().stream()).toList());
    notBegun.forEach(name -> unfinished.add("stage %s has not begun".formatted(name)));
    return unfinished.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the time budget ended before all trials: %s. More time continues them: --budget"
                .formatted(String.join("; ", unfinished)));
  }

  /** How much another study has trained, in one line; empty if nothing was to be taken over. */
  Optional<String> takenOver(Optional<ForkedStudy> fork) {
    List<EndedTrial> all = searches.stream().flatMap(each -> each.kept().stream()).toList();
    long taken = all.stream().filter(end -> end.execution().isTakenOver()).count();
    if (taken > 0) {
      return Optional.of(
          "%d of %d trials are taken over from another study (column taken_from), and %d are trained"
              .formatted(taken, all.size(), all.size() - taken));
    }
    return fork.map(
        from ->
            "no trial is taken over from %s: none has a setting and seed of this study"
                .formatted(from.location()));
  }

  /** Which results of other studies stages have learned from, one line per study. */
  List<String> learned(StudyStore store) {
    return store.stages().earlierStudies().orElse(List.of()).stream()
        .map(
            earlier ->
                "stages learned from %d trials of %s, which are no trials of this study (learn-from)"
                    .formatted(earlier.trials(), earlier.name()))
        .toList();
  }
}
