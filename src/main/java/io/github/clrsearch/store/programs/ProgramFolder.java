package io.github.clrsearch.store.programs;

import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.files.ExecutorFolder;
import io.github.clrsearch.store.files.StoreException;
import java.io.IOException;
import java.io.Serializable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What programs leave in a study's folder: the checkpoint of a trial that may be resumed ({@code
 * states/}, an archive per trial), and the output of its last execution ({@code logs/}). Executors
 * write both. A problem costs a trial its checkpoint or log, never its result, and is logged.
 */
public final class ProgramFolder implements Serializable {
  /** The key in the definition of a study whose trials are programs. */
  public static final String DEFINED_BY = "objective.command";

  /** The subfolder of the logs. */
  private static final String LOGS = "logs";

  /** The subfolder of the checkpoints, as of the states of the built-in training. */
  private static final String STATES = "states";

  private static final long serialVersionUID = 1;
  private static final Logger LOG = System.getLogger(ProgramFolder.class.getName());

  private final ExecutorFolder folder;

  /** Of a study. */
  public ProgramFolder(ExecutorFolder folder) {
    this.folder = folder;
  }

  /** The name of the archive of a trial. */
  public static String checkpoint(Trial trial) {
    // As states, not by stage and number: a later stage may continue the training.
    return "%s/%016x.zip".formatted(STATES, trial.seed());
  }

  private static String log(Trial trial) {
    return String.format(Locale.ROOT, "%s/%s-%05d.log", LOGS, trial.stage(), trial.number());
  }

  /**
   * Keeps the checkpoint of a trial, replacing the previous one. A folder without files is not
   * kept.
   *
   * @param of everything that the trial depends on, by name
   * @param cycles that it has reported
   * @param from the local folder
   */
  public void keep(Trial trial, Map<String, String> of, List<CycleResult> cycles, Path from) {
    try {
      Optional<byte[]> archive = CheckpointFile.write(of, cycles, from);
      if (archive.isPresent() && isReachable(trial)) {
        folder.folder().writeFromMany(checkpoint(trial), archive.get());
      }
    } catch (IOException | StoreException | OutOfMemoryError e) {
      LOG.log(Level.WARNING, "trial {0} kept no checkpoint: {1}", trial, e.getMessage());
    }
  }

  /**
   * Restores the checkpoint of a trial.
   *
   * @param of everything that the trial depends on, by name
   * @param to an empty local folder, which receives the files
   * @return the cycles that the trial had reported; empty if there is no checkpoint that can be
   *     used
   */
  public Optional<List<CycleResult>> restore(Trial trial, Map<String, String> of, Path to) {
    return read(trial, content -> CheckpointFile.read(content, of, Optional.of(to)));
  }

  /** The cycles that a trial with a checkpoint had reported. */
  public Optional<List<CycleResult>> cycles(Trial trial, Map<String, String> of) {
    return read(trial, content -> CheckpointFile.read(content, of, Optional.empty()));
  }

  /** Reads an archive. */
  @FunctionalInterface
  private interface Reading {
    List<CycleResult> of(byte[] content) throws IOException;
  }

  private Optional<List<CycleResult>> read(Trial trial, Reading reading) {
    try {
      Optional<byte[]> content = folder.read(checkpoint(trial));
      return content.isPresent() ? Optional.of(reading.of(content.get())) : Optional.empty();
    } catch (IOException | StoreException | IllegalArgumentException e) {
      LOG.log(
          Level.WARNING,
          "trial {0} starts anew, because its checkpoint cannot be used: {1}",
          trial,
          e.getMessage());
      return Optional.empty();
    }
  }

  /** Keeps the output of a trial, replacing that of an earlier execution. */
  public void keepLog(Trial trial, byte[] text) {
    try {
      if (text.length > 0 && isReachable(trial)) {
        folder.folder().writeFromMany(log(trial), text);
      }
    } catch (StoreException e) {
      LOG.log(Level.WARNING, "trial {0} kept no log: {1}", trial, e.getMessage());
    }
  }

  private boolean isReachable(Trial trial) {
    boolean reachable = folder.isReachable();
    if (!reachable) {
      LOG.log(
          Level.WARNING,
          "trial {0} keeps nothing: the folder {1} of the study is not on this machine",
          trial,
          folder.location());
    }
    return reachable;
  }

  /** Without the Hadoop settings, which may be private. */
  @Override
  public String toString() {
    return folder.location();
  }
}
