package io.github.clrsearch.workflow;

import io.github.clrsearch.cluster.EarlierStudies;
import io.github.clrsearch.cluster.StudyRehearsal;
import io.github.clrsearch.cluster.StudyRehearsal.Expected;
import io.github.clrsearch.cluster.training.ClrObjective;
import io.github.clrsearch.config.StudyConfiguration;
import io.github.clrsearch.data.Images;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.store.StudyHeader;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.workflow.subjects.LoadedData;
import io.github.clrsearch.workflow.subjects.Subject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.SparkSession;

/**
 * What a search will do. Configuration, data and folder are checked as for a search; nothing is
 * kept and the study's folder is not changed.
 *
 * @param location of the study's folder
 * @param spark Spark's version, master and number of slots
 * @param before number of trials in the folder; -1 if there is no study yet
 * @param memory empty for a program, which has its own
 */
public record SearchPlan(
    StudyConfiguration configuration,
    String location,
    Subject subject,
    String spark,
    int before,
    Expected expected,
    Optional<Memory> memory) {
  private static final int NEW = -1;

  /**
   * Memory of the built-in training.
   *
   * @param taskBytes of the largest task besides the data
   * @param dataBytes size of the data that every executor receives
   */
  public record Memory(double taskBytes, double dataBytes) {}

  /**
   * Plans a search.
   *
   * @param given without the known points that are read from files or other studies
   * @param folder where the study is or will be; null for {@code runs/NAME}
   * @param fork the study to take over trials from
   * @param notes receives one line per event that does not stop the command
   * @throws InterruptedException when interrupted
   */
  public static SearchPlan of(
      StudyConfiguration given, String folder, Optional<StudyStore> fork, Consumer<String> notes)
      throws IOException, InterruptedException {
    String location = StudyFolders.of(folder, given.study());
    StudyConfiguration configuration = KnownPoints.read(given, location, notes);
    Supplier<Subject> found = Subject.find(configuration, SparkSessions.hadoop());
    CompletableFuture<Subject> loading = CompletableFuture.supplyAsync(found);
    try (SparkSession session =
        SparkSessions.start(
            "clr-search plan " + configuration.study().name(),
            SparkLog.temporary(location),
            configuration.taskCpus())) {
      return of(configuration, location, session, loading.join(), fork);
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static SearchPlan of(
      StudyConfiguration configuration,
      String location,
      SparkSession session,
      Subject subject,
      Optional<StudyStore> fork)
      throws IOException, InterruptedException {
    Configuration hadoop = session.sparkContext().hadoopConfiguration();
    StudyHeader header = subject.header(configuration, session);
    StudyStore.check(location, header, hadoop);
    Objective objective = subject.objective(configuration, session);
    Path scratch = Files.createTempDirectory(TemporaryFolder.path(), "plan-");
    try {
      StudyStore copy = StudyStore.begin(scratch.toString(), header, new Configuration(false));
      int before = copied(location, configuration, copy, hadoop);
      new EarlierStudies(configuration.study(), StudyFolders::open).copyTo(copy);
      Expected expected =
          new StudyRehearsal(
                  configuration.study(),
                  copy,
                  objective,
                  configuration.search().fuse(),
                  ManagementFactory.getRuntimeMXBean().getUptime() / 1e3,
                  fork)
              .run(session.sparkContext(), configuration.search().budget());
      return new SearchPlan(
          configuration,
          location,
          subject,
          SparkSessions.describe(session),
          before,
          expected,
          subject instanceof LoadedData data
              ? Optional.of(memory(copy, (ClrObjective) objective, data.prepared().images()))
              : Optional.empty());
    } finally {
      FileUtil.fullyDelete(scratch.toFile());
    }
  }

  private static Memory memory(StudyStore trained, ClrObjective objective, Images images) {
    double largest =
        trained.trials().stream()
            .mapToDouble(
                end -> end.execution().fusedTrials() * objective.bytes(end.trial().setting()))
            .max()
            .orElse(0);
    return new Memory(largest, (double) images.count() * (images.shape().size() + 1));
  }

  /** Copies stages, trials and used time; returns the number of trials. */
  private static int copied(
      String location, StudyConfiguration configuration, StudyStore copy, Configuration hadoop) {
    if (StudyFolders.definition(location).isEmpty()) {
      return NEW;
    }
    StudyStore original = StudyStore.open(location, hadoop);
    for (Stage stage : configuration.study().stages()) {
      original.stages().frozen(stage.name()).ifPresent(copy.stages()::freeze);
    }
    original.trials().forEach(copy::append);
    original.stages().earlierStudies().ifPresent(copy.stages()::keepEarlierStudies);
    copy.budget().write(original.budget().read());
    return original.trials().size();
  }

  /** Whether the folder has no study yet. */
  public boolean isNew() {
    return before == NEW;
  }
}
