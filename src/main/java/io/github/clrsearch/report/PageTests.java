package io.github.clrsearch.report;

import io.github.clrsearch.report.PageData.Test;
import io.github.clrsearch.report.PageData.TestPart;
import io.github.clrsearch.store.TestedRow;
import io.github.clrsearch.store.TestedRow.TestRow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The final tests of a page. */
final class PageTests {
  /** Cells of all confusion matrices of a page together. */
  static final int MOST_CELLS = 20_000;

  private PageTests() {}

  /**
   * The tests, each network's or ensemble's a row; the first of each test has its confusion matrix,
   * as long as there is room.
   *
   * @return null where there are none
   */
  static TestPart of(List<TestedRow> tests) {
    if (tests.isEmpty()) {
      return null;
    }
    List<Test> rows = new ArrayList<>();
    int cells = 0;
    for (TestedRow tested : tests) {
      String who =
          tested.number() == null
              ? "%d trainings of %s".formatted(tested.trainings(), tested.stage())
              : "%s/%d".formatted(tested.stage(), tested.number());
      for (TestRow test : tested.tests()) {
        boolean drawn =
            test == tested.tests().get(0) && cells + test.confusion().size() <= MOST_CELLS;
        cells += drawn ? test.confusion().size() : 0;
        rows.add(row("%s, cycle %d".formatted(who, tested.cycle()), test, drawn));
      }
    }
    return new TestPart(classes(tests), rows);
  }

  /** The classes' names, or their numbers where no test has names. */
  private static List<String> classes(List<TestedRow> tests) {
    int classes =
        tests.stream()
            .flatMap(tested -> tested.tests().stream())
            .flatMap(test -> test.confusion().stream())
            .mapToInt(cell -> Math.max(cell.label(), cell.predicted()) + 1)
            .max()
            .orElse(0);
    return tests.stream()
        .map(TestedRow::classNames)
        .filter(names -> names != null && !names.isEmpty())
        .findFirst()
        .orElseGet(() -> IntStream.range(0, classes).mapToObj(Integer::toString).toList());
  }

  private static Test row(String who, TestRow test, boolean drawn) {
    return new Test(
        who,
        test.members(),
        test.combination(),
        test.images(),
        test.accuracy(),
        test.accuracyLow(),
        test.accuracyHigh(),
        test.loss(),
        drawn
            ? test.confusion().stream()
                .map(cell -> new Integer[] {cell.label(), cell.predicted(), cell.count()})
                .toList()
            : List.of());
  }
}
