package io.github.clrsearch.workflow;

import io.github.clrsearch.data.ErrorMessages;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.store.files.StoreException;
import io.github.clrsearch.store.files.StudyLease;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;

/**
 * Finds the folders of studies, by default in {@code runs/}. A folder is a path or a URI that
 * Hadoop supports; a path without a scheme is local unless {@code fs.defaultFS} is set.
 */
public final class StudyFolders {
  public static final String RUNS = "runs";
  private static final String LOCAL = "file";

  private StudyFolders() {}

  /**
   * The folder of a study that begins or is resumed.
   *
   * @param folder as the user names it; null for {@code runs/NAME}
   */
  static String of(String folder, Study study) {
    return folder == null ? folder(RUNS, study.name()) : folder;
  }

  /**
   * The studies in a folder, by name; empty if there is no such folder.
   *
   * @throws StoreException if it cannot be listed
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
   * @throws StoreException if there is none
   */
  public static List<String> all() {
    List<String> found = in(RUNS);
    if (found.isEmpty()) {
      throw new StoreException(
          "no study found in runs/: name one with --study DIR, or run './submit.sh' to create one");
    }
    return found;
  }

  /** A study that is {@link #named}. */
  public static StudyStore open(String study) {
    return StudyStore.open(named(study), SparkSessions.hadoop());
  }

  /**
   * The folder of a study, given its folder or its name in {@code runs/}.
   *
   * @throws StoreException if a name without a slash is neither
   */
  public static String named(String study) {
    Configuration hadoop = reachable(study);
    if (study.contains("/") || isStudy(study, hadoop)) {
      return study;
    }
    String inRuns = folder(RUNS, study);
    if (!isStudy(inRuns, hadoop)) {
      throw new StoreException(
          "no study found in %s or %s: './submit.sh list' shows the studies in runs/"
              .formatted(study, inRuns));
    }
    return inRuns;
  }

  /** The definition of the study in a folder; empty if there is none. */
  static Map<String, String> definition(String folder) {
    Configuration hadoop = reachable(folder);
    return isStudy(folder, hadoop)
        ? StudyStore.open(folder, hadoop).header().definition()
        : Map.of();
  }

  private static boolean isStudy(String folder, Configuration hadoop) {
    try {
      org.apache.hadoop.fs.Path header = new org.apache.hadoop.fs.Path(folder, StudyLease.STUDY);
      return header.getFileSystem(hadoop).exists(header);
    } catch (AccessControlException e) {
      return false;
    } catch (IOException | IllegalArgumentException e) {
      throw new StoreException(
          "%s cannot be read: %s".formatted(folder, ErrorMessages.reason(e)), e);
    }
  }

  /**
   * The path of a folder on this machine; empty if it is elsewhere.
   *
   * @param folder a path, or a URI that Hadoop supports
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
   * Hadoop's configuration, after a check that the file system of a folder answers.
   *
   * @throws CommandException if a path without a scheme is on a remote file system that does not
   *     answer; the user may have meant this machine
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
      // The file system answers; errors are reported when the folder is opened.
      return hadoop;
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandException(
          "%s is on %s, Hadoop's fs.defaultFS, which does not answer (%s): use %s for the folder on this machine"
              .formatted(
                  folder,
                  FileSystem.getDefaultUri(hadoop),
                  ErrorMessages.reason(e),
                  "file://" + Path.of(folder).toAbsolutePath()),
          e);
    }
  }
}
