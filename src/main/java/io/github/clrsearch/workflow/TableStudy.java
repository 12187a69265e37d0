package io.github.clrsearch.workflow;

import io.github.clrsearch.config.ConfigurationException;
import io.github.clrsearch.config.StudyConfiguration;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.Trials;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A study whose stages are constant settings, each trained with one or more seeds, and the test
 * cases that its stages give.
 *
 * @param configuration of the study, with the split for final networks
 * @param settings by stage, in the order of the study
 * @param cases in the order of the table
 */
public record TableStudy(
    StudyConfiguration configuration, Map<String, Setting> settings, List<TestCase> cases) {

  /**
   * The table of a study.
   *
   * @param known test cases; a stage that none of them names is a test case itself
   * @throws ConfigurationException if a stage has a distribution to search
   */
  public static TableStudy of(StudyConfiguration configuration, List<TestCase> known) {
    Map<String, Setting> settings = settings(configuration.study());
    List<TestCase> cases =
        new ArrayList<>(known.stream().filter(each -> settings.containsKey(each.stage())).toList());
    settings.forEach(
        (stage, setting) -> {
          if (cases.stream().noneMatch(each -> each.stage().equals(stage))) {
            int last = cases.stream().mapToInt(TestCase::number).max().orElse(0);
            cases.add(TestCase.of(last + 1, stage, setting.integer(Candidate.CYCLES)));
          }
        });
    return new TableStudy(configuration.withFinalSplit(), settings, List.copyOf(cases));
  }

  private static Map<String, Setting> settings(Study study) {
    Map<String, Setting> settings = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    SearchSpace space = study.space();
    for (Stage stage : study.stages()) {
      space = space.with(stage.space());
      try {
        settings.put(stage.name(), space.onlySetting());
      } catch (IllegalArgumentException e) {
        problems.add("stage %s: %s".formatted(stage.name(), e.getMessage()));
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return settings;
  }

  /** The trainings of a stage, one per seed. */
  public List<Trial> trials(String stage) {
    return Trials.repetitions(
        configuration.study(), stage, settings.get(stage), configuration.train().seeds());
  }
}
