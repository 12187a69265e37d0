package io.github.clrsearch.cluster.programs;

import io.github.clrsearch.search.trial.Metric;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program that is searched.
 *
 * @param command the program and its arguments
 * @param files paths of what is sent to executors
 * @param metric that it reports
 * @param cyclesBy its name of the dimension that counts reports; null if it reports one result
 * @param cpus number of cores of a trial, at least 1
 */
public record Program(
    List<String> command, List<String> files, Metric metric, String cyclesBy, int cpus)
    implements Serializable {

  /** Copies the lists. */
  public Program {
    command = List.copyOf(command);
    files = List.copyOf(files);
  }

  /**
   * What results depend on, by configuration key.
   *
   * @param checksum of the files
   */
  public Map<String, String> definition(Optional<String> checksum) {
    Map<String, String> definition = new LinkedHashMap<>();
    definition.put("objective.command", command.toString());
    definition.put("metric", "%s %s".formatted(metric.direction(), metric.name()));
    if (cyclesBy != null) {
      definition.put("objective.cycles-by", cyclesBy);
    }
    checksum.ifPresent(sha -> definition.put("objective.files checksum", sha));
    return definition;
  }
}
