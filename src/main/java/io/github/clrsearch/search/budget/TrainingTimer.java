package io.github.clrsearch.search.budget;

import io.github.clrsearch.search.trial.Cancellation;
import java.io.Serializable;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Measures the speed of a group of trainings in a few seconds, and ends them then. A group that has
 * ended before is trained again. Measurements at the end of a cycle take as long as many updates,
 * so a whole number of cycles is timed, unless a cycle is too long.
 */
public final class TrainingTimer implements Cancellation {
  /** Seconds of the first training of a process, in which Java compiles the code. */
  private static final double FIRST_WARM_UP = 3;

  /** Seconds until another training has its full speed. */
  private static final double WARM_UP = 1;

  /** The first updates are slow even if they take longer than that. */
  private static final int WARM_UPDATES = 500;

  private static final double MOST_WARM_UP = 10;

  /** Fewer seconds than this do not tell the speed. */
  private static final double FEWEST_SECONDS = 2;

  /** The end of a cycle hardly counts if it is further away than this. */
  private static final double MOST_SECONDS = 6;

  private static final double NANOS = 1e9;

  private final LongSupplier nanoTime;
  private final double warmUp;
  private final List<Member> members;
  private final long longestCycle;
  private final long created;

  /** The number of the next update of the trainings. */
  private long position;

  /** Of the update that was begun last. */
  private double costOfUpdate;

  private Point now = new Point(0, 0, 0);
  private Point first;
  private Point warm;
  private boolean done;

  /**
   * A training of the group.
   *
   * @param updates in all
   * @param perCycle updates of its first cycle
   * @param cost of each update
   */
  public record Member(long updates, long perCycle, double cost) implements Serializable {}

  /**
   * A moment.
   *
   * @param seconds since the timer was created
   * @param updates that had ended
   * @param cost of these updates
   */
  private record Point(double seconds, long updates, double cost) {}

  /**
   * The speed of a group.
   *
   * @param pace seconds per unit of cost; 0 if nothing was trained
   * @param lost seconds that the beginning took longer than at this pace
   */
  public record Speed(double pace, double lost) {}

  /**
   * Starts to measure.
   *
   * @param first whether nothing was trained before in this process
   * @param nanoTime as {@link System#nanoTime}
   */
  public TrainingTimer(List<Member> members, boolean first, LongSupplier nanoTime) {
    this.members = List.copyOf(members);
    this.warmUp = first ? FIRST_WARM_UP : WARM_UP;
    this.nanoTime = nanoTime;
    this.longestCycle = Math.max(1, members.stream().mapToLong(Member::perCycle).max().orElse(1));
    this.created = nanoTime.getAsLong();
  }

  /** The trainings begin, for the first time or again. */
  public void trainingsBegin() {
    position = 0;
  }

  @Override
  public boolean requested() {
    double seconds = (nanoTime.getAsLong() - created) / NANOS;
    if (first == null) {
      // The data must arrive and be measured before the first update.
      first = new Point(seconds, 0, 0);
      now = first;
    } else {
      now = new Point(seconds, now.updates() + 1, now.cost() + costOfUpdate);
    }
    costOfUpdate = 0;
    for (Member member : members) {
      costOfUpdate += position < member.updates() ? member.cost() : 0;
    }
    position++;
    if (warm == null) {
      warm = isWarm() ? now : null;
    } else {
      done = isMeasured();
    }
    return done;
  }

  private boolean isWarm() {
    double since = now.seconds() - first.seconds();
    return since >= warmUp && (now.updates() >= WARM_UPDATES || since >= MOST_WARM_UP);
  }

  private boolean isMeasured() {
    double since = now.seconds() - warm.seconds();
    long updates = now.updates() - warm.updates();
    return since >= FEWEST_SECONDS && updates % longestCycle == 0 || since >= MOST_SECONDS;
  }

  /** Whether the speed is known. */
  public boolean isDone() {
    return done;
  }

  /** The speed at the end. */
  public Speed speed() {
    if (first == null || now.cost() == 0) {
      return new Speed(0, now.seconds());
    }
    Point from = done ? warm : first;
    double pace = (now.seconds() - from.seconds()) / (now.cost() - from.cost());
    return new Speed(pace, Math.max(0, from.seconds() - pace * from.cost()));
  }
}
