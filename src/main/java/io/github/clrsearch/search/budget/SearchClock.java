package io.github.clrsearch.search.budget;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Clock of a search with a time budget. It continues the time of earlier runs of the same study.
 * Safe for use by several threads.
 */
public final class SearchClock {
  private static final double NANOS = 1e9;

  private final ClockSource source;
  private final long started;
  private final double before;
  private final double began;

  /** Elapsed seconds at which the budget ends; infinite if it ends at a time of day, or never. */
  private final double limit;

  private final Optional<Instant> until;
  private final Map<String, Double> stages = new LinkedHashMap<>();
  private boolean ended;

  private SearchClock(
      ClockSource source,
      long started,
      BudgetState kept,
      boolean continues,
      double limit,
      Optional<Instant> until) {
    this.source = source;
    this.started = started;
    this.before = kept.elapsed();
    this.began = continues ? kept.began() : kept.elapsed();
    this.limit = limit;
    this.until = until;
    if (continues) {
      stages.putAll(kept.stages());
    }
  }

  /**
   * Starts the clock of a run.
   *
   * @param kept what earlier runs of the study left
   * @param running how long this run has taken already: its process may have started earlier
   */
  public static SearchClock start(
      TimeBudget budget, BudgetState kept, ClockSource source, Duration running) {
    long started = source.nanos().getAsLong() - running.toNanos();
    boolean interrupted = !kept.ended();
    double infinite = Double.POSITIVE_INFINITY;
    Optional<Instant> none = Optional.empty();
    if (budget instanceof TimeBudget.Total total) {
      // A larger total than before continues where the last budget ended.
      double limit = total.duration().toNanos() / NANOS;
      return new SearchClock(source, started, kept, interrupted, limit, none);
    } else if (budget instanceof TimeBudget.Additional additional) {
      double began = interrupted ? kept.began() : kept.elapsed();
      double limit = began + additional.duration().toNanos() / NANOS;
      return new SearchClock(source, started, kept, interrupted, limit, none);
    } else if (budget instanceof TimeBudget.Until until) {
      Optional<Instant> same =
          kept.until().filter(at -> interrupted && timeOf(at, source).equals(until.time()));
      Instant at = same.orElseGet(() -> next(until.time(), source));
      return new SearchClock(source, started, kept, same.isPresent(), infinite, Optional.of(at));
    }
    return new SearchClock(source, started, kept, false, infinite, none);
  }

  private static LocalTime timeOf(Instant at, ClockSource source) {
    return at.atZone(source.zone()).toLocalTime();
  }

  private static Instant next(LocalTime time, ClockSource source) {
    ZonedDateTime now = source.wall().instant().atZone(source.zone());
    ZonedDateTime today = now.with(time);
    return (today.isAfter(now) ? today : now.plusDays(1).with(time)).toInstant();
  }

  /** Seconds that all runs of the study have taken, this one included. */
  public double elapsed() {
    return before + Math.max(0, source.nanos().getAsLong() - started) / NANOS;
  }

  /** Seconds of the present budget that are used. */
  public double used() {
    return elapsed() - began;
  }

  /** Seconds until the budget ends; negative after its end, infinite without a budget. */
  public double left() {
    return until
        .map(at -> Duration.between(source.wall().instant(), at).toNanos() / NANOS)
        .orElseGet(() -> limit - elapsed());
  }

  /** The end time of the budget, if it has one. */
  public Optional<ZonedDateTime> until() {
    return until.map(at -> at.atZone(source.zone()));
  }

  /**
   * A stage begins, or is resumed within the present budget.
   *
   * @return seconds since it began
   */
  public synchronized double begin(String stage) {
    double now = elapsed();
    return now - stages.computeIfAbsent(stage, name -> now);
  }

  /** The search has ended by itself: the next run begins a new budget. */
  public synchronized void end() {
    ended = true;
  }

  /** What the next run needs. */
  public synchronized BudgetState state() {
    return new BudgetState(elapsed(), began, until, ended, stages);
  }
}
