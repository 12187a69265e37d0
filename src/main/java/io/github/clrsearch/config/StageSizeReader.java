package io.github.clrsearch.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import io.github.clrsearch.search.StageSize;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads how many trials a stage has.
 *
 * @param own keys of the stage alone
 * @param stage the same with defaults, under their full path
 * @param path of the stage
 * @param problems modified: problems are added
 */
record StageSizeReader(ConfigObject own, Config stage, String path, Problems problems) {
  private static final String TRIALS = "trials";
  private static final String BUDGET = "budget";
  private static final Pattern PERCENT = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+) *%");

  /** The number of trials, or the share of the time. A stage's own key precedes the defaults. */
  StageSize read() {
    String budget = path + "." + BUDGET;
    if (own.containsKey(TRIALS) && own.containsKey(BUDGET)) {
      problems.add(
          own.get(BUDGET).origin(),
          "%s and %s.%s exclude each other: remove one of them".formatted(budget, path, TRIALS));
    }
    int trials = new Values(stage, problems).count(path + "." + TRIALS, 1);
    boolean shares = !own.containsKey(TRIALS) && !stage.getIsNull(budget);
    return shares ? share(budget) : new StageSize.Count(trials);
  }

  private StageSize share(String key) {
    String text = String.valueOf(stage.getValue(key).unwrapped()).strip();
    Matcher percent = PERCENT.matcher(text);
    if (percent.matches()) {
      try {
        return new StageSize.Share(Double.parseDouble(percent.group(1)) / 100);
      } catch (IllegalArgumentException e) {
        // Reported below.
      }
    }
    problems.add(
        stage.getValue(key).origin(),
        "%s must be a part of the search's time, greater than 0 %% and at most 100 %%, such as 60 %%, but got %s"
            .formatted(key, text));
    return new StageSize.Count(1);
  }
}
