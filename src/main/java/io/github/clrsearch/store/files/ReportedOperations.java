package io.github.clrsearch.store.files;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * Operations on a study's folder with retries, whose errors are reported in one line.
 *
 * @param retries of operations that fail temporarily
 */
record ReportedOperations(Retries retries) {
  /** The end of the name of a file that is being written. */
  static final String PARTIAL = ".partial";

  /** The name of a file while it is being written. */
  static Path partial(Path target, String writer) {
    return new Path(target.getParent(), "." + target.getName() + writer + PARTIAL);
  }

  /** Whether this is a file that was being written when its name was found. */
  static boolean isPartial(FileStatus file) {
    String name = file.getPath().getName();
    return file.isFile() && name.startsWith(".") && name.endsWith(PARTIAL);
  }

  /** An operation without a result. */
  interface Action {
    void run() throws IOException;
  }

  /** Writes a file. */
  <T> T write(Path target, Retries.Attempt<T> attempt) {
    try {
      return retries.call(target + " cannot be written", attempt);
    } catch (IOException e) {
      throw new StoreException(
          "%s cannot be written (%s): results that were saved earlier are kept; free space or repair the folder, then run the same command again"
              .formatted(target, withoutPartial(target.getName(), FolderErrors.reason(e))),
          e);
    }
  }

  /** Does something without a result. */
  void run(Path path, String problem, Action action) {
    call(
        path,
        problem,
        () -> {
          action.run();
          return path;
        });
  }

  /** Users know the file by its name, not by that of the partial file. */
  private static String withoutPartial(String name, String reason) {
    String partial = Pattern.quote("." + name) + "[^/\\s]*" + Pattern.quote(PARTIAL);
    return reason.replaceAll(partial, Matcher.quoteReplacement(name));
  }

  /**
   * Does something else.
   *
   * @param problem what the message says if it fails: "cannot be read"
   */
  <T> T call(Path path, String problem, Retries.Attempt<T> attempt) {
    try {
      return retries.call(path + " " + problem, attempt);
    } catch (IOException e) {
      throw new StoreException("%s %s: %s".formatted(path, problem, FolderErrors.reason(e)), e);
    }
  }
}
