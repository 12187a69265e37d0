package io.github.clrsearch.config;

import io.github.clrsearch.cluster.programs.Program;
import io.github.clrsearch.network.Arithmetic;
import io.github.clrsearch.search.Grouping;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.budget.TimeBudget;
import io.github.clrsearch.search.stopping.SearchStop;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.training.Hyperparameter;
import io.github.clrsearch.training.MeasurementPlan;
import io.github.clrsearch.training.ScheduleKind;
import io.github.clrsearch.training.SuggestionRule;
import io.github.clrsearch.training.TrainingMethod;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The checked configuration of a study.
 *
 * @param study space and stages
 * @param pointsFrom by stage, where its known points are to be read from; see {@link #with(Study)}
 * @param method choices of the training that are not numbers
 * @param data the data set
 * @param measure when trials are measured, and on how many images
 * @param search how trials are run
 * @param train final networks
 * @param rangeTest the learning rate range test
 * @param tracking external trackers
 * @param notification who receives a summary when a search ends
 * @param program that is searched instead of the built-in training
 */
public record StudyConfiguration(
    Study study,
    Map<String, PointsSource> pointsFrom,
    TrainingMethod method,
    DataConfiguration data,
    MeasurementPlan measure,
    Search search,
    Train train,
    RangeTestPlan rangeTest,
    Tracking tracking,
    Notification notification,
    Optional<Program> program) {

  /**
   * How trials are run.
   *
   * @param compareBy what trials are compared by
   * @param maxConsecutiveFailures the search stops after this many consecutive failed trials
   * @param deadline maximum duration of a trial; zero: unlimited
   * @param keepStateAfter interval between the states that a trial keeps
   * @param retryWritesFor how long failed reads and writes of the study's folder are retried; zero:
   *     not at all
   * @param states whether states of trials that can be continued are kept after the search
   * @param fuse which trials are trained together in one task
   * @param leaderboard rows of the printed leaderboard
   * @param page minimum interval between two versions of the study's page; zero: only at the end
   * @param budget how long the search may take
   * @param stop when it has found enough
   */
  public record Search(
      CompareBy compareBy,
      int maxConsecutiveFailures,
      Duration deadline,
      Duration keepStateAfter,
      Duration retryWritesFor,
      States states,
      Grouping fuse,
      int leaderboard,
      Duration page,
      TimeBudget budget,
      SearchStop stop) {}

  /** What trials of the built-in training are compared by. */
  public enum CompareBy {
    VALIDATION_ACCURACY,
    VALIDATION_LOSS;

    /**
     * The metric.
     *
     * @param images number of validation images, at least 1
     */
    public Metric metric(int images) {
      return switch (this) {
        case VALIDATION_ACCURACY -> Metric.accuracy(images);
        case VALIDATION_LOSS -> Metric.minimized(Metric.VALIDATION_LOSS);
      };
    }

    /** The name in configurations and of its column: {@code validation_accuracy}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Which states are kept after a search. */
  public enum States {
    /** States of trials that an extended study can continue. */
    CONTINUABLE,
    /** None. */
    NONE
  }

  /**
   * Final networks.
   *
   * @param validation validation images, held out of the training split
   * @param seeds number of networks, each with its own seed
   */
  public record Train(int validation, int seeds) {}

  /**
   * A learning rate range test.
   *
   * @param epochs duration
   * @param etaMin first learning rate
   * @param etaMax last learning rate
   * @param rise how the learning rate rises
   * @param points number of measurements
   * @param seeds number of repetitions
   * @param smoothing window of the moving average, in points; odd
   * @param rule whose suggestion is used
   * @param over the hyperparameter whose values are compared; empty for one test
   */
  public record RangeTestPlan(
      int epochs,
      double etaMin,
      double etaMax,
      Rise rise,
      int points,
      int seeds,
      int smoothing,
      SuggestionRule rule,
      Optional<ComparedValues> over) {}

  /** How the learning rate of a range test rises. */
  public enum Rise {
    EXPONENTIAL(ScheduleKind.EXPONENTIAL_RISE),
    LINEAR(ScheduleKind.TRIANGULAR);

    private final ScheduleKind schedule;

    Rise(ScheduleKind schedule) {
      this.schedule = schedule;
    }

    /** The schedule whose first n_s updates rise so. */
    public ScheduleKind schedule() {
      return schedule;
    }

    /** The name in configurations. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Values of a hyperparameter, each of which has its own range test.
   *
   * @param values at least one
   */
  public record ComparedValues(Hyperparameter hyperparameter, List<Double> values) {}

  /**
   * External trackers.
   *
   * @param tensorBoard whether event files are written
   * @param mlflow the URL of an MLflow server; empty for none
   */
  public record Tracking(boolean tensorBoard, Optional<URI> mlflow) {}

  /**
   * Checks that a search has a time budget if its stages share one.
   *
   * @throws ConfigurationException if it has none
   */
  public void checkBudget() {
    if (study.needsBudget() && search.budget() instanceof TimeBudget.Unlimited) {
      throw new ConfigurationException(
          List.of(
              "the budget of a stage is a part of the search's time, but the search has no time limit: set search.budget or search.until, or give --budget or --until"));
    }
  }

  /**
   * Checks that the study is one of the built-in training.
   *
   * @throws ConfigurationException if it is that of a program
   */
  public void checkTraining() {
    if (program.isPresent()) {
      throw new ConfigurationException(
          List.of(
              "this command is for networks of the built-in training, but the study has objective.command: run it with search, show, report or sql"));
    }
  }

  /** Cores of a trial. */
  public int taskCpus() {
    return program.map(Program::cpus).orElse(1);
  }

  /** The same with another study and measurement plan. */
  public StudyConfiguration with(Study other, MeasurementPlan plan) {
    return with(other, method, data, plan);
  }

  /** The same with another study, whose stages have the points that were read. */
  public StudyConfiguration with(Study other) {
    return with(other, measure);
  }

  /** The same with another method. */
  public StudyConfiguration with(TrainingMethod other) {
    return with(study, other, data, measure);
  }

  /** The same with the validation split of final networks. */
  public StudyConfiguration withFinalSplit() {
    return with(study, method, data.withValidation(train.validation()), measure);
  }

  private StudyConfiguration with(
      Study otherStudy,
      TrainingMethod otherMethod,
      DataConfiguration otherData,
      MeasurementPlan otherPlan) {
    return new StudyConfiguration(
        otherStudy,
        pointsFrom,
        otherMethod,
        otherData,
        otherPlan,
        search,
        train,
        rangeTest,
        tracking,
        notification,
        program);
  }

  /**
   * Everything that results of a program depend on, by configuration key.
   *
   * @param checksum of its files
   */
  public Map<String, String> definition(Program its, Optional<String> checksum) {
    Map<String, String> definition = drawn();
    definition.putAll(its.definition(checksum));
    return definition;
  }

  private Map<String, String> drawn() {
    Map<String, String> definition = new LinkedHashMap<>(study.definition());
    pointsFrom.forEach(
        (stage, source) ->
            definition.put("stages.%s.points-from".formatted(stage), source.toString()));
    return definition;
  }

  /**
   * Everything that results depend on, by configuration key. The number of trials and their length
   * are left out, because a study may be extended.
   */
  public Map<String, String> definition(String dataName, String dataChecksum) {
    Map<String, String> definition = drawn();
    definition.putAll(method.definition());
    definition.put("data", dataName);
    definition.put("data checksum", dataChecksum);
    definition.put("data.validation", data.split());
    if (data.whitening() > 0) {
      definition.put("data.whitening", Integer.toString(data.whitening()));
    }
    if (search.compareBy() != CompareBy.VALIDATION_ACCURACY) {
      // Studies of versions that compared by accuracy only do not have this key.
      definition.put("search.objective", search.compareBy().toString());
    }
    definition.put("arithmetic", Arithmetic.VERSION);
    definition.put("measure.per-cycle", Integer.toString(measure.perCycle()));
    definition.put("measure.subset", Integer.toString(measure.subset()));
    return definition;
  }
}
