package io.github.clrsearch.search;

import io.github.clrsearch.search.trial.FusibleTraining;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.Trial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Groups trials for fused training. No result depends on the groups.
 *
 * @param maxTrials maximum number of trials in a group, at least 1
 */
public record Grouping(int maxTrials) implements Serializable {

  /** Trains every trial alone. */
  public static final Grouping ALONE = new Grouping(1);

  public Grouping {
    if (maxTrials < 1) {
      throw new IllegalArgumentException("maxTrials must be at least 1, but got " + maxTrials);
    }
  }

  /** Trials of one fused training, their cost, and their share of the maximum width. */
  private static final class Group {
    final List<Trial> trials = new ArrayList<>();
    long cost;
    double share;

    void add(Trial trial, long cost, double share) {
      trials.add(trial);
      this.cost += cost;
      this.share += share;
    }
  }

  /**
   * Groups trials of about the same cost.
   *
   * @param costs by trial, in descending order: not modified
   * @param objective decides which trials can be trained together
   * @param cores number of cores to keep busy, at least 1: a group costs at most half of the work
   *     per core, so that the last groups fill the gaps
   * @return the groups in descending order of cost; trials within a group keep their order
   */
  public List<List<Trial>> groups(Map<Trial, Long> costs, Objective objective, int cores) {
    double longest = costs.values().stream().mapToDouble(Long::doubleValue).sum() / (2.0 * cores);
    List<Group> groups = new ArrayList<>();
    Map<String, Group> open = new HashMap<>();
    costs.forEach(
        (trial, cost) -> {
          Optional<FusibleTraining> fusible =
              maxTrials == 1 ? Optional.empty() : objective.fusible(trial.setting());
          double share = fusible.map(FusibleTraining::share).orElse(1.0);
          // Each repetition has its own mini-batches.
          String inputs = fusible.map(f -> trial.repetition() + " " + f.inputs()).orElse(null);
          Group group = open.get(inputs);
          if (group == null
              || group.trials.size() == maxTrials
              || group.share + share > 1
              || group.cost + cost > longest) {
            Group begun = new Group();
            groups.add(begun);
            fusible.ifPresent(f -> open.put(inputs, begun));
            group = begun;
          }
          group.add(trial, cost, share);
        });
    groups.sort(Comparator.comparingLong((Group group) -> group.cost).reversed());
    return groups.stream().map(group -> List.copyOf(group.trials)).toList();
  }
}
