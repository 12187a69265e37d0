package io.github.clrsearch.workflow.subjects;

import io.github.clrsearch.cluster.DriverHadoop;
import io.github.clrsearch.cluster.training.ClrHyperparameters;
import io.github.clrsearch.cluster.training.ClrObjective;
import io.github.clrsearch.cluster.training.StateKeeping;
import io.github.clrsearch.config.ConfigurationException;
import io.github.clrsearch.config.DataConfiguration;
import io.github.clrsearch.config.StudyConfiguration;
import io.github.clrsearch.data.DataException;
import io.github.clrsearch.data.DataSet;
import io.github.clrsearch.data.PreparedData;
import io.github.clrsearch.data.Split;
import io.github.clrsearch.network.Arithmetic;
import io.github.clrsearch.network.Network;
import io.github.clrsearch.network.whitening.Whitening;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.Seeds;
import io.github.clrsearch.store.Provenance;
import io.github.clrsearch.store.StudyHeader;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.workflow.DataSets;
import io.github.clrsearch.workflow.DataSets.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.ejml.EjmlVersion;

/**
 * A study's data set, which is read, split and whitened without Spark.
 *
 * @param prepared the images as they are, which final networks see
 * @param whitening of the images that trainings see; empty if they see {@code prepared}
 * @param checksum SHA-256 of the data set
 */
public record LoadedData(
    DataSet data, PreparedData prepared, Optional<Whitening> whitening, String checksum)
    implements Subject {
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
    PreparedData prepared = PreparedData.of(data.images(), split);
    int components = configuration.data().whitening();
    Optional<Whitening> whitening =
        components == 0 ? Optional.empty() : Optional.of(new Whitening(prepared, components));
    return new LoadedData(data, prepared, whitening, data.checksum());
  }

  /** The images that trainings see. */
  public PreparedData seen() {
    return whitening.map(Whitening::whitened).orElse(prepared);
  }

  /**
   * The network of {@link #prepared} that a training has found.
   *
   * @param trained on {@link #seen}; not modified
   */
  public Network found(Network trained) {
    return whitening.map(map -> map.unfold(trained)).orElse(trained);
  }

  @Override
  public List<String> description(StudyConfiguration configuration) {
    List<String> lines = new ArrayList<>();
    lines.add("data: " + data.description());
    data.ignored().ifPresent(line -> lines.add("      " + line));
    DataConfiguration from = configuration.data();
    if (data.name().equals("synthetic")
        && !from.format().equals(DataConfiguration.Format.SYNTHETIC)) {
      lines.add(
          "      %s is empty or does not exist; run './submit.sh data fetch' to download CIFAR-10"
              .formatted(from.path()));
    }
    lines.add(
        "split: %d training images, %d validation images"
            .formatted(prepared.split().training().length, prepared.split().validation().length));
    return lines;
  }

  @Override
  public StudyHeader header(StudyConfiguration configuration, SparkSession session) {
    Study study = configuration.study();
    return new StudyHeader(
        StudyHeader.LAYOUT,
        study.name(),
        study.seed(),
        configuration.definition(data.name(), checksum),
        ClrHyperparameters.columns(),
        configuration.search().compareBy().metric(prepared.split().validation().length),
        provenance(session));
  }

  /** The driver's part; executors add theirs. */
  private Provenance provenance(SparkSession session) {
    return new Provenance(
        Provenance.currentVersion(),
        data.name(),
        checksum,
        session.version(),
        EjmlVersion.VERSION,
        Runtime.version().toString(),
        Arithmetic.name(),
        System.getProperty("os.arch"));
  }

  @Override
  public ClrObjective objective(StudyConfiguration configuration, SparkSession session) {
    return new ClrObjective(
            JavaSparkContext.fromSparkContext(session.sparkContext()).broadcast(seen()),
            prepared.split().training().length,
            configuration.study().seed(),
            configuration.measure())
        .with(configuration.method());
  }

  @Override
  public ClrObjective objective(
      StudyConfiguration configuration, SparkSession session, StudyStore store) {
    return objective(configuration, session)
        .keeping(
            new StateKeeping(
                store.states(DriverHadoop.sentOnce(session.sparkContext())),
                configuration.search().keepStateAfter(),
                StateKeeping.Last.AS_OTHERS,
                store.header().provenance()));
  }
}
