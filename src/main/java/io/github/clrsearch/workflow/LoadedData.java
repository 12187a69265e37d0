package io.github.clrsearch.workflow;

import io.github.clrsearch.config.ConfigurationException;
import io.github.clrsearch.config.StudyConfiguration;
import io.github.clrsearch.data.DataException;
import io.github.clrsearch.data.DataSet;
import io.github.clrsearch.data.PreparedData;
import io.github.clrsearch.data.Split;
import io.github.clrsearch.search.space.Seeds;
import io.github.clrsearch.workflow.DataSets.Found;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * A study's data set, which is read and split without Spark.
 *
 * @param checksum SHA-256 of the data set
 */
record LoadedData(DataSet data, PreparedData prepared, String checksum) {
  /**
   * Finds the data.
   *
   * @throws ConfigurationException if there is none
   */
  static Found find(StudyConfiguration configuration, Configuration hadoop) {
    try {
      return DataSets.find(configuration.data(), hadoop);
    } catch (DataException e) {
      throw new ConfigurationException(List.of(e.getMessage()), e);
    }
  }

  /** Reads and splits the data. */
  static LoadedData of(StudyConfiguration configuration, Found found) {
    DataSet data = DataSets.read(found, configuration.data());
    long seed = Seeds.split(configuration.study().seed());
    Split split = Split.of(data, configuration.data().validation(), seed);
    return new LoadedData(data, PreparedData.of(data.images(), split), data.checksum());
  }
}
