package io.github.clrsearch.search;

import io.github.clrsearch.search.space.Distribution;
import io.github.clrsearch.search.stopping.Stopping;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Names;
import java.io.Serializable;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One pass of a study. Its space is that of the stage before (the study's, for the first), with the
 * dimensions of {@code refine} narrowed to what did best there, and then with its own {@code space}
 * over it.
 *
 * @param name letters, digits, '.', '_' and '-', unique in its study
 * @param trials how many, at least 1
 * @param refine the dimensions to narrow, distinct; may be empty
 * @param space distributions that replace those of the stage before; may be empty
 * @param sampling how its settings are drawn
 * @param cycles where the trials' numbers of cycles come from
 * @param stopping what stops trials early
 * @param confirmation which settings of the stages before it trains anew; null where it does not
 * @param continuation which trials of the stages before it trains further; null where it does not
 */
public record Stage(
    String name,
    int trials,
    List<String> refine,
    Map<String, Distribution> space,
    Sampling sampling,
    Cycles cycles,
    Stopping stopping,
    Confirmation confirmation,
    Continuation continuation)
    implements Serializable {

  /** A stage that draws its settings at random and trains every trial to its end. */
  public Stage(String name, int trials, List<String> refine, Map<String, Distribution> space) {
    this(
        name,
        trials,
        refine,
        space,
        Sampling.RANDOM,
        Cycles.DRAWN,
        new Stopping.Never(),
        null,
        null);
  }

  /** Checks and copies. */
  public Stage {
    Names.checked("stage", name);
    if (trials < 1) {
      throw new IllegalArgumentException(
          "stage %s: trials must be at least 1, but got %d: raise it or remove the stage"
              .formatted(name, trials));
    }
    refine = List.copyOf(refine);
    if (new HashSet<>(refine).size() < refine.size()) {
      throw new IllegalArgumentException(
          "stage %s: refine must name each dimension once, but got %s: remove the repetition"
              .formatted(name, refine));
    }
    space = Collections.unmodifiableMap(new LinkedHashMap<>(space));
  }

  /** The same with dimensions to narrow to what did best in the stage before. */
  public Stage refining(String... dimensions) {
    return new Stage(
        name,
        trials,
        List.of(dimensions),
        space,
        sampling,
        cycles,
        stopping,
        confirmation,
        continuation);
  }

  /** The same with a distribution of its own in place of that of the stage before. */
  public Stage with(String dimension, Distribution distribution) {
    Map<String, Distribution> own = new LinkedHashMap<>(space);
    own.put(dimension, distribution);
    return new Stage(
        name, trials, refine, own, sampling, cycles, stopping, confirmation, continuation);
  }

  /** The same that asks for at least so many trials. */
  public Stage asking(int atLeast) {
    Confirmation more =
        confirms()
            ? new Confirmation(
                confirmation.best(), confirmation.within(), Math.max(confirmation.seeds(), atLeast))
            : null;
    return new Stage(
        name,
        Math.max(trials, atLeast),
        refine,
        space,
        sampling,
        cycles,
        stopping,
        more,
        continuation);
  }

  /** The same with another sampling. */
  public Stage with(Sampling other) {
    return new Stage(
        name, trials, refine, space, other, cycles, stopping, confirmation, continuation);
  }

  /** The same with other cycles and another stopping. */
  public Stage with(Cycles otherCycles, Stopping otherStopping) {
    return new Stage(
        name,
        trials,
        refine,
        space,
        sampling,
        otherCycles,
        otherStopping,
        confirmation,
        continuation);
  }

  /** A stage that trains the best settings of those before it anew. */
  public static Stage confirming(String name, Confirmation confirmation) {
    int trials = Math.multiplyExact(confirmation.best(), confirmation.seeds());
    return new Stage(
        name,
        trials,
        List.of(),
        Map.of(),
        Sampling.RANDOM,
        Cycles.DRAWN,
        new Stopping.Never(),
        confirmation,
        null);
  }

  /** Whether it trains settings of earlier stages anew, rather than others. */
  public boolean confirms() {
    return confirmation != null;
  }

  /**
   * A stage that trains the best trials of those before it further: to as many cycles as its space
   * has at most.
   *
   * @param space may have {@link Candidate#CYCLES} alone
   */
  public static Stage continuing(
      String name, Continuation continuation, Map<String, Distribution> space, Stopping stopping) {
    return new Stage(
        name,
        continuation.best(),
        List.of(),
        space,
        Sampling.RANDOM,
        Cycles.FREE,
        stopping,
        null,
        continuation);
  }

  /** Whether it trains trials of earlier stages further, rather than others. */
  public boolean goesOn() {
    return continuation != null;
  }

  /** Whether its trials can go on after they have ended: they keep their states. */
  public boolean continues() {
    return cycles == Cycles.FREE || !(stopping instanceof Stopping.Never);
  }

  /** A stage that neither refines nor replaces anything. */
  public static Stage of(String name, int trials) {
    return new Stage(name, trials, List.of(), Map.of());
  }
}
