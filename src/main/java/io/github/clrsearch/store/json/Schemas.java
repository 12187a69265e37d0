package io.github.clrsearch.store.json;

import io.github.clrsearch.search.trial.Column;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Spark SQL schemas of records: one column per component, in snake case, with its comment. */
public final class Schemas {
  private static final Map<Type, DataType> TYPES =
      Map.of(
          String.class, DataTypes.StringType,
          int.class, DataTypes.IntegerType,
          Integer.class, DataTypes.IntegerType,
          long.class, DataTypes.LongType,
          Long.class, DataTypes.LongType,
          double.class, DataTypes.DoubleType,
          Double.class, DataTypes.DoubleType);

  /** Parsing type names with Spark would take a second at the start of a search. */
  private static final Map<String, DataType> NAMED = Map.of("TIMESTAMP", DataTypes.TimestampType);

  private Schemas() {}

  /** The schema of a record whose components all have {@link Column}. */
  public static StructType of(Class<?> record) {
    return new StructType(
        Stream.of(record.getRecordComponents()).map(Schemas::field).toArray(StructField[]::new));
  }

  /** {@code bestCycle} becomes {@code best_cycle}. */
  public static String columnName(String component) {
    return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  private static StructField field(RecordComponent component) {
    Column column = component.getAnnotation(Column.class);
    DataType type =
        column.type().isEmpty() ? type(component.getGenericType()) : NAMED.get(column.type());
    return new StructField(columnName(component.getName()), type, true, Metadata.empty())
        .withComment(column.value());
  }

  private static DataType type(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return generic.getRawType() == List.class
          ? DataTypes.createArrayType(type(arguments[0]))
          : DataTypes.createMapType(type(arguments[0]), type(arguments[1]));
    }
    return type instanceof Class<?> c && c.isRecord() ? of(c) : TYPES.get(type);
  }
}
