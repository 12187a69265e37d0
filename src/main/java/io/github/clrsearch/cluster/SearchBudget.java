package io.github.clrsearch.cluster;

import io.github.clrsearch.cluster.jobs.Slots;
import io.github.clrsearch.search.ConfirmingStage;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.StageWeights;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.budget.GroupPlanner;
import io.github.clrsearch.search.budget.SearchClock;
import io.github.clrsearch.search.budget.TimeDivision;
import io.github.clrsearch.search.budget.TrialCosts;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.StudyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * Time of a search under a budget: what is left for each stage, after what the stages that confirm
 * and the findings at the end will need. Safe for use by several threads.
 */
final class SearchBudget {
  /** Part of the budget by which running trials may exceed it. */
  private static final double GRACE = 0.01;

  private static final double LEAST_GRACE = 1;
  private static final double MOST_GRACE = 20;

  /** Seconds for findings, page and pictures at the end of a search, and more for each trial. */
  static final double FINDINGS = 3;

  private static final double FINDINGS_PER_TRIAL = 0.01;

  /** Estimates of several trials together may be wrong by this part. */
  private static final double MARGIN = 1.05;

  /** Fewer trials than this do not tell how long the others take. */
  private static final int FIRST_NEED = 3;

  private final Study study;
  private final SearchClock clock;
  private final GroupPlanner planner;
  private final IntSupplier slots;
  private final IntSupplier inFlight;
  private final Map<String, Double> weights;
  private final ConfirmationTime confirmation;
  private final Map<String, EndedTrial> ended = new HashMap<>();

  /**
   * A budget.
   *
   * @param slots number of tasks that can run at once
   * @param inFlight number of tasks that are submitted at once
   * @param confirmation time of the stages that confirm
   */
  SearchBudget(
      Study study,
      SearchClock clock,
      GroupPlanner planner,
      IntSupplier slots,
      IntSupplier inFlight,
      ConfirmationTime confirmation) {
    this.study = study;
    this.clock = clock;
    this.planner = planner;
    this.slots = slots;
    this.inFlight = inFlight;
    this.weights = StageWeights.of(study);
    this.confirmation = confirmation;
  }

  /**
   * The budget of a search in these slots.
   *
   * @param metric that trials are compared by
   */
  static SearchBudget of(
      Study study,
      StudyStore store,
      SearchClock clock,
      GroupPlanner planner,
      Metric metric,
      Slots slots) {
    return new SearchBudget(
        study,
        clock,
        planner,
        slots::count,
        slots.inFlight(1),
        new ConfirmationTime(study, store, planner, metric));
  }

  /** The clock of the search. */
  SearchClock clock() {
    return clock;
  }

  /** Decides which trials begin. */
  GroupPlanner planner() {
    return planner;
  }

  /** Number of tasks that can run at once, at least 1. */
  int slots() {
    return Math.max(1, slots.getAsInt());
  }

  /** Number of tasks that are submitted at once. */
  int inFlight() {
    return Math.max(1, inFlight.getAsInt());
  }

  /** Seconds after the end of a stage's time until its trials are ended by force. */
  double grace() {
    return Math.min(MOST_GRACE, Math.max(LEAST_GRACE, GRACE * (clock.used() + clock.left())));
  }

  /** Adds a trial that has ended, now or before. */
  synchronized void ended(EndedTrial end) {
    TrialCosts costs = planner.costs();
    // How long another study took says little about this cluster.
    if (!end.execution().isTakenOver()) {
      planner
          .times()
          .add(
              costs.kind(end.trial()),
              end.execution().fusedTrials(),
              costs.ofLastExecution(end.trial(), end.result()),
              end.execution().secondsOfLast());
    }
    ended.put(end.trial().toString(), end);
    confirmation.ended(end);
  }

  /** Seconds until the trials of a stage must have ended; negative if it has no time left. */
  synchronized double left(Stage stage) {
    double left = clock.left();
    double findings = FINDINGS + FINDINGS_PER_TRIAL * ended.size();
    List<Stage> later =
        study.stages().subList(study.stages().indexOf(stage) + 1, study.stages().size());
    double reserved = findings + MARGIN * confirmation.seconds(later, slots());
    // Without any result, later stages could use nothing of their time.
    if (stage instanceof ConfirmingStage || ended.isEmpty()) {
      return left - reserved;
    }
    double since = clock.begin(stage.name());
    return new TimeDivision(
            weights.get(stage.name()),
            later.stream()
                .filter(other -> !(other instanceof ConfirmingStage))
                .map(other -> new TimeDivision.Later(weights.get(other.name()), need(other)))
                .toList())
        .left(left + since, since, reserved);
  }

  /**
   * Whether a stage that has not begun has time for at least one cycle of a trial like the others.
   */
  synchronized boolean mayBegin(Stage stage) {
    double shortest =
        ended.values().stream()
            .map(EndedTrial::trial)
            .mapToDouble(
                trial ->
                    planner.costs().ofOneCycle(trial)
                        * planner.times().pace(planner.costs().kind(trial), 1).orElse(0))
            .filter(seconds -> seconds > 0)
            .min()
            .orElse(0);
    return left(stage) > shortest;
  }

  /** Seconds that a later stage needs for all its trials; infinite if that is not known. */
  private double need(Stage stage) {
    List<EndedTrial> searched =
        ended.values().stream().filter(end -> end.trial().repetition() == 0).toList();
    if (stage.share().isPresent() || searched.size() < FIRST_NEED) {
      return Double.POSITIVE_INFINITY;
    }
    double seconds = searched.stream().mapToDouble(end -> end.execution().seconds()).sum();
    double cycles = searched.stream().mapToDouble(end -> cycles(end.trial())).sum();
    long has = searched.stream().filter(end -> end.trial().stage().equals(stage.name())).count();
    double left = Math.max(0, stage.trials() - has) * longest(stage);
    return MARGIN * left * seconds / cycles / slots();
  }

  private double longest(Stage stage) {
    return StageWeights.longest(study, stage);
  }

  private static double cycles(Trial trial) {
    return trial.cycles() == Integer.MAX_VALUE ? 1 : Math.max(1, trial.cycles());
  }
}
