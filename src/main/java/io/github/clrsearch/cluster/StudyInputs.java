package io.github.clrsearch.cluster;

import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.store.Provenance;
import io.github.clrsearch.store.SettingColumns;
import io.github.clrsearch.store.StudyHeader;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the results of a study depend on besides its definition. */
final class StudyInputs {
  private final Map<String, String> dependencies = new LinkedHashMap<>();

  /** Null if the study does not say which data it uses. */
  private String data;

  private String checksum;

  /** Sets the name and checksum of the data. */
  void data(String name, String checksum) {
    this.data = name;
    this.checksum = checksum;
  }

  /** Adds something else, such as the version of a model. */
  void dependingOn(String what, String value) {
    dependencies.put(what, value);
  }

  /** The header of a study with these inputs. */
  StudyHeader header(Study study, Objective objective, Metric metric, String sparkVersion) {
    Map<String, String> definition = new LinkedHashMap<>(study.definition());
    if (!metric.name().equals(Metric.VALIDATION_ACCURACY)) {
      definition.put("metric", "%s %s".formatted(metric.direction(), metric.name()));
    }
    if (data != null) {
      definition.put("data", data);
      definition.put("data checksum", checksum);
    }
    dependencies.forEach((what, value) -> definition.put("depends on " + what, value));
    return new StudyHeader(
        StudyHeader.LAYOUT,
        study.name(),
        study.seed(),
        definition,
        SettingColumns.of(study, objective, metric),
        metric,
        Provenance.ofModel(sparkVersion, data, checksum));
  }
}
