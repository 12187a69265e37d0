package clrsearch.cli;

import clrsearch.store.StoreException;
import clrsearch.store.StudyStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where studies lie on this machine: each in a folder of its own, by default in {@code runs/}. */
final class StudyFolders {
  static final String RUNS = "runs";
  private static final String HEADER = "study.json";

  private StudyFolders() {}

  /** The studies in a folder, by name; none where it is not there. */
  static List<String> in(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> Files.exists(entry.resolve(HEADER)))
          .map(Path::toString)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new StoreException("%s cannot be listed: %s".formatted(folder, e.getMessage()), e);
    }
  }

  /**
   * The studies in {@code runs/}.
   *
   * @throws StoreException where there is none
   */
  static List<String> all() {
    List<String> found = in(Path.of(RUNS));
    if (found.isEmpty()) {
      throw new StoreException(
          "there is no study in runs/: name one with --study DIR, or run './submit.sh' for a first");
    }
    return found;
  }

  /** A study that is {@link #named}. */
  static StudyStore open(String study) {
    return StudyStore.open(named(study), SparkSessions.hadoop());
  }

  /**
   * The folder of a study that was named by it, or by its name in {@code runs/}.
   *
   * @throws StoreException where a name without a slash is neither
   */
  static String named(String study) {
    Path inRuns = Path.of(RUNS, study);
    if (study.contains("/") || Files.exists(Path.of(study, HEADER))) {
      return study;
    }
    if (!Files.exists(inRuns.resolve(HEADER))) {
      throw new StoreException(
          "%s holds no study, and neither does %s: './submit.sh list' shows those in runs/"
              .formatted(study, inRuns));
    }
    return inRuns.toString();
  }
}
