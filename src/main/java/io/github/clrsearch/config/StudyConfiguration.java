package io.github.clrsearch.config;

import io.github.clrsearch.network.Arithmetic;
import io.github.clrsearch.search.Grouping;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.training.MeasurementPlan;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A study's configuration, read and checked.
 *
 * @param study space and stages
 * @param data which data it uses
 * @param measure when and on how much trials are measured
 * @param search how its trials are run
 * @param train the final networks
 * @param rangeTest the learning rate range test
 * @param tracking what others watch a search with
 */
public record StudyConfiguration(
    Study study,
    DataConfiguration data,
    MeasurementPlan measure,
    Search search,
    Train train,
    RangeTest rangeTest,
    Tracking tracking) {

  /**
   * How trials are run.
   *
   * @param maxConsecutiveFailures so many failed trials in a row end the search
   * @param deadline how long a trial may take; zero where it may take any time
   * @param keepStateAfter how long a trial trains before it keeps its state, and from one to the
   *     next
   * @param retryWritesFor how long writes and reads of the study's folder are tried again where
   *     they fail for a while; zero: they are tried once
   * @param states whether those of trials that could be continued outlast the search
   * @param fuse which trials are trained side by side
   * @param leaderboard rows of the leaderboard on the screen
   * @param page how long at least from one page of the study to the next; zero: only at the end
   */
  public record Search(
      int maxConsecutiveFailures,
      Duration deadline,
      Duration keepStateAfter,
      Duration retryWritesFor,
      States states,
      Grouping fuse,
      int leaderboard,
      Duration page) {}

  /** Which states outlast a search. */
  public enum States {
    /** Those of trials that could be continued, by an extended study. */
    CONTINUABLE,
    /** None. */
    NONE
  }

  /**
   * Final networks.
   *
   * @param validation images held out of their training split
   * @param seeds how many, of different seeds
   */
  public record Train(int validation, int seeds) {}

  /**
   * A learning rate range test.
   *
   * @param epochs through which the learning rate rises
   * @param etaMin where it starts
   * @param etaMax where it ends
   * @param points measurements on the way
   * @param seeds repetitions
   * @param smoothing points that the curve is averaged over, odd
   */
  public record RangeTest(
      int epochs, double etaMin, double etaMax, int points, int seeds, int smoothing) {}

  /**
   * What others watch a search with.
   *
   * @param tensorBoard whether event files are written
   * @param mlflow the server; empty for none
   */
  public record Tracking(boolean tensorBoard, Optional<URI> mlflow) {}

  /** The same but for the study and the measurements: a command's own variant of it. */
  public StudyConfiguration with(Study other, MeasurementPlan plan) {
    return new StudyConfiguration(other, data, plan, search, train, rangeTest, tracking);
  }

  /** The same with the validation images of the final network. */
  public StudyConfiguration withFinalSplit() {
    return new StudyConfiguration(
        study,
        data.withValidation(train.validation()),
        measure,
        search,
        train,
        rangeTest,
        tracking);
  }

  /**
   * All that results depend on, by configuration key. Numbers of trials are not among it, nor how
   * far trials go: a study may grow.
   */
  public Map<String, String> definition(String dataName, String dataChecksum) {
    Map<String, String> definition = new LinkedHashMap<>(study.definition());
    definition.put("data", dataName);
    definition.put("data checksum", dataChecksum);
    definition.put("data.validation", data.split());
    definition.put("arithmetic", Arithmetic.VERSION);
    definition.put("measure.per-cycle", Integer.toString(measure.perCycle()));
    definition.put("measure.subset", Integer.toString(measure.subset()));
    return definition;
  }
}
