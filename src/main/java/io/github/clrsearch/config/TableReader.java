package io.github.clrsearch.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import io.github.clrsearch.cli.TrainCommand;
import io.github.clrsearch.config.TestCase.Predictor;
import io.github.clrsearch.search.space.Distribution;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Candidate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** From a file with the report's table to checked records: all problems are told together. */
public final class TableReader {
  private static final int MOST_CYCLES = 99;

  private final SearchSpace space;
  private final ConfigList listed;
  private final ConfigObject defaults;
  private final Problems problems;

  /**
   * A table that has been read.
   *
   * @param configuration of its study, whose stages do not count
   * @param cases at least one, in the order of the file
   */
  public record Table(StudyConfiguration configuration, List<TestCase> cases) {}

  private TableReader(Config config, SearchSpace space, Problems problems) {
    this.space = space;
    this.listed = config.getList("table1.cases");
    this.defaults = config.getObject("table1.case");
    this.problems = problems;
  }

  /**
   * Reads a table.
   *
   * @param found what other options have found, see {@link StudyFile#read}
   * @param settings {@code key=value} each, over all else
   * @throws ConfigurationException with a line for every problem
   */
  public static Table read(Path file, List<Assignment> found, List<String> settings) {
    Problems problems = new Problems();
    Config config = StudyFile.read(file, found, settings, problems);
    StudyFile.refuse(config, TrainCommand.REPLACED, problems);
    StudyConfiguration configuration = StudyReader.read(config, problems);
    List<TestCase> cases = new TableReader(config, configuration.study().space(), problems).cases();
    // After other problems there may be none because they could not be read.
    if (cases.isEmpty() && problems.isEmpty()) {
      problems.add(
          "%s has no test case in table1.cases: take conf/table1.conf, or add { number = 1, space { ... } }"
              .formatted(file));
    }
    problems.check();
    return new Table(configuration, cases);
  }

  private List<TestCase> cases() {
    Set<Integer> numbers = new HashSet<>();
    List<TestCase> cases = new ArrayList<>();
    for (int i = 0; i < listed.size(); i++) {
      ConfigObject given = (ConfigObject) listed.get(i);
      String path = KnownKeys.casePath(i);
      // Under its full path, which HOCON's own messages then name.
      Config config = given.withFallback(defaults.withoutKey("space")).atPath("case");
      int number = number(path, given, numbers);
      cases.add(
          new TestCase(
              number,
              setting(path + ".space", given),
              problems.read(() -> config.getStringList("case.improvements"), List.<String>of()),
              answers(path, config),
              percent(path, config, "report"),
              percent(path, config, "pytorch")));
    }
    return cases;
  }

  /** Its number; one that is missing or there twice is a problem. */
  private int number(String path, ConfigObject given, Set<Integer> numbers) {
    if (!given.containsKey("number")) {
      problems.add(given.origin(), path + " must have a number, such as number = 1");
      return 0;
    }
    Config config = given.toConfig();
    int number = (int) Integers.read(config, "number", 1, Integer.MAX_VALUE, problems);
    if (!numbers.add(number)) {
      problems.add(
          given.get("number").origin(),
          "%s: number %d is there twice: give each test case one of its own"
              .formatted(path, number));
    }
    return number;
  }

  private Setting setting(String path, ConfigObject given) {
    ConfigObject own = (ConfigObject) defaults.get("space");
    if (given.get("space") instanceof ConfigObject said) {
      for (Map.Entry<String, ConfigValue> entry : said.entrySet()) {
        own = own.withValue(entry.getKey(), entry.getValue());
      }
    }
    SpaceReader spaces = new SpaceReader(problems);
    Map<String, Distribution> distributions = spaces.read(path, own);
    SearchSpace whole = space.with(distributions);
    spaces.checkBounds(path, own, whole);
    try {
      return checked(path, given.origin(), whole.onlySetting());
    } catch (IllegalArgumentException e) {
      problems.add(given.origin(), path + ": " + e.getMessage());
      return new Setting(Map.of(Candidate.CYCLES, 1.0));
    }
  }

  private Setting checked(String path, ConfigOrigin origin, Setting setting) {
    double cycles = setting.value(Candidate.CYCLES);
    if (cycles < 1 || cycles > MOST_CYCLES) {
      problems.add(
          origin,
          "%s: n_cycles must be in 1 .. %d for there to be a network to test, but is %s"
              .formatted(path, MOST_CYCLES, setting.only(Set.of(Candidate.CYCLES))));
      return setting.with(Candidate.CYCLES, 1);
    }
    return setting;
  }

  private Predictor answers(String path, Config config) {
    String name = problems.read(() -> config.getString("case.answers"), "network");
    for (Predictor answers : Predictor.values()) {
      if (answers.name().toLowerCase(Locale.ROOT).equals(name)) {
        return answers;
      }
    }
    problems.add(
        config.getValue("case.answers").origin(),
        "%s.answers must be network or ensemble, but got '%s'".formatted(path, name));
    return Predictor.NETWORK;
  }

  private double percent(String path, Config config, String key) {
    if (!config.hasPath("case." + key)) {
      return Double.NaN;
    }
    double percent = problems.read(() -> config.getDouble("case." + key), Double.NaN);
    if (percent < 0 || percent > 100) {
      problems.add(
          config.getValue("case." + key).origin(),
          "%s.%s must be a percentage in 0 .. 100, but got %s".formatted(path, key, percent));
    }
    return percent;
  }
}
