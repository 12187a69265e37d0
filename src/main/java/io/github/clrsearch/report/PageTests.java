package io.github.clrsearch.report;

import io.github.clrsearch.store.TestedRow;
import io.github.clrsearch.store.TestedRow.TestRow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Final tests on a page.
 *
 * @param classes names of the classes, by label
 * @param rows one per tested network or ensemble
 */
record PageTests(List<String> classes, List<TestResult> rows) {
  /** Limit for the cells of all confusion matrices together. */
  static final int MAX_CELLS = 20_000;

  /**
   * The tests: one row per network or ensemble. The first row of each test has a confusion matrix,
   * up to the limit.
   *
   * @return null if there are none
   */
  static PageTests of(List<TestedRow> tests) {
    if (tests.isEmpty()) {
      return null;
    }
    List<TestResult> rows = new ArrayList<>();
    int cells = 0;
    for (TestedRow tested : tests) {
      String who =
          tested.number() == null
              ? "%d trainings of %s".formatted(tested.trainings(), tested.stage())
              : "%s/%d".formatted(tested.stage(), tested.number());
      for (TestRow test : tested.tests()) {
        boolean drawn =
            test == tested.tests().get(0) && cells + test.confusion().size() <= MAX_CELLS;
        cells += drawn ? test.confusion().size() : 0;
        rows.add(row("%s, cycle %d".formatted(who, tested.cycle()), test, drawn));
      }
    }
    return new PageTests(classes(tests), rows);
  }

  /** The class names, or class numbers if no test has names. */
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

  private static TestResult row(String who, TestRow test, boolean drawn) {
    return new TestResult(
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

  /**
   * A final test.
   *
   * @param confusion label, predicted class and number of images of each cell; empty if omitted
   */
  record TestResult(
      String who,
      String members,
      String combination,
      int images,
      double accuracy,
      double low,
      double high,
      Double loss,
      List<Integer[]> confusion) {}
}
