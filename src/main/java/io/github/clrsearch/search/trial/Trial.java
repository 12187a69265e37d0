package io.github.clrsearch.search.trial;

import io.github.clrsearch.search.space.Seeds;
import io.github.clrsearch.search.space.Setting;
import java.io.Serializable;

/**
 * One sampled setting, to be trained once.
 *
 * @param study the study's name
 * @param stage the stage's name
 * @param number counts from 0 within the stage
 * @param repetition whose order of the mini-batches it has: 0 in a search, where all trials share
 *     it; from 1 where settings are trained several times
 * @param seed {@link Seeds#trial}: of the first weights, dropout masks and jitter
 * @param setting its hyperparameters
 */
public record Trial(
    String study, String stage, int number, int repetition, long seed, Setting setting)
    implements Serializable {

  /** A trial of a search. */
  public Trial(String study, String stage, int number, long seed, Setting setting) {
    this(study, stage, number, 0, seed, setting);
  }

  /** Checks the numbers. */
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

  /**
   * How many cycles it may train in all; {@link Integer#MAX_VALUE} where its setting does not say.
   */
  public int cycles() {
    return setting.has(Candidate.CYCLES)
        ? (int) setting.value(Candidate.CYCLES)
        : Integer.MAX_VALUE;
  }

  /** The same with another number of cycles, where its setting has that one. */
  public Trial withCycles(int cycles) {
    return setting.has(Candidate.CYCLES)
        ? new Trial(study, stage, number, repetition, seed, setting.with(Candidate.CYCLES, cycles))
        : this;
  }

  /**
   * All that its training depends on but for how far it goes: trials that share it are the same
   * training, whatever stage they are of.
   */
  public Training training() {
    return new Training(seed, repetition, withCycles(0).setting);
  }

  /** A training, however many cycles it has; its bits depend on nothing else. */
  public record Training(long seed, int repetition, Setting setting) implements Serializable {}

  /** What names the trial in its study: {@code coarse/3}. */
  @Override
  public String toString() {
    return stage + "/" + number;
  }
}
