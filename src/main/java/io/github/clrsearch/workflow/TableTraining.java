package io.github.clrsearch.workflow;

import io.github.clrsearch.config.TestCase;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.Distribution;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One training for all test cases of one setting but for their cycles: a long training passes
 * through the short ones.
 *
 * @param longest the test case of the most cycles, the first of equals
 * @param cases all of them, in the order of the table
 */
public record TableTraining(TestCase longest, List<TestCase> cases) {

  /** The trainings of a table, in the order of their first test cases. */
  public static List<TableTraining> of(List<TestCase> table) {
    Map<Setting, List<TestCase>> bySetting = new LinkedHashMap<>();
    for (TestCase each : table) {
      bySetting.computeIfAbsent(each.withoutCycles(), added -> new ArrayList<>()).add(each);
    }
    return bySetting.values().stream().map(TableTraining::ofOneSetting).toList();
  }

  private static TableTraining ofOneSetting(List<TestCase> cases) {
    TestCase longest =
        // The first of equals.
        cases.stream().min(Comparator.comparingInt(TestCase::cycles).reversed()).orElseThrow();
    return new TableTraining(longest, List.copyOf(cases));
  }

  /** The name of its stage: the longest test case's. */
  public String name() {
    return "tc-" + longest.number();
  }

  /**
   * Its stage in the table's study.
   *
   * @param space the study's: what is the same there is not repeated
   * @param seeds how many trainings of different seeds
   */
  public Stage stage(SearchSpace space, int seeds) {
    Map<String, Distribution> own = new LinkedHashMap<>();
    longest
        .setting()
        .values()
        .forEach(
            (name, value) -> {
              Distribution constant = new Constant(value);
              if (!constant.equals(space.distribution(name))) {
                own.put(name, constant);
              }
            });
    return Stage.of(name(), seeds, List.of(), own);
  }
}
