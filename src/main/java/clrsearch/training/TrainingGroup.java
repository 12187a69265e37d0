package clrsearch.training;

import clrsearch.network.Learner;
import clrsearch.network.MiniBatch;
import clrsearch.network.TrainingStep;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Trainings that see the same mini-batches, side by side: each gets the bits that it gets alone,
 * and leaves when it ends. One alone is a group, too.
 */
public final class TrainingGroup {
  private final List<Member> members = new ArrayList<>();

  /** A training and how far it is to go. */
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
   * @param last how many updates it is to have in all; none are done where as many have been done
   * @param observer hears its measurements and its cycles' ends
   * @throws IllegalArgumentException if it sees other mini-batches than those before
   */
  public void add(Trainer trainer, long last, TrainingObserver observer) {
    if (!members.isEmpty() && !trainer.sharesBatchesWith(members.get(0).trainer)) {
      throw new IllegalArgumentException(
          "trainings side by side must see the same mini-batches: of the same data, order and size, without jitter and with p_x = 1");
    }
    members.add(new Member(trainer, last, observer));
  }

  /**
   * Trains all to their ends. Those that have done less, because they did not go on from a state or
   * went on from an earlier one, train until they have caught up.
   *
   * @param cancelled asked before every update whether to stop
   * @return how each ended, in the order in which they were added
   */
  public List<TrainingEnd> train(BooleanSupplier cancelled) {
    for (Member member : members) {
      member.trainer.begin(member.observer);
      member.endIfDone();
    }
    MiniBatch batch = members.get(0).trainer.newBatch();
    for (List<Member> next = hindmost(); !next.isEmpty(); next = hindmost()) {
      train(next, batch, cancelled);
    }
    return members.stream().map(member -> member.end).toList();
  }

  private Stream<Member> training() {
    return members.stream().filter(member -> member.end == null);
  }

  /** Those in training that have done the fewest updates: all of them, as a rule. */
  private List<Member> hindmost() {
    long least = training().mapToLong(member -> member.trainer.done()).min().orElse(0);
    return training().filter(member -> member.trainer.done() == least).toList();
  }

  /** Trains until one of them ends, or another one is caught up with. */
  private void train(List<Member> active, MiniBatch batch, BooleanSupplier cancelled) {
    List<TrainingStep> steps = steps(active);
    Trainer first = active.get(0).trainer;
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
      all = update(active, steps, batch);
    }
    steps.forEach(TrainingStep::settle);
    active.forEach(Member::endIfDone);
  }

  /** Makes the next update of all; whether all still train. */
  private static boolean update(List<Member> active, List<TrainingStep> steps, MiniBatch batch) {
    long update = active.get(0).trainer.done();
    active.get(0).trainer.gather(batch);
    for (Member member : active) {
      member.trainer.aim();
    }
    for (TrainingStep step : steps) {
      step.update(batch, update);
    }
    boolean all = true;
    for (int i = 0; i < active.size(); i++) {
      Member member = active.get(i);
      if (member.trainer.isDue()) {
        settle(steps, member.trainer.learner());
      }
      if (!member.trainer.updated(member.observer)) {
        member.end = member.trainer.diverged();
        all = false;
      }
    }
    return all;
  }

  private static void settle(List<TrainingStep> steps, Learner learner) {
    for (TrainingStep step : steps) {
      step.settle(learner);
    }
  }

  /** One step for all, or where its bits would not be theirs, one for each. */
  private static List<TrainingStep> steps(List<Member> active) {
    List<Learner> learners = active.stream().map(member -> member.trainer.learner()).toList();
    int batchSize = active.get(0).trainer.batchSize();
    if (learners.size() == 1 || TrainingStep.isExact(learners, batchSize)) {
      return List.of(new TrainingStep(learners, batchSize));
    }
    return learners.stream().map(one -> new TrainingStep(List.of(one), batchSize)).toList();
  }
}
