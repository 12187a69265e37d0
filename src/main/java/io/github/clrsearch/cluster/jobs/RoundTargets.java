package io.github.clrsearch.cluster.jobs;

import io.github.clrsearch.search.stopping.TrialTarget;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The targets of a round. Others join while it runs: drawn when they are needed, or, in a stage
 * that learns, when trials have ended. Safe for use by several threads.
 */
public final class RoundTargets {
  private final Supplier<List<TrialTarget>> more;
  private final List<TrialTarget> ready;

  /** Numbers of trials that wait or train. */
  private final Set<Integer> begun = new HashSet<>();

  private boolean draws;
  private boolean complete;

  private RoundTargets(
      List<TrialTarget> targets,
      Supplier<List<TrialTarget>> more,
      boolean draws,
      boolean complete) {
    this.more = more;
    this.ready = new ArrayList<>(targets);
    targets.forEach(target -> begun.add(target.trial().number()));
    this.draws = draws;
    this.complete = complete;
  }

  /** A round that no other trials join. */
  public static RoundTargets fixed(List<TrialTarget> targets) {
    return new RoundTargets(targets, List::of, false, true);
  }

  /**
   * A round that others join when they are needed.
   *
   * @param more draws some of them; none if there are no more
   */
  public static RoundTargets growing(List<TrialTarget> targets, Supplier<List<TrialTarget>> more) {
    return new RoundTargets(targets, more, true, false);
  }

  /** A round of a stage that learns: others join when trials have ended. */
  public static RoundTargets learning(List<TrialTarget> targets) {
    return new RoundTargets(targets, List::of, false, targets.isEmpty());
  }

  /** The targets that have joined since the last call; at first, those that are there already. */
  public synchronized List<TrialTarget> take() {
    if (ready.isEmpty() && draws) {
      ready.addAll(more.get());
      draws = !ready.isEmpty();
      complete = !draws;
    }
    List<TrialTarget> taken = List.copyOf(ready);
    ready.clear();
    return taken;
  }

  /** Whether no more will join. */
  public synchronized boolean complete() {
    return complete;
  }

  /**
   * A trial of a stage that learns has ended.
   *
   * @param number of the trial
   * @param targets what the stage trains now
   */
  public synchronized void ended(int number, List<TrialTarget> targets) {
    begun.remove(number);
    targets.stream().filter(target -> begun.add(target.trial().number())).forEach(ready::add);
    complete = targets.isEmpty();
  }
}
