package io.github.clrsearch.store;

import io.github.clrsearch.search.trial.Trial;
import java.io.Serializable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * Where trials that are on their way keep their state: a file a trial in the study's folder, its
 * last one only. It travels to the executors, and is the one part of the folder that they write to:
 * whoever writes a state, and however often, its numbers are the same, and a half of one is no
 * file. What goes wrong costs a trial its state, never its result: it is told in a line of the log.
 */
public final class StateFolder implements Serializable {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = System.getLogger(StateFolder.class.getName());

  /** Below the study's folder. */
  static final String FOLDER = "states";

  /** The names of its files, as a pattern of Hadoop's. */
  static final String NAMES = "[0-9a-f]".repeat(16) + ".safetensors";

  private final String location;
  private final String header;
  private final Map<String, String> hadoop;
  private final boolean begun;
  private transient AtomicFolder folder;
  private transient boolean unreachable;

  /**
   * The states of a study.
   *
   * @param location the study's folder, as a URI
   * @param header SHA-256 of the study's header: who finds another there is on another machine
   * @param hadoop what Hadoop is told besides its own files, by key
   * @param begun whether states lay there when the study was opened
   */
  StateFolder(String location, String header, Map<String, String> hadoop, boolean begun) {
    this.location = location;
    this.header = header;
    this.hadoop = Map.copyOf(hadoop);
    this.begun = begun;
  }

  /** Whether states lay there when the study was opened: those of a driver that was lost. */
  public boolean begun() {
    return begun;
  }

  /**
   * The state that a trial has kept; empty where there is none, or none that can be used.
   *
   * @param of all that the state's numbers depend on, by name
   */
  public Optional<TrialState> read(Trial trial, Map<String, String> of) {
    String name = fileName(trial);
    try {
      return folder().read(name).map(content -> StateFile.read(location + "/" + name, content, of));
    } catch (StoreException e) {
      LOG.log(Level.WARNING, "trial {0}: {1}", trial, e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Keeps a trial's state in place of the one before.
   *
   * @param of all that the state's numbers depend on, by name
   */
  public void write(Trial trial, Map<String, String> of, TrialState state) {
    if (unreachable) {
      return;
    }
    try {
      if (!isReachable()) {
        unreachable = true;
        LOG.log(
            Level.WARNING,
            "trial {0} keeps no state on the way: the study''s folder {1} is not on this machine",
            trial,
            location);
        return;
      }
      folder().writeFromMany(fileName(trial), StateFile.write(of, state));
    } catch (StoreException | ArithmeticException | OutOfMemoryError e) {
      LOG.log(
          Level.WARNING,
          "trial {0} keeps no state at this cycle''s end: {1}",
          trial,
          e.getMessage());
    }
  }

  private boolean isReachable() {
    return folder()
        .read(StudyStore.HEADER)
        .filter(content -> SafeTensors.sha256(content, 0).equals(header))
        .isPresent();
  }

  private AtomicFolder folder() {
    if (folder == null) {
      Configuration configuration = new Configuration();
      hadoop.forEach(configuration::set);
      folder = new AtomicFolder(location, configuration);
    }
    return folder;
  }

  static String fileName(Trial trial) {
    // Not by stage and number: a later stage may go on with the training.
    return "%s/%016x.safetensors".formatted(FOLDER, trial.seed());
  }

  /** Without what Hadoop is told, which may be secret. */
  @Override
  public String toString() {
    return location + "/" + FOLDER;
  }
}
