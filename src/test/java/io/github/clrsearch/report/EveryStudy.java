package io.github.clrsearch.report;

import io.github.clrsearch.SavedFolder;
import io.github.clrsearch.store.NullColumns;
import io.github.clrsearch.store.NullColumns.NullColumn;
import io.github.clrsearch.store.Studies;
import io.github.clrsearch.store.StudyStore;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** A study of each kind. Together they have rows of every kind. */
public enum EveryStudy {
  SEARCH("trials", "tests", "confirmed", "comparisons", "importance", "study") {
    @Override
    StudyStore write(Path folder) {
      return PageStudies.confirmed(folder);
    }
  },
  RANGE_TEST("trials", "lr_range") {
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

  /** Null until the study is written the first time. */
  private SavedFolder saved;

  EveryStudy(String... rows) {
    this.rows = List.of(rows);
  }

  abstract StudyStore write(Path folder);

  /** Every kind with each of its columns that may be NULL. */
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
    copy(folder);
    column.removeFrom(folder, everywhere);
    return Studies.open(folder);
  }

  /** Writes the study without any column that may be NULL. */
  public StudyStore withoutAny(Path folder) {
    copy(folder);
    nullable().forEach(column -> column.removeFrom(folder, true));
    return Studies.open(folder);
  }

  private void copy(Path folder) {
    if (saved == null) {
      write(folder);
      saved = new SavedFolder(folder);
    } else {
      saved.copyTo(folder);
    }
  }
}
