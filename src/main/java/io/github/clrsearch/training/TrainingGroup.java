package io.github.clrsearch.training;

import io.github.clrsearch.network.Learner;
import io.github.clrsearch.network.MiniBatch;
import io.github.clrsearch.network.TrainingStep;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Fused training: several trainings that share their mini-batches. Each gets the same bits as
 * alone, and leaves the group when it ends. A group may have a single member.
 */
public final class TrainingGroup {
  private final List<Member> members = new ArrayList<>();
  private long updates;

  /** A training and its total number of updates. */
  private static final class Member {
    final Trainer trainer;
    final long last;
    final TrainingObserver observer;

    /** Null while it trains. */
    TrainingEnd end;

    Member(Trainer trainer, long last, TrainingObserver observer) {
      this.trainer = trainer;
      this.last = last;
      this.observer = observer;
    }

    void endIfDone() {
      if (end == null && trainer.done() >= last) {
        end = new TrainingEnd(TrainingEnd.Kind.COMPLETED, trainer.done(), "");
      }
    }

    boolean mayEndCycle() {
      return trainer.done() < last && trainer.isAtCycleEnd();
    }

    void cancel() {
      if (end == null) {
        long done = trainer.done();
        end =
            new TrainingEnd(
                TrainingEnd.Kind.CANCELLED, done, "stopped after %d updates".formatted(done));
      }
    }
  }

  /**
   * Adds a training.
   *
   * @param trainer modified by {@link #train}
   * @param last its total number of updates; does nothing if as many have been done already
   * @param observer receives its measurements and the ends of its cycles
   * @throws IllegalArgumentException if its mini-batches differ from those of the other members, or
   *     if only it or only they have momentum
   */
  public void add(Trainer trainer, long last, TrainingObserver observer) {
    if (!members.isEmpty() && !trainer.canBeFusedWith(members.get(0).trainer)) {
      throw new IllegalArgumentException(
          "fused trainings must share their mini-batches: the same data, order and batch size, no jitter, p_x = 1, and all with momentum or none");
    }
    members.add(new Member(trainer, last, observer));
  }

  /**
   * Trains all members to their ends. Members that have done fewer updates, because they started
   * from an earlier state or from none, catch up first.
   *
   * @param cancelled called before every update; true stops all members
   * @return the end of each member, in the order of {@link #add}
   */
  public List<TrainingEnd> train(BooleanSupplier cancelled) {
    return train(cancelled, CycleLimit.NONE);
  }

  /**
   * The same for trainings that may end early.
   *
   * @param limit asked for each member at the ends of its cycles but the last
   */
  public List<TrainingEnd> train(BooleanSupplier cancelled, CycleLimit limit) {
    for (Member member : members) {
      member.trainer.begin(member.observer);
      member.endIfDone();
    }
    MiniBatch batch = members.get(0).trainer.batches().allocate();
    for (List<Member> next = next(); !next.isEmpty(); next = next()) {
      train(next, batch, cancelled, limit);
    }
    return members.stream().map(member -> member.end).toList();
  }

  private Stream<Member> training() {
    return members.stream().filter(member -> member.end == null);
  }

  /** The members in training with the fewest updates: usually all of them. */
  private List<Member> next() {
    long least = training().mapToLong(member -> member.trainer.done()).min().orElse(0);
    return training().filter(member -> member.trainer.done() == least).toList();
  }

  private static List<Learner> learners(List<Member> members) {
    return members.stream().map(member -> member.trainer.learner()).toList();
  }

  /** Trains until one of them ends, or until they catch up with another member. */
  private void train(
      List<Member> active, MiniBatch batch, BooleanSupplier cancelled, CycleLimit limit) {
    Trainer first = active.get(0).trainer;
    TrainingStep step = new TrainingStep(learners(active), first.batches().size());
    long until =
        Stream.concat(
                active.stream().map(member -> member.last),
                training().map(member -> member.trainer.done()).filter(t -> t > first.done()))
            .min(Long::compare)
            .orElseThrow();
    boolean all = true;
    while (all && first.done() < until) {
      if (cancelled.getAsBoolean()) {
        members.forEach(Member::cancel);
        break;
      }
      all = update(active, step, batch, limit);
    }
    step.settle();
    active.forEach(Member::endIfDone);
  }

  /** Runs the next update of all. Returns whether all are still training. */
  private boolean update(
      List<Member> active, TrainingStep step, MiniBatch batch, CycleLimit limit) {
    long update = active.get(0).trainer.done();
    active.get(0).trainer.batches().gather(update, batch);
    for (int i = 0; i < active.size(); i++) {
      active.get(i).trainer.aim();
    }
    step.update(batch, update);
    updates++;
    boolean all = true;
    for (int i = 0; i < active.size(); i++) {
      Member member = active.get(i);
      if (!member.trainer.updated(step, member.observer)) {
        member.end = member.trainer.diverged();
      } else if (member.mayEndCycle() && limit.endsBefore(updates, member.trainer.cycleLength())) {
        member.cancel();
      }
      all &= member.end == null;
    }
    return all;
  }
}
