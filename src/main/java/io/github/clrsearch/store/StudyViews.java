package io.github.clrsearch.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The views {@code trials}, {@code cycles}, {@code ensembles} and {@code measurements} over the
 * trials' files, {@code tests} and {@code confusions} over those of the final tests, {@code
 * confirmed}, {@code comparisons} and {@code importance} over the search's findings, and {@code
 * table1} over the report's table: plain Spark SQL, so that any Spark shell has them by running the
 * study's {@code views.sql}.
 *
 * <p>Spark SQL would take much for a row that is none. Here every file is read before the views are
 * there; for other shells the views fail on what is no JSON of the right types or holds no row, and
 * cannot tell that a file is empty.
 */
public final class StudyViews {
  private static final Files TRIALS =
      new Files("trial_files", StudyStore.TRIALS, Schemas.of(TrialRow.class));
  private static final Files TESTS =
      new Files("test_files", FinalResults.TESTS, Schemas.of(TestedRow.class));
  private static final Files CONFIRMED =
      new Files("confirmed_files", Findings.CONFIRMED, Schemas.of(ConfirmedRow.class));
  private static final Files COMPARISONS =
      new Files("comparison_files", Findings.COMPARISONS, Schemas.of(ComparisonRow.class));
  private static final Files IMPORTANCE =
      new Files("importance_files", Findings.IMPORTANCE, Schemas.of(ImportanceRow.class));
  private static final Files TABLE1 =
      new Files("table1_files", FinalResults.TABLE1, Schemas.of(Table1Row.class));
  private static final List<Files> FILES =
      List.of(TRIALS, TESTS, CONFIRMED, COMPARISONS, IMPORTANCE, TABLE1);
  private static final List<String> NAMES = List.of("study", "stage", "number");
  private static final List<String> TESTED_BY =
      List.of("study", "stage", "number", "trainings", "cycle");

  private static final String BEGINNING =
      """
      -- The views of this study, for any Spark SQL shell. The paths are those of the folder as it lies now:
      -- when it has been moved or copied, ./submit.sh show FOLDER writes this file anew.

      """;

  private StudyViews() {}

  /**
   * Registers the views over one study or several as temporary views of a session.
   *
   * @throws StoreException which names a file that is damaged
   */
  public static void register(SparkSession session, List<StudyStore> studies) {
    studies.forEach(StudyStore::checkRows);
    List<String> stages =
        studies.stream().flatMap(study -> study.header().stages().stream()).toList();
    FILES.forEach(files -> files.register(session, studies, stages));
    Map<String, String> columns = new LinkedHashMap<>();
    studies.forEach(
        study ->
            study
                .header()
                .columns()
                .forEach((name, type) -> columns.merge(name, type, SettingColumns::wider)));
    views(columns).forEach(session::sql);
  }

  /**
   * The files of a folder, as the view right over them.
   *
   * @param view its name
   * @param kind the folder's name
   * @param schema of a row
   */
  private record Files(String view, String kind, StructType schema) {
    /** What Spark SQL is told besides: a file that it cannot understand is no row of NULLs. */
    private Map<String, String> options(List<String> stages) {
      String names =
          switch (kind) {
            case StudyStore.TRIALS -> FileNames.trials(stages);
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
              .flatMap(study -> study.sparkLocation(kind).stream())
              .toArray(String[]::new);
      Dataset<Row> rows =
          paths.length == 0
              ? session.createDataFrame(List.<Row>of(), schema)
              : session.read().schema(schema).options(options(stages)).json(paths);
      rows.createOrReplaceTempView(view);
    }

    String statement(StudyStore study) {
      String options =
          options(study.header().stages()).entrySet().stream()
              .map(option -> ", %s '%s'".formatted(option.getKey(), literal(option.getValue())))
              .collect(Collectors.joining());
      return "CREATE OR REPLACE TEMPORARY VIEW %s (%s)%nUSING json OPTIONS (path '%s'%s)"
          .formatted(view, schema.toDDL(), literal(study.sparkLocationInScript(kind)), options);
    }

    /** The clause that gives the rows, and fails on what is none, or is not what its name says. */
    String from() {
      String isRow = "study IS NOT NULL";
      if (kind.equals(StudyStore.TRIALS)) {
        isRow += " AND endswith(input_file_name(), %s)".formatted(FileNames.trialExpression());
      }
      return "FROM (SELECT * FROM %s WHERE CASE WHEN %s THEN true ELSE raise_error(concat(input_file_name(), ' is damaged')) END)"
          .formatted(view, isRow);
    }

    StructField field(String name) {
      return schema.apply(name);
    }
  }

