package io.github.clrsearch.search.trial;

import io.github.clrsearch.search.space.Seeds;
import io.github.clrsearch.search.space.Setting;
import java.io.Serializable;

/**
 * One setting and its training.
 *
 * @param study name of the study
 * @param stage name of the stage
 * @param number counts from 0 within the stage
 * @param repetition selects the order of the mini-batches: 0 in a search, where all trials share
 *     it; from 1 in a stage that trains settings several times
 * @param seed {@link Seeds#trial}: of the initial weights, dropout masks and jitter
 * @param setting hyperparameter values
 */
public record Trial(
    String study, String stage, int number, int repetition, long seed, Setting setting)
    implements Serializable {

  /** A trial of a searching stage. */
  public Trial(String study, String stage, int number, long seed, Setting setting) {
    this(study, stage, number, 0, seed, setting);
  }

  public Trial {
    if (repetition < 0) {
      throw new IllegalArgumentException(
          "a trial's repetition must be at least 0, but got %d in stage %s"
              .formatted(repetition, stage));
    }
    if (number < 0) {
      throw new IllegalArgumentException(
          "a trial's number must be at least 0, but got %d in stage %s".formatted(number, stage));
    }
  }

  /** The maximum number of cycles; {@link Integer#MAX_VALUE} if the setting has none. */
  public int cycles() {
    return setting.has(Candidate.CYCLES)
        ? (int) setting.value(Candidate.CYCLES)
        : Integer.MAX_VALUE;
  }

  /** This trial with another number of cycles; unchanged if the setting has none. */
  public Trial withCycles(int cycles) {
    return setting.has(Candidate.CYCLES)
        ? new Trial(study, stage, number, repetition, seed, setting.with(Candidate.CYCLES, cycles))
        : this;
  }

  /**
   * What the training depends on, except the number of cycles. Trials with equal trainings are the
   * same training, regardless of their stages.
   */
  public Training training() {
    return new Training(seed, repetition, withCycles(0).setting);
  }

  /** What determines the bits of a training, cycle after cycle. */
  public record Training(long seed, int repetition, Setting setting) implements Serializable {}

  /** The name of the trial in its study: {@code coarse/3}. */
  @Override
  public String toString() {
    return stage + "/" + number;
  }
}
