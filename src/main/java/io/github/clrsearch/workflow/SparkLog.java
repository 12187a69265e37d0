package io.github.clrsearch.workflow;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.spark.SparkConf;

/**
 * The destination of Spark's log: a file in the study's folder, a temporary file if that folder is
 * not on this machine, or standard error if a cluster runs the driver and collects it.
 */
public final class SparkLog {
  private static final String SETTING = "clrsearch.log";
  private static final String STANDARD_ERROR = "standard error";
  private static final int MOST_LETTERS = 100;

  private final Optional<Path> file;

  private SparkLog(Optional<Path> file) {
    this.file = file;
  }

  /**
   * The log of a study.
   *
   * @param location the study's folder, a path or a URI that Hadoop supports
   */
  public static SparkLog of(String location) {
    return StudyFolders.local(location, SparkSessions.hadoop())
        .map(folder -> inFile(folder.resolve("spark.log")))
        .orElseGet(() -> temporary(location));
  }

  /** A log in the folder for temporary files. */
  public static SparkLog temporary(String name) {
    return inFile(TemporaryFolder.path().resolve(fileName(name)));
  }

  /** A file name without special characters; different names give different file names. */
  static String fileName(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceFirst("^[.-]+", "");
    String shown = plain.substring(Math.max(0, plain.length() - MOST_LETTERS));
    return "%s%s.log"
        .formatted(shown, shown.equals(name) ? "" : "-%08x".formatted(name.hashCode()));
  }

  private static SparkLog inFile(Path file) {
    return new SparkLog(
        Ending.inCluster(System::getProperty) ? Optional.empty() : Optional.of(file));
  }

  /**
   * Redirects Spark's log. Log4j has one context per class loader, and Spark's is the one to
   * configure.
   */
  void begin() {
    if (file.isEmpty()) {
      return;
    }
    System.setProperty(SETTING, file.get().toString());
    LoggerContext context =
        (LoggerContext) LogManager.getContext(SparkConf.class.getClassLoader(), false);
    context.setConfigLocation(
        URI.create(SparkLog.class.getResource("/clrsearch-log4j2.properties").toString()));
  }

  @Override
  public String toString() {
    return file.map(Path::toString).orElse(STANDARD_ERROR);
  }
}
