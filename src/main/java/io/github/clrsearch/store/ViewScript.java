package io.github.clrsearch.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.clrsearch.store.files.AtomicFolder;
import io.github.clrsearch.store.files.StoreException;
import io.github.clrsearch.store.sql.SparkPaths;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;

/**
 * The file {@code views.sql} of a study's folder. It contains the folder's path, which changes when
 * the folder is moved or copied.
 *
 * @param folder of the study
 * @param header of the study
 * @param reported metrics of the study
 */
record ViewScript(AtomicFolder folder, StudyHeader header, ReportedMetrics reported) {
  static final String NAME = SparkPaths.SCRIPT;
  private static final Logger LOG = System.getLogger(ViewScript.class.getName());

  /** Writes the script if it is missing or outdated. */
  void update() {
    folder.update(NAME, content());
  }

  /** Rewrites an outdated script if the folder is writable. */
  void renew() {
    try {
      if (folder.read(NAME).filter(kept -> !Arrays.equals(kept, content())).isPresent()) {
        folder.writeFromMany(NAME, content());
      }
    } catch (StoreException e) {
      LOG.log(Level.DEBUG, "{0} was not rewritten: {1}", NAME, e.getMessage());
    }
  }

  private byte[] content() {
    return StudyViews.script(header, StudyColumns.of(header, reported), new SparkPaths(folder))
        .getBytes(UTF_8);
  }
}
