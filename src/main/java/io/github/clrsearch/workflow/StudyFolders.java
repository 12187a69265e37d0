package io.github.clrsearch.workflow;

import io.github.clrsearch.data.ErrorMessages;
import io.github.clrsearch.store.StoreException;
import io.github.clrsearch.store.StudyStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;

/**
 * Where studies lie: each in a folder of its own, by default in {@code runs/}. A folder is a path
 * or a URI that Hadoop knows; a path alone is local but where {@code fs.defaultFS} says otherwise.
 */
public final class StudyFolders {
  public static final String RUNS = "runs";
  private static final String HEADER = "study.json";
  private static final String LOCAL = "file";

  private StudyFolders() {}

  /**
   * The studies in a folder, by name; none where it is not there.
   *
   * @throws StoreException where it cannot be listed
   */
  public static List<String> in(String folder) {
    try {
      Configuration hadoop = reachable(folder);
      org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(folder);
      FileSystem files = path.getFileSystem(hadoop);
      return Stream.of(files.listStatus(path))
          .filter(FileStatus::isDirectory)
          .map(status -> folder(folder, status.getPath().getName()))
          .filter(each -> isStudy(each, hadoop))
          .sorted()
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException | IllegalArgumentException e) {
      throw new StoreException(
          "%s cannot be listed: %s".formatted(folder, ErrorMessages.reason(e)), e);
    }
  }

  private static String folder(String parent, String name) {
    return parent.endsWith("/") ? parent + name : parent + "/" + name;
  }

  /**
   * The studies in {@code runs/}.
   *
   * @throws StoreException where there is none
   */
  public static List<String> all() {
    List<String> found = in(RUNS);
    if (found.isEmpty()) {
      throw new StoreException(
          "there is no study in runs/: name one with --study DIR, or run './submit.sh' for a first");
    }
    return found;
  }

  /** A study that is {@link #named}. */
  public static StudyStore open(String study) {
    return StudyStore.open(named(study), SparkSessions.hadoop());
  }

  /**
   * The folder of a study that was named by it, or by its name in {@code runs/}.
   *
   * @throws StoreException where a name without a slash is neither
   */
  public static String named(String study) {
    Configuration hadoop = reachable(study);
    if (study.contains("/") || isStudy(study, hadoop)) {
      return study;
    }
    String inRuns = folder(RUNS, study);
    if (!isStudy(inRuns, hadoop)) {
      throw new StoreException(
          "%s holds no study, and neither does %s: './submit.sh list' shows those in runs/"
              .formatted(study, inRuns));
    }
    return inRuns;
  }

  private static boolean isStudy(String folder, Configuration hadoop) {
    try {
      org.apache.hadoop.fs.Path header = new org.apache.hadoop.fs.Path(folder, HEADER);
      return header.getFileSystem(hadoop).exists(header);
    } catch (AccessControlException e) {
      return false;
    } catch (IOException | IllegalArgumentException e) {
      throw new StoreException(
          "%s cannot be read: %s".formatted(folder, ErrorMessages.reason(e)), e);
    }
  }

  /**
   * The path of a folder on this machine; empty where it lies elsewhere.
   *
   * @param folder a path, or a URI that Hadoop knows
   */
  static Optional<Path> local(String folder, Configuration hadoop) {
    try {
      URI uri = new org.apache.hadoop.fs.Path(folder).toUri();
      String scheme =
          uri.getScheme() == null ? FileSystem.getDefaultUri(hadoop).getScheme() : uri.getScheme();
      return LOCAL.equals(scheme) ? Optional.of(Path.of(uri.getPath())) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Hadoop's configuration, with which a folder can be reached.
   *
   * @throws CommandException where a path alone leads to a file system that does not answer: who
   *     wrote it may have meant this machine
   */
  static Configuration reachable(String folder) {
    Configuration hadoop = SparkSessions.hadoop();
    if (folder.contains(":/") || LOCAL.equals(FileSystem.getDefaultUri(hadoop).getScheme())) {
      return hadoop;
    }
    try {
      org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(folder);
      path.getFileSystem(hadoop).exists(path);
      return hadoop;
    } catch (AccessControlException | RemoteException e) {
      // It answers: whoever opens the folder tells what.
      return hadoop;
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandException(
          "%s is on %s here, for that is Hadoop's fs.defaultFS, which does not answer (%s): name %s for the folder on this machine"
              .formatted(
                  folder,
                  FileSystem.getDefaultUri(hadoop),
                  ErrorMessages.reason(e),
                  "file://" + Path.of(folder).toAbsolutePath()),
          e);
    }
  }
}
