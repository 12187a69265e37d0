package clrsearch.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The views {@code trials}, {@code cycles}, {@code ensembles} and {@code measurements}: plain Spark
 * SQL over the trials' files, so that any Spark shell has them by running the study's {@code
 * views.sql}.
 */
public final class StudyViews {
  private static final String FILES = "trial_files";
  private static final StructType SCHEMA = Schemas.of(TrialRow.class);
  private static final List<String> NAMES = List.of("study", "stage", "number");

  private StudyViews() {}

  /** Registers the views over one study or several as temporary views of a session. */
  public static void register(SparkSession session, List<StudyStore> studies) {
    session
        .read()
        .schema(SCHEMA)
        .json(studies.stream().map(StudyStore::trialsLocation).toArray(String[]::new))
        .createOrReplaceTempView(FILES);
    Map<String, String> columns = new LinkedHashMap<>();
    studies.forEach(study -> study.header().columns().forEach(columns::putIfAbsent));
    views(columns).forEach(session::sql);
  }

  /** The statements that make the views over one study in any Spark SQL shell. */
  static String script(StudyStore study) {
    String files =
        "CREATE OR REPLACE TEMPORARY VIEW %s (%s)%nUSING json OPTIONS (path '%s')"
            .formatted(FILES, SCHEMA.toDDL(), literal(study.trialsLocation()));
    return Stream.concat(Stream.of(files), views(study.header().columns()).stream())
        .collect(Collectors.joining(";\n\n", "", ";\n"));
  }

  private static List<String> views(Map<String, String> settings) {
    return List.of(
        trials(settings),
        exploded("cycles", "one row per trial and cycle", "cycles", settings),
        ensembles(settings),
        exploded("measurements", "one row per measurement", "measurements", settings));
  }

  private static String trials(Map<String, String> settings) {
    View view = new View();
    for (StructField field : SCHEMA.fields()) {
      switch (field.name()) {
        case "setting" -> view.addSettings(settings);
        case "provenance" -> view.addFields("provenance", (StructType) field.dataType());
        case "cycles", "measurements" -> {}
        default -> view.add(field.name(), field.name(), comment(field));
      }
    }
    return view.statement("trials", "one row per trial", "FROM " + FILES);
  }

  /** A view with a row for every element of an array column. */
  private static String exploded(
      String name, String comment, String array, Map<String, String> settings) {
    View view = named(settings);
    view.addFields("element", elementType(SCHEMA, array));
    return view.statement(
        name, comment, "FROM %s LATERAL VIEW explode(%s) AS element".formatted(FILES, array));
  }

  private static String ensembles(Map<String, String> settings) {
    StructType cycle = elementType(SCHEMA, "cycles");
    View view = named(settings);
    view.addField("cycle_end", cycle.apply("cycle"));
    view.addField("cycle_end", cycle.apply("updates"));
    view.addFields("element", elementType(cycle, "ensembles"));
    return view.statement(
        "ensembles",
        "one row per trial, cycle, members and combination",
        "FROM %s LATERAL VIEW explode(cycles) AS cycle_end LATERAL VIEW explode(cycle_end.ensembles) AS element"
            .formatted(FILES));
  }

  /** A view that begins with what names the trial and with its setting. */
  private static View named(Map<String, String> settings) {
    View view = new View();
    NAMES.forEach(column -> view.add(column, column, comment(SCHEMA.apply(column))));
    view.addSettings(settings);
    return view;
  }

  private static StructType elementType(StructType struct, String array) {
    return (StructType) ((ArrayType) struct.apply(array).dataType()).elementType();
  }

  private static String comment(StructField field) {
    return field.getComment().get();
  }

  private static String literal(String text) {
    return text.replace("\\", "\\\\").replace("'", "\\'");
  }

  /** The columns of a view, as they are added. */
  private static final class View {
    private final List<String> names = new ArrayList<>();
    private final List<String> expressions = new ArrayList<>();

    void add(String name, String expression, String comment) {
      names.add("`%s` COMMENT '%s'".formatted(name, literal(comment)));
      expressions.add(expression);
    }

    /** All fields but lists: those have views of their own. */
    void addFields(String struct, StructType type) {
      for (StructField field : type.fields()) {
        if (!(field.dataType() instanceof ArrayType)) {
          addField(struct, field);
        }
      }
    }

    void addField(String struct, StructField field) {
      add(field.name(), struct + "." + field.name(), comment(field));
    }

    void addSettings(Map<String, String> settings) {
      settings.forEach(
          (name, type) ->
              add(
                  name,
                  "CAST(setting['%s'] AS %s)".formatted(literal(name), type),
                  "hyperparameter " + name));
    }

    String statement(String view, String comment, String from) {
      return "CREATE OR REPLACE TEMPORARY VIEW %s (%s)%nCOMMENT '%s'%nAS SELECT %s%n%s"
          .formatted(
              view,
              String.join(", ", names),
              literal(comment),
              String.join(", ", expressions),
              from);
    }
  }
}
