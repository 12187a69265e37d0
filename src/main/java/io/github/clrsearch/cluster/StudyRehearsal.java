package io.github.clrsearch.cluster;

import io.github.clrsearch.cluster.jobs.InFlight;
import io.github.clrsearch.search.ConfirmingStage;
import io.github.clrsearch.search.Grouping;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.budget.GroupPlanner;
import io.github.clrsearch.search.budget.SearchClock;
import io.github.clrsearch.search.budget.TimeBudget;
import io.github.clrsearch.search.budget.TrialCosts;
import io.github.clrsearch.search.budget.TrialTimes;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.StudyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkContext;

/**
 * A search that trains nothing, to see beforehand what it will train and how long that takes. It is
 * the search itself, in a folder that is thrown away and on a clock of its own.
 *
 * @param store a copy of the study's folder, or an empty folder
 * @param objective keeps no states
 * @param before seconds from the start of the program until trials begin
 * @param fork the study to take over trials from
 */
public record StudyRehearsal(
    Study study,
    StudyStore store,
    Objective objective,
    Grouping grouping,
    double before,
    Optional<StudyStore> fork) {

  /** Seconds for findings, page and pictures at the end of a search, and more for each trial. */
  private static final double END = 1;

  private static final double END_PER_TRIAL = 0.01;

  /**
   * What a search will do.
   *
   * @param seconds from the start of the program to its end
   * @param training seconds of them in which trials are trained
   * @param timed number of groups of trials that were timed for the estimate; 0 if the rows in the
   *     folder were enough
   * @param notes what ends the search before all its trials
   */
  public record Expected(
      List<ExpectedStage> stages, double seconds, double training, int timed, List<String> notes) {
    /** Copies the lists. */
    public Expected {
      stages = List.copyOf(stages);
      notes = List.copyOf(notes);
    }
  }

  /**
   * What a stage will do.
   *
   * @param trials in total
   * @param kept trials that have ended before
   * @param cycles to train
   * @param updates to train
   * @param seconds from its beginning to its end
   * @param stopped number of trials that are expected to be stopped early
   */
  public record ExpectedStage(
      String name,
      boolean confirms,
      int trials,
      int kept,
      long cycles,
      long updates,
      double seconds,
      int stopped) {}

  /**
   * Rehearses the search.
   *
   * @throws InterruptedException when interrupted
   */
  public Expected run(SparkContext context, TimeBudget budget) throws InterruptedException {
    List<EndedTrial> known = store.trials();
    Metric metric = store.header().metric();
    int slots = InFlight.slots(context);
    TimedTrainings timed = new TimedTrainings(context, objective, known);
    RehearsalClock clock = new RehearsalClock();
    RehearsedTrials trials =
        new RehearsedTrials(
            objective,
            metric,
            grouping,
            slots,
            timed::pace,
            clock,
            store.header().provenance(),
            RehearsedTrials.cycles(known));
    Recorder recorder = new Recorder(clock);
    StudySearch search = new StudySearch(study, store, trials, metric, Integer.MAX_VALUE, recorder);
    fork.ifPresent(original -> search.forking(ForkedStudy.of(original, store)));
    if (!(budget instanceof TimeBudget.Unlimited)) {
      SearchClock time =
          SearchClock.start(
              budget,
              store.budget().read(),
              clock.source(),
              Duration.ofMillis((long) (1e3 * before)));
      GroupPlanner planner =
          new GroupPlanner(new TrialCosts(objective), new TrialTimes(), grouping.maxTrials());
      search.within(
          new SearchBudget(
              study,
              time,
              planner,
              () -> slots,
              () -> slots,
              new ConfirmationTime(study, store, planner, metric)));
    }
    search.run();
    double training = clock.seconds() + (clock.seconds() > 0 ? timed.warmUp() : 0);
    double end = END + END_PER_TRIAL * store.trials().size();
    return new Expected(
        recorder.stages, before + training + end, training, timed.timed(), search.notes());
  }

  /** Counts what the stages train. */
  private static final class Recorder implements SearchListener {
    private final RehearsalClock clock;
    private final List<ExpectedStage> stages = new ArrayList<>();
    private final Map<String, EndedTrial> ended = new HashMap<>();
    private int kept;
    private long cycles;
    private long updates;
    private double began;

    Recorder(RehearsalClock clock) {
      this.clock = clock;
    }

    @Override
    public void stageStarted(
        Stage stage,
        SearchSpace space,
        List<String> lines,
        int trials,
        Collection<EndedTrial> before) {
      ended.clear();
      before.forEach(end -> ended.put(end.trial().toString(), end));
      kept = before.size();
      cycles = 0;
      updates = 0;
      began = clock.seconds();
    }

    @Override
    public void trialEnded(EndedTrial end) {
      EndedTrial before = ended.put(end.trial().toString(), end);
      if (end.execution().isTakenOver()) {
        kept += before == null ? 1 : 0;
        return;
      }
      long resumed =
          Math.max(end.result().resumedAt(), before == null ? 0 : before.result().updates());
      updates += Math.max(0, end.result().updates() - resumed);
      cycles += end.result().cycles().stream().filter(each -> each.updates() > resumed).count();
    }

    @Override
    public void stageEnded(Stage stage) {
      int whole =
          (int)
              ended.values().stream()
                  .filter(end -> end.result().lastCycle() >= end.trial().cycles())
                  .count();
      stages.add(
          new ExpectedStage(
              stage.name(),
              stage instanceof ConfirmingStage,
              ended.size(),
              kept,
              cycles,
              updates,
              clock.seconds() - began,
              ended.size() - whole));
    }
  }
}
