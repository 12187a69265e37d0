package clrsearch.store;

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
 * table1} where a study has it: plain Spark SQL, so that any Spark shell has them by running the
 * study's {@code views.sql}.
 */
public final class StudyViews {
  private static final String FILES = "trial_files";
  private static final String TEST_FILES = "test_files";
  private static final StructType SCHEMA = Schemas.of(TrialRow.class);
  private static final StructType TESTED = Schemas.of(TestedRow.class);
  private static final String CONFIRMED_FILES = "confirmed_files";
  private static final StructType CONFIRMED = Schemas.of(ConfirmedRow.class);
  private static final StructType COMPARISONS = Schemas.of(ComparisonRow.class);
  private static final StructType IMPORTANCE = Schemas.of(ImportanceRow.class);
  private static final StructType TABLE1 = Schemas.of(Table1Row.class);
  private static final List<String> NAMES = List.of("study", "stage", "number");
  private static final List<String> TESTED_BY =
      List.of("study", "stage", "number", "trainings", "cycle");

  private StudyViews() {}

  /** Registers the views over one study or several as temporary views of a session. */
  public static void register(SparkSession session, List<StudyStore> studies) {
    files(session, SCHEMA, studies.stream().map(StudyStore::trialsLocation))
        .createOrReplaceTempView(FILES);
    files(session, TESTED, studies.stream().flatMap(study -> study.testsLocation().stream()))
        .createOrReplaceTempView(TEST_FILES);
    findings().forEach((view, finding) -> finding.register(session, view, studies));
    Map<String, String> columns = new LinkedHashMap<>();
    studies.forEach(
        study ->
            study
                .header()
                .columns()
                .forEach((name, type) -> columns.merge(name, type, SettingColumns::wider)));
    views(columns).forEach(session::sql);
    List<String> tables =
        studies.stream().flatMap(study -> study.table1Location().stream()).toList();
    if (!tables.isEmpty()) {
      files(session, TABLE1, tables.stream()).createOrReplaceTempView("table1");
    }
  }

  /** A kind of findings: a file a stage, each an array of rows. */
  private record Finding(String kind, StructType schema) {
    void register(SparkSession session, String view, List<StudyStore> studies) {
      files(session, schema, studies.stream().flatMap(s -> s.findingsLocation(kind).stream()))
          .createOrReplaceTempView(view);
    }
  }

  /** The kinds of findings by the views right over their files. */
  private static Map<String, Finding> findings() {
    Map<String, Finding> findings = new LinkedHashMap<>();
    findings.put(CONFIRMED_FILES, new Finding(Findings.CONFIRMED, CONFIRMED));
    findings.put("comparisons", new Finding(Findings.COMPARISONS, COMPARISONS));
    findings.put("importance", new Finding(Findings.IMPORTANCE, IMPORTANCE));
    return findings;
  }

  private static Dataset<Row> files(
      SparkSession session, StructType schema, Stream<String> locations) {
    String[] paths = locations.toArray(String[]::new);
    return paths.length == 0
        ? session.createDataFrame(List.<Row>of(), schema)
        : session.read().schema(schema).json(paths);
  }

  /** The statements that make the views over one study in any Spark SQL shell. */
  static String script(StudyStore study) {
    List<String> statements = new ArrayList<>();
    statements.add(overFiles(FILES, SCHEMA, study.trialsLocation()));
    study
        .testsLocation()
        .ifPresent(location -> statements.add(overFiles(TEST_FILES, TESTED, location)));
    findings()
        .forEach(
            (view, finding) ->
                study
                    .findingsLocation(finding.kind())
                    .ifPresent(
                        location -> statements.add(overFiles(view, finding.schema(), location))));
    statements.addAll(views(study.header().columns()));
    study
        .table1Location()
        .ifPresent(location -> statements.add(overFiles("table1", TABLE1, location)));
    return statements.stream().collect(Collectors.joining(";\n\n", "", ";\n"));
  }

  private static String overFiles(String view, StructType schema, String location) {
    return "CREATE OR REPLACE TEMPORARY VIEW %s (%s)%nUSING json OPTIONS (path '%s')"
        .formatted(view, schema.toDDL(), literal(location));
  }

  private static List<String> views(Map<String, String> settings) {
    return List.of(
        trials(settings),
        exploded("cycles", "one row per trial and cycle", "cycles", settings),
        ensembles(settings),
        exploded("measurements", "one row per measurement", "measurements", settings),
        tests(),
        confusions(),
        confirmed(settings));
  }

  /** The columns of views that have settings too: no hyperparameter's names. */
  static Set<String> columns() {
    Set<String> columns = new TreeSet<>();
    addColumns(SCHEMA, columns);
    addColumns(CONFIRMED, columns);
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
    TESTED_BY.forEach(column -> view.add(column, column, comment(TESTED.apply(column))));
    view.addFields("element", elementType(TESTED, "tests"));
    view.add("tested", "tested", comment(TESTED.apply("tested")));
    view.addFields("provenance", (StructType) TESTED.apply("provenance").dataType());
    return view.statement(
        "tests",
        "one row per final network or ensemble: the only rows that test images are in",
        "FROM %s LATERAL VIEW explode(tests) AS element".formatted(TEST_FILES));
  }

  private static String confusions() {
    StructType test = elementType(TESTED, "tests");
    View view = new View();
    TESTED_BY.forEach(column -> view.add(column, column, comment(TESTED.apply(column))));
    view.addField("test", test.apply("members"));
    view.addField("test", test.apply("combination"));
    view.addFields("element", elementType(test, "confusion"));
    view.add("label_name", "class_names[element.label]", "the name of the label's class");
    view.add("predicted_name", "class_names[element.predicted]", "the predicted class's name");
    return view.statement(
        "confusions",
        "one row per test, label and predicted class that occurred",
        "FROM %s LATERAL VIEW explode(tests) AS test LATERAL VIEW explode(test.confusion) AS element"
            .formatted(TEST_FILES));
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

  private static String confirmed(Map<String, String> settings) {
    View view = new View();
    for (StructField field : CONFIRMED.fields()) {
      if (field.name().equals("setting")) {
        view.addSettings(settings);
      } else {
        view.add(field.name(), field.name(), comment(field));
      }
    }
    return view.statement(
        "confirmed", "one row per setting that was trained anew", "FROM " + CONFIRMED_FILES);
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
