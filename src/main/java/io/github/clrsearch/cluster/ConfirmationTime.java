package io.github.clrsearch.cluster;

import io.github.clrsearch.search.ConfirmingStage;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.Trials;
import io.github.clrsearch.search.budget.GroupPlanner;
import io.github.clrsearch.search.stopping.TrialTarget;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Leaderboard;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Observation;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.FrozenStage;
import io.github.clrsearch.store.StudyStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Time that stages will take to confirm the best settings so far. It changes while better settings
 * are found.
 */
final class ConfirmationTime {
  private final Study study;
  private final GroupPlanner planner;
  private final Metric metric;
  private final Map<String, Optional<FrozenStage>> frozen = new HashMap<>();
  private final Set<String> done = new HashSet<>();
  private final Map<String, List<Candidate>> found = new HashMap<>();
  private final Map<Request, Double> known = new HashMap<>();

  private record Request(List<Stage> stages, int slots) {}

  /**
   * Estimates the confirming stages of a study.
   *
   * @param store has what they have frozen and trained so far
   * @param metric that trials are compared by
   */
  ConfirmationTime(Study study, StudyStore store, GroupPlanner planner, Metric metric) {
    this.study = study;
    this.planner = planner;
    this.metric = metric;
    study.stages().stream()
        .filter(ConfirmingStage.class::isInstance)
        .forEach(stage -> frozen.put(stage.name(), store.stages().frozen(stage.name())));
  }

  /** Adds a trial that has ended. */
  void ended(EndedTrial end) {
    known.clear();
    if (end.trial().repetition() == 0) {
      found.put(end.trial().toString(), end.candidates(metric));
    } else {
      done.add(end.trial().toString());
    }
  }

  /** Seconds that those of these stages that confirm need; 0 as long as nothing is known. */
  double seconds(List<Stage> stages, int slots) {
    return known.computeIfAbsent(
        new Request(stages, slots),
        request ->
            stages.stream()
                .filter(ConfirmingStage.class::isInstance)
                .map(ConfirmingStage.class::cast)
                .mapToDouble(stage -> planner.makespan(left(stage), slots).orElse(0))
                .sum());
  }

  private List<TrialTarget> left(ConfirmingStage stage) {
    List<TrialTarget> left = new ArrayList<>();
    for (Trial trial : Trials.confirming(study, stage, chosen(stage)).trials()) {
      if (!done.contains(trial.toString())) {
        left.add(new TrialTarget(trial, trial.cycles()));
      }
    }
    return left;
  }

  private List<Observation> chosen(ConfirmingStage stage) {
    if (frozen.get(stage.name()).isPresent()) {
      return frozen.get(stage.name()).get().observations();
    }
    Leaderboard leaderboard =
        Leaderboard.of(found.values().stream().flatMap(List::stream).toList());
    return leaderboard.best().isEmpty() ? List.of() : stage.chosen(leaderboard, metric);
  }
}
