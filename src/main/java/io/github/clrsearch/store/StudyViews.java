package io.github.clrsearch.store;

import io.github.clrsearch.store.json.JsonLines;
import io.github.clrsearch.store.json.Schemas;
import io.github.clrsearch.store.sql.SparkPaths;
import io.github.clrsearch.store.sql.View;
import io.github.clrsearch.store.sql.ViewFiles;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Spark SQL views of a study: {@code trials}, {@code cycles}, {@code ensembles} and {@code
 * measurements} of the trials, {@code tests} and {@code confusions} of the final tests, {@code
 * confirmed}, {@code comparisons} and {@code importance} of the findings, {@code lr_range} of a
 * learning rate range test, and {@code table1} of the report's table. Any Spark SQL shell can
 * create them by running the study's {@code views.sql}.
 *
 * <p>Spark SQL would accept damaged files as rows. {@link #register} reads every file first. In
 * other shells the views fail if a file is not JSON of the right types or contains no row, but they
 * cannot detect an empty file.
 */
public final class StudyViews {
  static final ViewFiles TRIALS =
      new ViewFiles(
          "trial_files",
          TrialFiles.FOLDER,
          Schemas.of(TrialRow.class),
          FileNames::trials,
          FileNames.trialExpression());

  /** Listed after the files of single trials, like all readers do. */
  private static final ViewFiles STAGES =
      new ViewFiles(
          "stage_files",
          TrialFiles.FOLDER,
          TRIALS.schema().add(JsonLines.ROWS, DataTypes.IntegerType),
          FileNames::stageTrials,
          FileNames.stageTrialsExpression());

  private static final ViewFiles TESTS =
      new ViewFiles(
          "test_files", FinalResults.TESTS, Schemas.of(TestedRow.class), FileNames::tests);
  static final ViewFiles CONFIRMED =
      new ViewFiles(
          "confirmed_files",
          Findings.CONFIRMED,
          Schemas.of(ConfirmedRow.class),
          FileNames::singles);
  private static final ViewFiles COMPARISONS =
      new ViewFiles(
          "comparison_files",
          Findings.COMPARISONS,
          Schemas.of(ComparisonRow.class),
          FileNames::singles);
  private static final ViewFiles IMPORTANCE =
      single("importance_files", Findings.IMPORTANCE, ImportanceRow.class);
  private static final ViewFiles RANGE_TEST =
      single("lr_range_files", FinalResults.RANGE_TEST, RangeTestRow.class);
  private static final ViewFiles TABLE1 =
      single("table1_files", FinalResults.TABLE1, Table1Row.class);
  private static final List<ViewFiles> FILES =
      List.of(TRIALS, STAGES, TESTS, CONFIRMED, COMPARISONS, IMPORTANCE, RANGE_TEST, TABLE1);

  /**
   * Rows of trials, each once: the own file of a trial is newer than the file of its stage. A file
   * that grows after Spark has listed it is read up to its earlier length, so rows are counted.
   */
  private static final String FROM_TRIALS =
      """
      FROM (SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY folder, study, stage, number ORDER BY age) AS version, \
      count(*) OVER (PARTITION BY folder, stage, age) AS found, max(%1$s) OVER (PARTITION BY folder, stage, age) AS expected \
      FROM (%2$s UNION ALL %3$s)) \
      WHERE CASE WHEN age = 0 OR found = expected THEN version = 1 \
      ELSE raise_error(concat(folder, stage, ': only ', found, ' rows of its file were read: it was replaced meanwhile, or is damaged')) END)"""
          .formatted(
              JsonLines.ROWS,
              TRIALS.select(
                  "*, CAST(NULL AS INT) AS %s, 0 AS age, %s AS folder"
                      .formatted(JsonLines.ROWS, ViewFiles.FOLDER)),
              STAGES.select("*, 1 AS age, %s AS folder".formatted(ViewFiles.FOLDER)));

  private static final List<String> NAMES = List.of("study", "stage", "number");
  private static final List<String> TESTED_BY =
      List.of("study", "stage", "number", "trainings", "cycle");

  private static final String BEGINNING =
      """
      -- Views of this study for any Spark SQL shell. After the folder was moved or copied,
      -- './submit.sh show FOLDER' updates the paths in this file.

      """;

  private StudyViews() {}

  /** The rows of the one file of a folder that has its name. */
  private static ViewFiles single(String view, String folder, Class<? extends Record> row) {
    return new ViewFiles(view, folder, Schemas.of(row), stages -> FileNames.single(folder));
  }

  /**
   * Registers the views of one or more studies as temporary views of a session.
   *
   * @throws io.github.clrsearch.store.files.StoreException if a file is damaged; the message names
   *     it
   */
  public static void register(SparkSession session, List<StudyStore> studies) {
    studies.forEach(StudyViews::checkRows);
    List<String> stages =
        studies.stream().flatMap(study -> study.header().stageNames().stream()).toList();
    List<SparkPaths> paths = studies.stream().map(StudyStore::sparkPaths).toList();
    FILES.forEach(files -> files.register(session, paths, stages));
    views(StudyColumns.of(studies.stream().map(StudyStore::columns).toList()))
        .forEach(session::sql);
  }

  /**
   * Reads all rows of all views.
   *
   * @throws StoreException which names the file that is damaged
   */
  static void checkRows(StudyStore study) {
    study.trialFiles().check();
    study.results().tests();
    study.results().table1();
    study.results().rangeTest();
    study.findings().importance();
    for (String stage : study.header().stageNames()) {
      study.findings().confirmed(stage);
      study.findings().comparisons(stage);
    }
  }

  /** The statements that create the views of a study in any Spark SQL shell. */
  static String script(StudyHeader study, StudyColumns columns, SparkPaths paths) {
    return Stream.concat(
            FILES.stream().map(files -> files.statement(study.stageNames(), paths)),
            views(columns).stream())
        .collect(Collectors.joining(";\n\n", BEGINNING, ";\n"));
  }

  private static List<String> views(StudyColumns columns) {
    Map<String, String> settings = columns.settings();
    return List.of(
        whole(
            "trials",
            "one row per trial",
            TRIALS.schema(),
            FROM_TRIALS,
            settings,
            columns.ofTrials()),
        cycles(columns),
        ensembles(settings),
        measurements(settings),
        tests(),
        confusions(),
        whole(
            "confirmed",
            "one row per retrained setting",
            CONFIRMED.schema(),
            CONFIRMED.from(),
            settings,
            columns.ofConfirmed()),
        whole("comparisons", "one row per pair of retrained settings", COMPARISONS),
        whole("importance", "one row per stage and hyperparameter", IMPORTANCE),
        whole("lr_range", "one row per training of a range test and rule", RANGE_TEST),
        whole("table1", "one row per test case of the report's table", TABLE1));
  }

  private static String tests() {
    View view = new View();
    TESTED_BY.forEach(column -> view.add(column, column, View.comment(TESTS.field(column))));
    view.addFields("element", elementType(TESTS.schema(), "tests"));
    view.add("tested", "tested", View.comment(TESTS.field("tested")));
    view.addFields("provenance", (StructType) TESTS.field("provenance").dataType());
    return view.statement(
        "tests",
        "one row per final network or ensemble, the only results on test images",
        TESTS.from() + " LATERAL VIEW explode(tests) AS element");
  }

  private static String confusions() {
    StructType test = elementType(TESTS.schema(), "tests");
    View view = new View();
    TESTED_BY.forEach(column -> view.add(column, column, View.comment(TESTS.field(column))));
    view.addField("test", test.apply("members"));
    view.addField("test", test.apply("combination"));
    view.addFields("element", elementType(test, "confusion"));
    view.add("label_name", "class_names[element.label]", "name of the label's class");
    view.add("predicted_name", "class_names[element.predicted]", "name of the predicted class");
    return view.statement(
        "confusions",
        "one row per test, label and predicted class that occurred",
        TESTS.from()
            + " LATERAL VIEW explode(tests) AS test LATERAL VIEW explode(test.confusion) AS element");
  }

  private static String whole(String name, String comment, ViewFiles files) {
    return whole(name, comment, files.schema(), files.from(), Map.of(), Map.of());
  }

  /** A view of all columns except lists. */
  private static String whole(
      String name,
      String comment,
      StructType schema,
      String from,
      Map<String, String> settings,
      Map<String, View.MapColumn> metrics) {
    View view = new View();
    for (StructField field : schema.fields()) {
      if (field.name().equals("setting")) {
        view.addSettings(settings);
      } else if (field.name().equals("words")) {
        // Among the settings.
        continue;
      } else if (field.dataType() instanceof StructType struct) {
        view.addFields(field.name(), struct);
      } else if (field.dataType() instanceof MapType) {
        view.addMetrics(field.name(), metrics);
      } else if (!(field.dataType() instanceof ArrayType)) {
        view.add(field.name(), field.name(), View.comment(field));
      }
    }
    return view.statement(name, comment, from);
  }

  private static String cycles(StudyColumns columns) {
    View view = named(columns.settings());
    view.addFields("element", elementType(TRIALS.schema(), "cycles"));
    view.addMetrics("element.metrics", columns.ofCycles());
    return view.statement(
        "cycles",
        "one row per trial and cycle",
        FROM_TRIALS + " LATERAL VIEW explode(cycles) AS element");
  }

  private static String measurements(Map<String, String> settings) {
    View view = named(settings);
    view.addFields("element", elementType(TRIALS.schema(), "measurements"));
    return view.statement(
        "measurements",
        "one row per measurement",
        FROM_TRIALS + " LATERAL VIEW explode(measurements) AS element");
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
        FROM_TRIALS
            + " LATERAL VIEW explode(cycles) AS cycle_end LATERAL VIEW explode(cycle_end.ensembles) AS element");
  }

  /** A view that begins with the columns that identify the trial and with its setting. */
  private static View named(Map<String, String> settings) {
    View view = new View();
    NAMES.forEach(column -> view.add(column, column, View.comment(TRIALS.field(column))));
    view.addSettings(settings);
    return view;
  }

  static StructType elementType(StructType struct, String array) {
    return (StructType) ((ArrayType) struct.apply(array).dataType()).elementType();
  }
}
