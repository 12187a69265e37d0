package io.github.clrsearch.search;

import io.github.clrsearch.search.space.Distribution;
import io.github.clrsearch.search.stopping.NoStopping;
import io.github.clrsearch.search.stopping.StoppingRule;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** One pass of a study: it searches, confirms the best settings, or continues the best trials. */
public sealed interface Stage extends Serializable
    permits SearchingStage, ConfirmingStage, ContinuingStage {
  /** Default number of trials that are expected to train at the same time. */
  int SLOTS = 8;

  /** Unique in its study: letters, digits, '.', '_' and '-'. */
  String name();

  /**
   * The planned number of trials, at least 1. There are fewer if there is not enough to train.
   * {@link Integer#MAX_VALUE} for a stage that has a share of the time.
   */
  int trials();

  /** The share of the search's time that decides how many trials there are; empty if none does. */
  default OptionalDouble share() {
    return OptionalDouble.empty();
  }

  /** Distributions that override those of the stage before, by hyperparameter; may be empty. */
  Map<String, Distribution> space();

  /** Where the numbers of cycles of its trials come from. */
  Cycles cycles();

  /** Which of its own trials a trial learns from; empty if it learns from none. */
  default Optional<Learning> learnsFrom() {
    return Optional.empty();
  }

  /** Stops trials early. */
  StoppingRule stopping();

  /** This stage with at least this many trials, if its number of trials can be raised. */
  Stage withAtLeast(int trials);

  /**
   * The configuration keys that the results of this stage depend on, without the stage's path.
   *
   * @param position of the stage in its study, from 1
   */
  Map<String, String> definition(int position);

  /** Calls the function of this kind of stage. */
  default <R> R match(
      Function<SearchingStage, R> searching,
      Function<ConfirmingStage, R> confirming,
      Function<ContinuingStage, R> continuing) {
    if (this instanceof SearchingStage stage) {
      return searching.apply(stage);
    }
    return this instanceof ConfirmingStage stage
        ? confirming.apply(stage)
        : continuing.apply((ContinuingStage) this);
  }

  /**
   * Whether a trial of this stage can be resumed after it has ended, so that it keeps its state.
   */
  default boolean resumesTrials() {
    return cycles() == Cycles.FREE || !(stopping() instanceof NoStopping);
  }

  /** A stage that draws its settings at random and trains every trial to its end. */
  static SearchingStage of(String name, int trials) {
    return of(name, trials, List.of(), Map.of());
  }

  /** The same with dimensions to refine and distributions of its own. */
  static SearchingStage of(
      String name, int trials, List<String> refine, Map<String, Distribution> space) {
    return of(name, StageSize.count(name, trials), refine, space);
  }

  /** The same with a number of trials or a share of the search's time. */
  static SearchingStage of(
      String name, StageSize size, List<String> refine, Map<String, Distribution> space) {
    return new SearchingStage(
        name,
        size,
        refine,
        space,
        Sampling.RANDOM,
        new Learning.Lag(SLOTS),
        Cycles.DRAWN,
        new NoStopping(),
        Points.NONE,
        List.of());
  }
}
