package io.github.clrsearch.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A view of the rows in one subfolder of a study, which the other views select from.
 *
 * @param view name of the view
 * @param kind name of the subfolder
 * @param schema of a row
 */
record ViewFiles(String view, String kind, StructType schema) {
  /** Spark SQL would otherwise read a file that it cannot parse as a row of NULLs. */
  private Map<String, String> options(List<String> stages) {
    String names =
        switch (kind) {
          case TrialFiles.FOLDER -> FileNames.trials(stages);
          case FinalResults.TESTS -> FileNames.tests(stages);
          case Findings.IMPORTANCE, FinalResults.TABLE1 -> FileNames.single(kind);
          default -> FileNames.singles(stages);
        };
    Map<String, String> options = new LinkedHashMap<>();
    options.put("mode", "FAILFAST");
    options.put("pathGlobFilter", names);
    return options;
  }

  void register(SparkSession session, List<StudyStore> studies, List<String> stages) {
    String[] paths =
        studies.stream()
            .flatMap(study -> study.sparkPaths().existing(kind).stream())
            .toArray(String[]::new);
    Dataset<Row> rows =
        paths.length == 0
            ? session.createDataFrame(List.<Row>of(), schema)
            : session.read().schema(schema).options(options(stages)).json(paths);
    rows.createOrReplaceTempView(view);
  }

  String statement(StudyHeader study, SparkPaths paths) {
    String options =
        options(study.stageNames()).entrySet().stream()
            .map(option -> ", %s '%s'".formatted(option.getKey(), View.literal(option.getValue())))
            .collect(Collectors.joining());
    return "CREATE OR REPLACE TEMPORARY VIEW %s (%s)%nUSING json OPTIONS (path '%s'%s)"
        .formatted(view, schema.toDDL(), View.literal(paths.inScript(kind)), options);
  }

  /** A FROM clause that fails if a file has no row, or the row of another file. */
  String from() {
    String isRow = "study IS NOT NULL";
    if (kind.equals(TrialFiles.FOLDER)) {
      isRow += " AND endswith(input_file_name(), %s)".formatted(FileNames.trialExpression());
    }
    return "FROM (SELECT * FROM %s WHERE CASE WHEN %s THEN true ELSE raise_error(concat(input_file_name(), ' is damaged')) END)"
        .formatted(view, isRow);
  }

  StructField field(String name) {
    return schema.apply(name);
  }
}
