package io.github.clrsearch.cluster.jobs;

import io.github.clrsearch.search.Grouping;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trials in groups that share a task, in the order in which they are submitted.
 *
 * @param grouping which trials share a task
 * @param cores number of tasks that can run at once, at least 1
 */
public record TrialGroups(Objective objective, Grouping grouping, int cores) {

  /**
   * Groups trials, the longest first. Trials whose settings the objective rejects fail at once:
   * they are spread evenly over the others, because together they would look like too many
   * consecutive failures.
   */
  public List<List<Trial>> longestFirst(List<Trial> trials) {
    Map<Trial, Long> costs = new LinkedHashMap<>();
    List<Trial> rejected = new ArrayList<>();
    for (Trial trial : trials) {
      try {
        costs.put(trial, objective.cost(trial.setting()));
      } catch (RuntimeException e) {
        rejected.add(trial);
      }
    }
    List<Trial> order = new ArrayList<>(costs.keySet());
    order.sort(Comparator.comparingLong((Trial trial) -> costs.get(trial)).reversed());
    Map<Trial, Long> descending = new LinkedHashMap<>();
    order.forEach(trial -> descending.put(trial, costs.get(trial)));
    List<List<Trial>> groups = new ArrayList<>(grouping.groups(descending, objective, cores));
    int accepted = groups.size();
    for (int i = 0; i < rejected.size(); i++) {
      int place = (int) ((i + 1L) * accepted / (rejected.size() + 1L)) + i;
      groups.add(place, List.of(rejected.get(i)));
    }
    return groups;
  }
}
