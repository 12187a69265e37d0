package io.github.clrsearch.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clrsearch.search.trial.Column;
import io.github.clrsearch.store.json.Schemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Every column of a study's files that may be NULL. */
public final class NullColumns {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<String, Class<?>> ROWS = new LinkedHashMap<>();

  static {
    ROWS.put("trials", TrialRow.class);
    ROWS.put("tests", TestedRow.class);
    ROWS.put(Findings.CONFIRMED, ConfirmedRow.class);
    ROWS.put(Findings.COMPARISONS, ComparisonRow.class);
    ROWS.put(Findings.IMPORTANCE, ImportanceRow.class);
    ROWS.put("lr_range", RangeTestRow.class);
    ROWS.put("table1", Table1Row.class);
  }

  /**
   * A column.
   *
   * @param folder with the files that have it, or their one file's name without its ending
   * @param path from a row to it
   */
  public record NullColumn(String folder, List<String> path) {
    /**
     * Removes the column from a study.
     *
     * @param everywhere of every row and not of the first alone
     */
    public void removeFrom(Path study, boolean everywhere) {
      try (Stream<Path> all = Files.walk(study)) {
        List<Path> files =
            all.filter(file -> file.toString().endsWith(".json"))
                .filter(file -> study.relativize(file).toString().startsWith(folder))
                .sorted()
                .toList();
        for (Path file : everywhere ? files : files.subList(0, Math.min(1, files.size()))) {
          JsonNode rows = JSON.readTree(file.toFile());
          remove(rows, path, everywhere);
          Files.writeString(file, JSON.writeValueAsString(rows) + "\n");
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void remove(JsonNode node, List<String> path, boolean everywhere) {
      if (node instanceof ArrayNode rows) {
        StreamSupport.stream(rows.spliterator(), false)
            .limit(everywhere ? Long.MAX_VALUE : 1)
            .forEach(row -> remove(row, path, everywhere));
      } else if (node instanceof ObjectNode row && path.size() > 1) {
        remove(row.path(path.get(0)), path.subList(1, path.size()), everywhere);
      } else if (node instanceof ObjectNode row) {
        row.remove(path.get(0));
      }
    }

    @Override
    public String toString() {
      return folder + ": " + String.join(".", path);
    }
  }

  private NullColumns() {}

  /**
   * All columns of a folder's rows that may be NULL; for {@code study}, those of its provenance.
   */
  public static List<NullColumn> of(String folder) {
    if (folder.equals("study")) {
      return Stream.of(Provenance.class.getRecordComponents())
          .filter(NullColumns::isNullable)
          .map(column -> new NullColumn(folder, List.of("provenance", name(column))))
          .toList();
    }
    List<NullColumn> columns = new ArrayList<>();
    add(folder, ROWS.get(folder), List.of(), columns);
    // The file of a test is named after this number.
    columns.remove(new NullColumn("tests", List.of("number")));
    if (folder.equals("trials")) {
      // A trial that Spark gave up has no derived values.
      columns.add(new NullColumn(folder, List.of("setting", "n_s")));
    }
    return columns;
  }

  /**
   * Adds the columns of a record and of all within it.
   *
   * @param columns modified
   */
  private static void add(
      String folder, Class<?> record, List<String> above, List<NullColumn> columns) {
    for (RecordComponent column : record.getRecordComponents()) {
      List<String> path = Stream.concat(above.stream(), Stream.of(name(column))).toList();
      Class<?> inner = inner(column);
      if (inner.isRecord()) {
        add(folder, inner, path, columns);
      } else if (isNullable(column)) {
        columns.add(new NullColumn(folder, path));
      }
    }
  }

  /**
   * Boxed numbers, and numbers in records of the search, may be NULL; other columns only if their
   * annotation says so.
   */
  private static boolean isNullable(RecordComponent column) {
    Column annotation = column.getAnnotation(Column.class);
    boolean ofSearch = column.getDeclaringRecord().getPackage().equals(Column.class.getPackage());
    return Number.class.isAssignableFrom(column.getType())
        || ofSearch && column.getType() == double.class
        || annotation != null && annotation.nullable();
  }

  private static Class<?> inner(RecordComponent column) {
    return column.getGenericType() instanceof ParameterizedType list
            && list.getRawType() == List.class
        ? (Class<?>) list.getActualTypeArguments()[0]
        : column.getType();
  }

  private static String name(RecordComponent column) {
    return Schemas.columnName(column.getName());
  }
}
