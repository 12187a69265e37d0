package io.github.clrsearch.workflow.subjects;

import io.github.clrsearch.cluster.DriverHadoop;
import io.github.clrsearch.cluster.programs.CheckpointKeeping;
import io.github.clrsearch.cluster.programs.Program;
import io.github.clrsearch.cluster.programs.ProgramObjective;
import io.github.clrsearch.cluster.training.StateKeeping;
import io.github.clrsearch.config.ConfigurationException;
import io.github.clrsearch.config.StudyConfiguration;
import io.github.clrsearch.program.ShippedFiles;
import io.github.clrsearch.search.space.Numbers;
import io.github.clrsearch.store.Provenance;
import io.github.clrsearch.store.SettingColumns;
import io.github.clrsearch.store.StudyHeader;
import io.github.clrsearch.store.StudyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * A program and the files that are sent to executors.
 *
 * @param checksum SHA-256 of the files; empty if there are none
 */
public record LoadedProgram(Program program, ShippedFiles files, Optional<String> checksum)
    implements Subject {

  /**
   * Reads the files.
   *
   * @throws ConfigurationException if they cannot be read
   */
  static LoadedProgram of(Program program) {
    List<String> problems = new ArrayList<>();
    ShippedFiles files = ShippedFiles.of(program.files(), problems);
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems.stream().map("objective.files: "::concat).toList());
    }
    return new LoadedProgram(program, files, files.checksum());
  }

  @Override
  public List<String> description(StudyConfiguration configuration) {
    String sent =
        files.files().isEmpty()
            ? "no files"
            : "%s: %s"
                .formatted(
                    Numbers.count(files.files().size(), "file"),
                    files.files().keySet().stream().limit(5).collect(Collectors.joining(", ")));
    return List.of("program: %s (%s)".formatted(String.join(" ", program.command()), sent));
  }

  @Override
  public StudyHeader header(StudyConfiguration configuration, SparkSession session) {
    return new StudyHeader(
        StudyHeader.LAYOUT,
        configuration.study().name(),
        configuration.study().seed(),
        configuration.definition(program, checksum),
        columns(configuration),
        program.metric(),
        Provenance.ofModel(session.version(), null, null));
  }

  private Map<String, String> columns(StudyConfiguration configuration) {
    try {
      return SettingColumns.of(
          configuration.study(), (trial, cancellation) -> null, program.metric());
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(e.getMessage().lines().map("space: "::concat).toList(), e);
    }
  }

  @Override
  public ProgramObjective objective(StudyConfiguration configuration, SparkSession session) {
    return new ProgramObjective(
        program,
        JavaSparkContext.fromSparkContext(session.sparkContext()).broadcast(files),
        checksum);
  }

  @Override
  public ProgramObjective objective(
      StudyConfiguration configuration, SparkSession session, StudyStore store) {
    return objective(configuration, session)
        .keeping(
            new CheckpointKeeping(
                store.programs(DriverHadoop.sentOnce(session.sparkContext())),
                configuration.search().keepStateAfter(),
                StateKeeping.Last.AS_OTHERS));
  }
}
