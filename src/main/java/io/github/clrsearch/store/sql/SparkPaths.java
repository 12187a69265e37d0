package io.github.clrsearch.store.sql;

import io.github.clrsearch.store.files.AtomicFolder;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Paths of a study's rows for Spark SQL.
 *
 * @param folder of the study
 */
public record SparkPaths(AtomicFolder folder) {
  /** The script of the views. */
  public static final String SCRIPT = "views.sql";

  /** Characters that Hadoop treats as patterns in paths. */
  private static final Pattern PATTERN = Pattern.compile("[\\\\{}\\[\\]*?]");

  /** The path of a subfolder with one kind of rows; empty if it does not exist. */
  Optional<String> existing(String subfolder) {
    return Optional.of(subfolder).filter(folder::exists).map(name -> root() + "/" + name);
  }

  /** The same for a script, as a pattern that matches a file even if there are no rows yet. */
  String inScript(String subfolder) {
    return "%s/{%s,%s}".formatted(root(), SCRIPT, subfolder);
  }

  private String root() {
    return PATTERN.matcher(folder.root().toString()).replaceAll("\\\\$0");
  }
}