  /** The statements that make the views over one study in any Spark SQL shell. */
  static String script(StudyStore study) {
    return Stream.concat(
            FILES.stream().map(files -> files.statement(study)),
            views(study.header().columns()).stream())
        .collect(Collectors.joining(";\n\n", BEGINNING, ";\n"));
  }

  private static List<String> views(Map<String, String> settings) {
    return List.of(
        trials(settings),
        exploded("cycles", "one row per trial and cycle", "cycles", settings),
        ensembles(settings),
        exploded("measurements", "one row per measurement", "measurements", settings),
        tests(),
        confusions(),
        whole("confirmed", "one row per setting that was trained anew", CONFIRMED, settings),
        whole(
            "comparisons",
            "one row per two settings that were trained anew",
            COMPARISONS,
            Map.of()),
        whole("importance", "one row per stage and hyperparameter", IMPORTANCE, Map.of()),
        whole("table1", "one row per test case of the report's table", TABLE1, Map.of()));
  }

  /** The columns of views that have settings too: no hyperparameter's names. */
  static Set<String> columns() {
    Set<String> columns = new TreeSet<>();
    addColumns(TRIALS.schema(), columns);
    addColumns(CONFIRMED.schema(), columns);
    return columns;
  }

  /**
   * Adds the columns of a schema and of all within it.
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

  private static String tests() {
    View view = new View();
    TESTED_BY.forEach(column -> view.add(column, column, comment(TESTS.field(column))));
    view.addFields("element", elementType(TESTS.schema(), "tests"));
    view.add("tested", "tested", comment(TESTS.field("tested")));
    view.addFields("provenance", (StructType) TESTS.field("provenance").dataType());
    return view.statement(
        "tests",
        "one row per final network or ensemble: the only rows that test images are in",
        TESTS.from() + " LATERAL VIEW explode(tests) AS element");
  }

  private static String confusions() {
    StructType test = elementType(TESTS.schema(), "tests");
    View view = new View();
    TESTED_BY.forEach(column -> view.add(column, column, comment(TESTS.field(column))));
    view.addField("test", test.apply("members"));
    view.addField("test", test.apply("combination"));
    view.addFields("element", elementType(test, "confusion"));
    view.add("label_name", "class_names[element.label]", "the name of the label's class");
    view.add("predicted_name", "class_names[element.predicted]", "the predicted class's name");
    return view.statement(
        "confusions",
        "one row per test, label and predicted class that occurred",
        TESTS.from()
            + " LATERAL VIEW explode(tests) AS test LATERAL VIEW explode(test.confusion) AS element");
  }

  private static String trials(Map<String, String> settings) {
    return whole("trials", "one row per trial", TRIALS, settings);
  }

  /** A view of all columns but lists. */
  private static String whole(
      String name, String comment, Files files, Map<String, String> settings) {
    View view = new View();
    for (StructField field : files.schema().fields()) {
      if (field.name().equals("setting")) {
        view.addSettings(settings);
      } else if (field.dataType() instanceof StructType struct) {
        view.addFields(field.name(), struct);
      } else if (!(field.dataType() instanceof ArrayType)) {
        view.add(field.name(), field.name(), comment(field));
      }
    }
    return view.statement(name, comment, files.from());
  }

  /** A view with a row for every element of an array column. */
  private static String exploded(
      String name, String comment, String array, Map<String, String> settings) {
    View view = named(settings);
    view.addFields("element", elementType(TRIALS.schema(), array));
    return view.statement(
        name, comment, TRIALS.from() + " LATERAL VIEW explode(%s) AS element".formatted(array));
  }

  private static String ensembles(Map<String, String> settings) {
    StructType cycle = elementType(TRIALS.schema(), "cycles");
    View view = named(settings);
    view.addField("cycle_end", cycle.apply("cycle"));
    view.addField("cycle_end", cycle.apply("updates"));
    view.addFields("element", elementType(cycle, "ensembles"));
    return view.statement(
        "ensembles",
        "one row per trial, cycle, members and combination",
        TRIALS.from()
            + " LATERAL VIEW explode(cycles) AS cycle_end LATERAL VIEW explode(cycle_end.ensembles) AS element");
  }

  /** A view that begins with what names the trial and with its setting. */
  private static View named(Map<String, String> settings) {
    View view = new View();
    NAMES.forEach(column -> view.add(column, column, comment(TRIALS.field(column))));
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
