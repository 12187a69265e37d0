package clrsearch.cli;

import clrsearch.search.Candidate;
import clrsearch.search.Leaderboard;
import clrsearch.store.EndedTrial;
import clrsearch.store.StudyStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a study has come to.
 *
 * @param store its folder
 * @param trials those that have ended, in the order in which they did
 */
record StudySummary(StudyStore store, List<EndedTrial> trials) {

  /** Reads a study. */
  static StudySummary of(StudyStore store) {
    return new StudySummary(
        store,
        store.trials().stream()
            .sorted(
                Comparator.<EndedTrial, Instant>comparing(end -> end.execution().ended())
                    .thenComparing(end -> end.trial().stage())
                    .thenComparingInt(end -> end.trial().number()))
            .toList());
  }

  /** The trials of each stage; the stages in the order of the study's definition. */
  Map<String, List<EndedTrial>> byStage() {
    Map<String, List<EndedTrial>> stages = new LinkedHashMap<>();
    Stream.concat(store.header().stages().stream(), trials.stream().map(end -> end.trial().stage()))
        .forEach(name -> stages.put(name, List.of()));
    stages.putAll(trials.stream().collect(Collectors.groupingBy(end -> end.trial().stage())));
    return stages;
  }

  /** How many trials had each outcome, by its name. */
  static Map<String, Long> outcomes(List<EndedTrial> trials) {
    return trials.stream()
        .collect(
            Collectors.groupingBy(
                end -> end.result().outcome().name(), LinkedHashMap::new, Collectors.counting()));
  }

  /**
   * The trials ranked. What a stage has trained anew, with other seeds, competes by its mean and
   * not here.
   */
  Leaderboard leaderboard() {
    return Leaderboard.of(searched(trials));
  }

  /** The points of the search that trials passed through. */
  static List<Candidate> searched(List<EndedTrial> trials) {
    return trials.stream()
        .filter(end -> end.trial().repetition() == 0)
        .flatMap(end -> end.candidates().stream())
        .toList();
  }

  /** When the last trial ended. */
  Optional<Instant> lastEnd() {
    return trials.isEmpty()
        ? Optional.empty()
        : Optional.of(trials.get(trials.size() - 1).execution().ended());
  }
}
