package io.github.clrsearch.store.sql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A view of the rows in files of one subfolder of a study, which the other views select from.
 *
 * @param view name of the view
 * @param kind name of the subfolder
 * @param schema of a row
 * @param names pattern for the names of the files, from the names of the stages
 * @param ownName SQL expression for the end of the path of a row's file; empty if it is not checked
 */
public record ViewFiles(
    String view,
    String kind,
    StructType schema,
    Function<List<String>, String> names,
    String ownName) {
  private static final String FILE = "input_file_name()";

  /** SQL expression for the path of a row's file without the name. */
  public static final String FOLDER = "regexp_replace(%s, '[^/]*$', '')".formatted(FILE);

  /** Files whose names are not checked against their rows. */
  public ViewFiles(
      String view, String kind, StructType schema, Function<List<String>, String> names) {
    this(view, kind, schema, names, "");
  }

  /** Spark SQL would otherwise read a file that it cannot parse as a row of NULLs. */
  private Map<String, String> options(List<String> stages) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("mode", "FAILFAST");
    options.put("pathGlobFilter", names.apply(stages));
    return options;
  }

  /** Registers the view of the files of several studies. */
  public void register(SparkSession session, List<SparkPaths> studies, List<String> stages) {
    String[] paths =
        studies.stream().flatMap(study -> study.existing(kind).stream()).toArray(String[]::new);
    Dataset<Row> rows =
        paths.length == 0
            ? session.createDataFrame(List.<Row>of(), schema)
            : session.read().schema(schema).options(options(stages)).json(paths);
    rows.createOrReplaceTempView(view);
  }

  /** The statement that creates the view of one study. */
  public String statement(List<String> stages, SparkPaths paths) {
    String options =
        options(stages).entrySet().stream()
            .map(option -> ", %s '%s'".formatted(option.getKey(), View.literal(option.getValue())))
            .collect(Collectors.joining());
    return "CREATE OR REPLACE TEMPORARY VIEW %s (%s)%nUSING json OPTIONS (path '%s'%s)"
        .formatted(view, schema.toDDL(), View.literal(paths.inScript(kind)), options);
  }

  /** A FROM clause that fails if a file has no row, or the row of another file. */
  public String from() {
    return "FROM (%s)".formatted(select("*"));
  }

  /** A query that fails likewise. */
  public String select(String columns) {
    String isRow = "study IS NOT NULL";
    if (!ownName.isEmpty()) {
      isRow += " AND endswith(%s, %s)".formatted(FILE, ownName);
    }
    return "SELECT %s FROM %s WHERE CASE WHEN %s THEN true ELSE raise_error(concat(%s, ' is damaged')) END"
        .formatted(columns, view, isRow, FILE);
  }

  /** The column of this name. */
  public StructField field(String name) {
    return schema.apply(name);
  }
}
