package io.github.clrsearch.workflow;

import io.github.clrsearch.data.ErrorMessages;
import io.github.clrsearch.store.files.StoreException;
import io.github.clrsearch.store.files.StudyLease;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Deletes what clr-search has written into a study's folder. Other files there are kept.
 *
 * @param location of a study
 */
public record StudyRemoval(String location, Configuration hadoop) {
  private static final String PARTIAL = ".partial";

  /** Files and subfolders of a study except {@code study.json}, which is deleted last. */
  private static final Set<String> OWN =
      Set.of(
          "budget.json",
          "comparisons",
          "confirmed",
          "importance",
          "logs",
          "lr_range",
          "metrics.json",
          "networks",
          "notes.json",
          "pictures",
          "plan.json",
          "earlier-studies.json",
          "report.html",
          "spark.log",
          "stages",
          "states",
          "table1",
          "tensorboard",
          "tests",
          "trials",
          "views.sql");

  /**
   * Deletes the study. If that is interrupted, the rest is still a study and can be deleted.
   *
   * @param wanted asked when no driver can begin to work on the study any more; false: nothing is
   *     deleted
   * @param notes receives one line if this takes a while
   * @return names of the files and folders that are kept, because clr-search has not written them;
   *     empty if nothing was deleted
   * @throws StoreException if a driver works on the study, or a file cannot be deleted
   * @throws InterruptedException when interrupted
   */
  public Optional<List<String>> run(BooleanSupplier wanted, Consumer<String> notes)
      throws InterruptedException {
    Path folder = new Path(location);
    try {
      FileSystem files = folder.getFileSystem(hadoop);
      try (StudyLease lease = StudyLease.take(location, hadoop, notes)) {
        if (!wanted.getAsBoolean()) {
          return Optional.empty();
        }
        for (FileStatus status : files.listStatus(folder)) {
          if (isOwn(status.getPath().getName())) {
            files.delete(status.getPath(), true);
          }
        }
        lease.check();
        files.delete(new Path(folder, StudyLease.STUDY), false);
      }
      List<String> kept =
          Stream.of(files.listStatus(folder))
              .map(status -> status.getPath().getName())
              .sorted()
              .toList();
      if (kept.isEmpty()) {
        files.delete(folder, false);
      }
      return Optional.of(kept);
    } catch (IOException e) {
      throw new StoreException(
          "%s cannot be deleted: %s".formatted(location, ErrorMessages.reason(e)), e);
    }
  }

  private static boolean isOwn(String name) {
    return OWN.contains(name) || name.startsWith(".") && name.endsWith(PARTIAL);
  }
}
