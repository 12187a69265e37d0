package io.github.clrsearch.cluster.jobs;

import io.github.clrsearch.search.Grouping;
import io.github.clrsearch.search.stopping.TrialTarget;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Outcome.Unfinished.Cause;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.Execution;
import io.github.clrsearch.store.Provenance;
import io.github.clrsearch.store.files.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Runs trials, the longest first, and hands over each trial when its task ends. A trial that fails
 * does not affect the others.
 */
public final class TrialScheduler implements TrialRunner {
  /** Number of lost trials that a message names. */
  private static final int NAMED = 5;

  private static final double CHECK_SECONDS = 1;

  /** Two tasks per slot, so that a slot never waits for the driver. */
  private static final int PER_SLOT = 2;

  private final Slots slots;
  private final Objective objective;
  private final Provenance provenance;
  private final Duration deadline;
  private final Grouping grouping;
  private final IntSupplier inFlight;
  private final Map<Provenance, Provenance> provenances = new HashMap<>();

  /**
   * Runs trials of an objective.
   *
   * @param deadline how long a trial may take; zero for no limit
   * @param grouping which trials share a task; with a deadline none do, since it is per trial
   */
  public TrialScheduler(
      Slots slots,
      Objective objective,
      Provenance provenance,
      Duration deadline,
      Grouping grouping) {
    this(slots, objective, provenance, deadline, grouping, slots.inFlight(PER_SLOT));
  }

  /** With another limit to the number of tasks that are submitted at a time. */
  public TrialScheduler(
      Slots slots,
      Objective objective,
      Provenance provenance,
      Duration deadline,
      Grouping grouping,
      IntSupplier inFlight) {
    this.inFlight = inFlight;
    this.deadline = deadline;
    this.grouping = deadline.isZero() ? grouping : Grouping.ALONE;
    this.slots = slots;
    this.objective = objective;
    this.provenance = provenance;
  }

  @Override
  public TrialScheduler of(Objective other) {
    return new TrialScheduler(slots, other, provenance, deadline, grouping, inFlight);
  }

  @Override
  public Objective objective() {
    return objective;
  }

  /**
   * Runs trials until all have ended. While {@code onEnd} waits for the study's folder, trials
   * continue to run, and those that end are held in memory in order.
   *
   * @param onEnd receives each trial when it ends, on the calling thread; if it throws, the other
   *     trials are cancelled and the exception is passed on
   * @param onLost receives the trials that had ended but that {@code onEnd} did not accept, if any
   * @throws InterruptedException when interrupted; trials that have not ended are cancelled
   */
  public void run(List<Trial> trials, Consumer<EndedTrial> onEnd, Consumer<List<Trial>> onLost)
      throws InterruptedException {
    run(
        listed(
            RoundTargets.fixed(
                trials.stream().map(trial -> new TrialTarget(trial, trial.cycles())).toList()),
            () -> false),
        onEnd,
        onLost);
  }

  @Override
  public int slots() {
    return slots.count();
  }

  @Override
  public TrialSupply listed(RoundTargets waiting, BooleanSupplier enough) {
    return TrialSupply.listed(new TrialGroups(objective, grouping, slots()), waiting, enough);
  }

  @Override
  public void run(TrialSupply supply, Consumer<EndedTrial> onEnd, Consumer<List<Trial>> onLost)
      throws InterruptedException {
    Deque<EndedTrial> unkept = new ArrayDeque<>();
    TrialJobs jobs = new TrialJobs(slots, inFlight, supply, this::task);
    boolean complete = false;
    try {
      while (!complete) {
        jobs.take(Math.min(CHECK_SECONDS, supply.untilCut()))
            .map(this::ended)
            .ifPresent(unkept::addAll);
        keepAll(unkept, onEnd);
        jobs.moreMayBegin();
        complete = jobs.allTaken();
        if (!complete && supply.untilCut() <= 0) {
          unkept.addAll(cut(jobs.cancel(), supply.cause()));
          complete = true;
          keepAll(unkept, onEnd);
        }
      }
    } finally {
      List<Trial> lost = new ArrayList<>(unkept.stream().map(EndedTrial::trial).toList());
      if (!complete) {
        jobs.cancel().returned().forEach(end -> lost.addAll(end.trials()));
      }
      if (!lost.isEmpty()) {
        onLost.accept(lost);
      }
    }
  }

