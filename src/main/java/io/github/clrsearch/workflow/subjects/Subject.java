package io.github.clrsearch.workflow.subjects;

import io.github.clrsearch.config.StudyConfiguration;
import io.github.clrsearch.network.Arithmetic;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.store.StudyHeader;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.workflow.DataSets.Found;
import java.util.List;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** What the trials of a study run, read without Spark. */
public sealed interface Subject permits LoadedData, LoadedProgram {

  /**
   * Finds what a study runs.
   *
   * @return reads it
   * @throws io.github.clrsearch.config.ConfigurationException if something is not there
   */
  static Supplier<Subject> find(StudyConfiguration configuration, Configuration hadoop) {
    if (configuration.program().isPresent()) {
      Subject program = LoadedProgram.of(configuration.program().get());
      return () -> program;
    }
    Found found = LoadedData.find(configuration, hadoop);
    // While Spark starts; programs need no products.
    Arithmetic.prepare();
    return () -> LoadedData.of(configuration, found);
  }

  /** Lines about it for the first lines of a command. */
  List<String> description(StudyConfiguration configuration);

  /** The header of a study of it. */
  StudyHeader header(StudyConfiguration configuration, SparkSession session);

  /** The objective, whose data or files are broadcast. It keeps no states. */
  Objective objective(StudyConfiguration configuration, SparkSession session);

  /** The objective with states in the folder of a study. */
  Objective objective(StudyConfiguration configuration, SparkSession session, StudyStore store);
}
