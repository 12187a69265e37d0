package io.github.clrsearch.search;

import io.github.clrsearch.search.trial.Fusing;
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
 * Which trials are trained side by side. No result depends on it.
 *
 * @param most trials side by side, at least 1
 */
public record Grouping(int most) implements Serializable {

  /** Every trial alone. */
  public static final Grouping ALONE = new Grouping(1);

  /** Checks the range. */
  public Grouping {
    if (most < 1) {
      throw new IllegalArgumentException("most must be at least 1, but got " + most);
    }
  }

  /** Trials that are trained side by side, what they cost, and what they take of the room. */
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
   * Groups trials with those of about the same length.
   *
   * @param costs by trial, the longest first: not modified
   * @param objective says who can be trained with whom
   * @param cores that have work at the same time: a group is no longer than half of what one of
   *     them has to do, so that the last groups can fill the gaps
   * @return the longest groups first, all trials in the order in which they were given otherwise
   */
  public List<List<Trial>> groups(Map<Trial, Long> costs, Objective objective, int cores) {
    double longest = costs.values().stream().mapToDouble(Long::doubleValue).sum() / (2.0 * cores);
    List<Group> groups = new ArrayList<>();
    Map<String, Group> open = new HashMap<>();
    costs.forEach(
        (trial, cost) -> {
          Optional<Fusing> fusing =
              most == 1 ? Optional.empty() : objective.fusing(trial.setting());
          double share = fusing.map(Fusing::share).orElse(1.0);
          // Each repetition has mini-batches of its own.
          String inputs = fusing.map(f -> trial.repetition() + " " + f.inputs()).orElse(null);
          Group group = open.get(inputs);
          if (group == null
              || group.trials.size() == most
              || group.share + share > 1
              || group.cost + cost > longest) {
            Group begun = new Group();
            groups.add(begun);
            fusing.ifPresent(f -> open.put(inputs, begun));
            group = begun;
          }
          group.add(trial, cost, share);
        });
    groups.sort(Comparator.comparingLong((Group group) -> group.cost).reversed());
    return groups.stream().map(group -> List.copyOf(group.trials)).toList();
  }
}
