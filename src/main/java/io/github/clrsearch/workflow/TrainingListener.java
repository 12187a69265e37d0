package io.github.clrsearch.workflow;

import io.github.clrsearch.store.EndedTrial;

/** Is notified of the trainings of a command that runs no search. Calls come from one thread. */
public interface TrainingListener {

  /**
   * Trainings are about to start.
   *
   * @param total the number of trainings
   * @param kept how many of them the study's folder has already
   */
  void started(int total, int kept);

  /** A training has ended, now or in an earlier run. */
  void ended(EndedTrial ended);

  /** All trainings have ended, or an error has ended them. */
  void finished();

  /** The user has interrupted the command. Called from another thread. */
  void interrupted();

  /** An event that does not end the command, such as a lost executor. */
  void note(String line);
}
