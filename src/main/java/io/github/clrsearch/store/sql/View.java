package io.github.clrsearch.store.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Statement that creates a view, column by column. */
public final class View {
  /**
   * A column with a value of a map.
   *
   * @param type SQL type
   */
  public record MapColumn(String type, String comment) {}

  private final List<String> names = new ArrayList<>();
  private final List<String> expressions = new ArrayList<>();

  public void add(String name, String expression, String comment) {
    names.add("`%s` COMMENT '%s'".formatted(name, literal(comment)));
    expressions.add(expression);
  }

  /** Adds all fields except lists, which have views of their own, and maps. */
  public void addFields(String struct, StructType type) {
    for (StructField field : type.fields()) {
      if (!(field.dataType() instanceof ArrayType) && !(field.dataType() instanceof MapType)) {
        addField(struct, field);
      }
    }
  }

  public void addField(String struct, StructField field) {
    add(field.name(), struct + "." + field.name(), comment(field));
  }

  /**
   * Adds hyperparameters.
   *
   * @param settings SQL types by name; {@code STRING} for words, which are numbers in other studies
   */
  public void addSettings(Map<String, String> settings) {
    settings.forEach(
        (name, type) -> {
          String number = "CAST(setting['%s'] AS %s)".formatted(literal(name), type);
          add(
              name,
              type.equals("STRING")
                  ? "coalesce(words['%s'], %s)".formatted(literal(name), number)
                  : number,
              "hyperparameter " + name);
        });
  }

  /**
   * Adds metrics of the objective's own.
   *
   * @param map the expression of the map that has their values
   */
  public void addMetrics(String map, Map<String, MapColumn> metrics) {
    metrics.forEach(
        (name, column) ->
            add(
                name,
                "CAST(%s['%s'] AS %s)".formatted(map, literal(name), column.type()),
                column.comment()));
  }

  public String statement(String view, String comment, String from) {
    return "CREATE OR REPLACE TEMPORARY VIEW %s (%s)%nCOMMENT '%s'%nAS SELECT %s%n%s"
        .formatted(
            view, String.join(", ", names), literal(comment), String.join(", ", expressions), from);
  }

  public static String comment(StructField field) {
    return field.getComment().get();
  }

  public static String literal(String text) {
    return text.replace("\\", "\\\\").replace("'", "\\'");
  }
}
