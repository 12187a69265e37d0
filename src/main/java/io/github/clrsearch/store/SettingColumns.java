package io.github.clrsearch.store;

import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.Distribution;
import io.github.clrsearch.search.space.Range;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Names;
import io.github.clrsearch.search.trial.Objective;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** SQL types of the setting columns in a study's views, by name. */
public final class SettingColumns {
  /** From narrow to wide. */
  private static final List<String> TYPES = List.of("INT", "BIGINT", "DOUBLE", "STRING");

  private static final Range INTEGERS = new Range(Integer.MIN_VALUE, Integer.MAX_VALUE);

  private SettingColumns() {}

  /**
   * The hyperparameters in the order of the study's space, then the values that the objective
   * derives from them.
   *
   * @param metric that trials are compared by
   * @throws IllegalArgumentException if a name is not valid for a column, or is taken; one line per
   *     problem
   */
  public static Map<String, String> of(Study study, Objective objective, Metric metric) {
    Map<String, String> columns = new LinkedHashMap<>();
    study.space().distributions().forEach((name, values) -> columns.put(name, type(values)));
    study
        .stages()
        .forEach(
            stage ->
                stage
                    .space()
                    .forEach(
                        (name, values) ->
                            columns.merge(name, type(values), SettingColumns::wider)));
    List<String> derived = derived(study, objective);
    check(Stream.concat(columns.keySet().stream(), derived.stream()).toList(), metric);
    derived.forEach(name -> columns.put(name, "DOUBLE"));
    return columns;
  }

  /** The wider of two types. */
  static String wider(String one, String other) {
    return TYPES.indexOf(one) > TYPES.indexOf(other) ? one : other;
  }

  private static String type(Distribution values) {
    if (values.hasWords()) {
      return "STRING";
    }
    if (!values.integral()) {
      return "DOUBLE";
    }
    return INTEGERS.contains(values.range()) ? "INT" : "BIGINT";
  }

  /** The names of the derived values, from one setting; none if the objective rejects it. */
  private static List<String> derived(Study study, Objective objective) {
    try {
      return List.copyOf(
          new TreeSet<>(objective.derived(study.firstSpace().at(name -> 0.5)).keySet()));
    } catch (RuntimeException e) {
      return List.of();
    }
  }

  private static void check(List<String> names, Metric metric) {
    Set<String> taken = otherColumns();
    List<String> problems = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    Set<String> ofMetric = new TreeSet<>(MetricValues.confirmed(metric.name()));
    ofMetric.addAll(List.of(MetricValues.best(metric.name()), MetricValues.last(metric.name())));
    MetricValues.problem(metric, Set.copyOf(names)).ifPresent(problems::add);
    for (String name : names) {
      Optional<String> problem = Names.columnProblem("hyperparameter", name);
      if (problem.isPresent()) {
        problems.add(problem.get());
      } else if (taken.contains(name) || ofMetric.contains(name)) {
        problems.add(
            "a hyperparameter must not be named '%s', which is another column of the views: rename it"
                .formatted(name));
      } else if (!seen.add(name)) {
        problems.add(
            "hyperparameters and derived values must have different names, but got '%s' twice: rename one"
                .formatted(name));
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
  }

  /** The other columns of views with settings: hyperparameters cannot have these names. */
  private static Set<String> otherColumns() {
    Set<String> columns = new TreeSet<>();
    addColumns(StudyViews.TRIALS.schema(), columns);
    addColumns(StudyViews.CONFIRMED.schema(), columns);
    return columns;
  }

  /**
   * Adds the columns of a schema, including nested ones.
   *
   * @param columns modified
   */
  private static void addColumns(StructType schema, Set<String> columns) {
    for (StructField field : schema.fields()) {
      columns.add(field.name());
      if (field.dataType() instanceof StructType inner) {
        addColumns(inner, columns);
      } else if (field.dataType() instanceof ArrayType list) {
        addColumns((StructType) list.elementType(), columns);
      }
    }
  }
}
