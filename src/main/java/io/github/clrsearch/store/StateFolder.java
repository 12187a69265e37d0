package io.github.clrsearch.store;

import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.files.ExecutorFolder;
import io.github.clrsearch.store.files.StoreException;
import java.io.Serializable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;

/**
 * States of running trials in a study's folder, one file per trial with its latest state. Executors
 * write to this part of the folder only. Two executions of a trial write the same numbers, so that
 * it does not matter which one is last. A problem costs a trial its state, never its result, and is
 * logged.
 */
public final class StateFolder implements Serializable {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = System.getLogger(StateFolder.class.getName());

  /** The subfolder. */
  static final String FOLDER = "states";

  /** Hadoop glob pattern for the names of its files. */
  static final String NAMES = "[0-9a-f]".repeat(16) + ".safetensors";

  private final ExecutorFolder folder;
  private final boolean begun;
  private transient boolean unreachable;

  /**
   * The states of a study.
   *
   * @param begun whether there were states when the study was opened
   */
  StateFolder(ExecutorFolder folder, boolean begun) {
    this.folder = folder;
    this.begun = begun;
  }

  /** Whether there were states when the study was opened, which a lost driver left. */
  public boolean begun() {
    return begun;
  }

  /**
   * Reads the state of a trial; empty if there is none that can be used.
   *
   * @param of everything that the state depends on, by name
   */
  public Optional<TrialState> read(Trial trial, Map<String, String> of) {
    String name = fileName(trial);
    try {
      return folder
          .read(name)
          .map(content -> StateFile.read(folder.location() + "/" + name, content, of));
    } catch (StoreException e) {
      LOG.log(Level.WARNING, "trial {0}: {1}", trial, e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Saves the state of a trial, replacing the previous one.
   *
   * @param of everything that the state depends on, by name
   */
  public void write(Trial trial, Map<String, String> of, TrialState state) {
    if (unreachable) {
      return;
    }
    try {
      if (!folder.isReachable()) {
        unreachable = true;
        LOG.log(
            Level.WARNING,
            "trial {0} saves no states: the folder {1} of the study is not on this machine",
            trial,
            folder.location());
        return;
      }
      folder.folder().writeFromMany(fileName(trial), StateFile.write(of, state));
    } catch (StoreException | ArithmeticException | OutOfMemoryError e) {
      LOG.log(
          Level.WARNING,
          "trial {0} saved no state at the end of this cycle: {1}",
          trial,
          e.getMessage());
    }
  }

  static String fileName(Trial trial) {
    // Not by stage and number: a later stage may continue the training.
    return "%s/%016x.safetensors".formatted(FOLDER, trial.seed());
  }

  /** Without the Hadoop settings, which may be private. */
  @Override
  public String toString() {
    return folder.location() + "/" + FOLDER;
  }
}
