package io.github.clrsearch.store.files;

import java.io.Serializable;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * A study's folder as executors see it. If it is on the driver's own disk, other machines do not
 * reach it: they have no folder of that name, or another one.
 */
public final class ExecutorFolder implements Serializable {
  private static final long serialVersionUID = 1;

  private final String location;
  private final String header;
  private final Hadoop hadoop;
  private transient AtomicFolder folder;

  /** Hadoop's configuration on a machine, to which this is sent. */
  @FunctionalInterface
  public interface Hadoop extends Serializable {
    Configuration configuration();
  }

  /**
   * A study's folder.
   *
   * @param location URI of the folder
   * @param header SHA-256 of the study's header; a process that reads another header there is on a
   *     machine without this folder
   * @param hadoop Hadoop's configuration on the machine of a trial
   */
  private ExecutorFolder(String location, String header, Hadoop hadoop) {
    this.location = location;
    this.header = header;
    this.hadoop = hadoop;
  }

  /**
   * A study's folder as the driver sees it, to be sent to executors.
   *
   * @throws StoreException if it has no study
   */
  public static ExecutorFolder of(AtomicFolder folder, Hadoop hadoop) {
    byte[] header =
        folder
            .read(StudyLease.STUDY)
            .orElseThrow(
                () ->
                    new StoreException(
                        "%s has no %s now".formatted(folder.root(), StudyLease.STUDY)));
    return new ExecutorFolder(folder.root().toString(), SafeTensors.sha256(header, 0), hadoop);
  }

  /** The URI of the folder. */
  public String location() {
    return location;
  }

  /** The folder, to read; to write only if it is reachable. */
  public AtomicFolder folder() {
    if (folder == null) {
      folder = new AtomicFolder(location, hadoop.configuration());
    }
    return folder;
  }

  /** Whether this machine reaches the folder. */
  public boolean isReachable() {
    return read(StudyLease.STUDY)
        .filter(content -> SafeTensors.sha256(content, 0).equals(header))
        .isPresent();
  }

  /** The content of a file; empty if there is none. */
  public Optional<byte[]> read(String name) {
    return folder().read(name);
  }
}
