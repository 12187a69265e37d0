package io.github.clrsearch.report;

import io.github.clrsearch.store.NullColumns;
import io.github.clrsearch.store.NullColumns.NullColumn;
import io.github.clrsearch.store.StudyStore;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.params.provider.Arguments;

/** A study of each kind, together with a row of everything that studies hold. */
public enum EveryStudy {
  SEARCH("trials", "tests", "confirmed", "comparisons", "importance", "study") {
    @Override
    StudyStore write(Path folder) {
      return PageStudies.confirmed(folder);
    }
  },
  RANGE_TEST("trials") {
    @Override
    StudyStore write(Path folder) {
      return PageStudies.rangeTest(folder);
    }
  },
  TABLE("table1") {
    @Override
    StudyStore write(Path folder) {
      return PageStudies.table(folder);
    }
  };

  private final List<String> rows;

  EveryStudy(String... rows) {
    this.rows = List.of(rows);
  }

  abstract StudyStore write(Path folder);

  /** Every kind with every column of it that may be NULL. */
  public static Stream<Arguments> columns() {
    return Stream.of(values())
        .flatMap(kind -> kind.nullable().map(column -> Arguments.of(kind, column)));
  }

  /** The columns that may be NULL. */
  public Stream<NullColumn> nullable() {
    return rows.stream().flatMap(folder -> NullColumns.of(folder).stream());
  }

  /**
   * Writes the study without a column.
   *
   * @param everywhere of every row and not of the first alone
   */
  public StudyStore without(NullColumn column, boolean everywhere, Path folder) {
    StudyStore store = write(folder);
    column.removeFrom(folder, everywhere);
    return StudyStore.open(store.location(), new Configuration());
  }

  /** Writes the study without any column that may be NULL. */
  public StudyStore withoutAny(Path folder) {
    StudyStore store = write(folder);
    nullable().forEach(column -> column.removeFrom(folder, true));
    return StudyStore.open(store.location(), new Configuration());
  }
}