  private TrialTask task(TrialSupply.Next.Group group) {
    return new TrialTask(objective, group.trials(), provenance, deadline, group.seconds());
  }

  /** Trials that were cancelled, as far as their states are kept. */
  private List<EndedTrial> cut(TrialJobs.Cancelled cancelled, Cause cause) {
    List<EndedTrial> cut = new ArrayList<>();
    cancelled.returned().forEach(end -> cut.addAll(ended(end)));
    cancelled
        .running()
        .forEach(
            (group, submitted) -> {
              Execution execution =
                  new Execution(submitted, Instant.now(), null, null, 0)
                      .fused(group.size(), 1.0 / group.size());
              group.forEach(
                  trial ->
                      objective
                          .saved(trial)
                          .filter(saved -> saved.lastCycle() > 0)
                          .map(saved -> unfinished(trial, saved, cause))
                          .map(
                              saved ->
                                  new EndedTrial(
                                      trial,
                                      objective.derived(trial.setting()),
                                      saved,
                                      execution,
                                      provenance))
                          .ifPresent(cut::add));
            });
    return cut;
  }

  private static TrialResult unfinished(Trial trial, TrialResult saved, Cause cause) {
    return saved.with(new Outcome.Unfinished(cause, saved.lastCycle(), trial.cycles()));
  }

  private static void keepAll(Deque<EndedTrial> unkept, Consumer<EndedTrial> onEnd)
      throws InterruptedException {
    while (!unkept.isEmpty()) {
      keep(unkept, onEnd);
    }
  }

  private static void keep(Deque<EndedTrial> unkept, Consumer<EndedTrial> onEnd)
      throws InterruptedException {
    EndedTrial first = unkept.remove();
    try {
      onEnd.accept(first);
    } catch (StoreException e) {
      unkept.addFirst(first);
      if (Thread.interrupted()) {
        InterruptedException interrupted = new InterruptedException(e.getMessage());
        interrupted.initCause(e);
        throw interrupted;
      }
      throw e;
    }
  }

  /** One line about trials that had ended and are lost. */
  public static String lostLine(List<Trial> lost) {
    String names =
        lost.stream().limit(NAMED).map(Trial::toString).collect(Collectors.joining(", "));
    return "the results of %d trials were not saved (%s%s): run the same command to train them again"
        .formatted(lost.size(), names, lost.size() > NAMED ? ", ..." : "");
  }

  private List<EndedTrial> ended(JobEnd end) {
    if (end instanceof JobEnd.Returned returned) {
      return IntStream.range(0, returned.trials().size())
          .mapToObj(i -> withOwn(returned.trials().get(i), returned.ended().get(i)))
          .toList();
    } else if (end instanceof JobEnd.GivenUp givenUp) {
      return failed(givenUp);
    } else if (end instanceof JobEnd.NotSubmitted refused) {
      checkRunning(refused.error());
      throw new IllegalStateException(firstLine(refused.error()), refused.error());
    }
    return List.of();
  }

  /** Refers to objects that the driver has already: a search holds thousands of trials. */
  private EndedTrial withOwn(Trial trial, EndedTrial ended) {
    return new EndedTrial(
        trial,
        ended.derived(),
        ended.result(),
        ended.execution(),
        provenances.computeIfAbsent(ended.provenance(), Function.identity()));
  }

  /** Trials whose job Spark gave up have failed, unless Spark itself has stopped. */
  private List<EndedTrial> failed(JobEnd.GivenUp end) {
    checkRunning(end.error());
    Outcome outcome = new Outcome.Failed("Spark: " + firstLine(end.error()));
    TrialResult result = new TrialResult(outcome, List.of(), List.of(), 0);
    Execution execution = new Execution(end.submitted(), Instant.now(), null, null, 0);
    return end.trials().stream()
        .map(trial -> new EndedTrial(trial, Map.of(), result, execution, provenance))
        .toList();
  }

  private void checkRunning(Throwable error) {
    if (slots.context().isStopped()) {
      throw new SearchException(
          "Spark stopped during the search (%s): run the same command to resume"
              .formatted(firstLine(error)));
    }
  }

  private static String firstLine(Throwable error) {
    return String.valueOf(error.getMessage()).lines().findFirst().orElse("");
  }
}
