package io.github.clrsearch.store;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Names of columns that every study's views have, which no study can use for its own. */
final class ReservedColumns {
  private ReservedColumns() {}

  /** Columns beside those of the settings; hyperparameters cannot have these names. */
  static Set<String> besideSettings() {
    Set<String> columns = new TreeSet<>();
    addColumns(StudyViews.TRIALS.schema(), columns);
    addColumns(StudyViews.CONFIRMED.schema(), columns);
    return columns;
  }

  /** Columns beside those of the metrics; no metric of an objective can have one of these names. */
  static Set<String> besideMetrics() {
    Set<String> columns = new TreeSet<>();
    List.of(
            StudyViews.TRIALS.schema(),
            (StructType) StudyViews.TRIALS.field("provenance").dataType(),
            StudyViews.elementType(StudyViews.TRIALS.schema(), "cycles"),
            StudyViews.CONFIRMED.schema())
        .forEach(schema -> columns.addAll(List.of(schema.fieldNames())));
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
