package io.github.clrsearch.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.github.clrsearch.config.StudyConfiguration.ComparedValues;
import io.github.clrsearch.config.StudyConfiguration.RangeTestPlan;
import io.github.clrsearch.config.StudyConfiguration.Rise;
import io.github.clrsearch.training.Hyperparameter;
import io.github.clrsearch.training.ScheduleKind;
import io.github.clrsearch.training.SuggestionRule;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the section {@code lr-range}. */
final class RangeTestReader {
  private static final String ETA_MIN = "lr-range.eta-min";
  private static final String ETA_MAX = "lr-range.eta-max";
  private static final String SMOOTHING = "lr-range.smoothing";
  private static final String OVER = "lr-range.over";

  /** Hyperparameters that the test sets itself. */
  private static final Set<Hyperparameter> OWN =
      EnumSet.of(
          Hyperparameter.K,
          Hyperparameter.N_CYCLES,
          Hyperparameter.ETA_MIN,
          Hyperparameter.ETA_MAX);

  private final Config config;
  private final Problems problems;
  private final Values values;

  /**
   * Creates a reader.
   *
   * @param problems modified: problems are added
   */
  RangeTestReader(Config config, Problems problems) {
    this.config = config;
    this.problems = problems;
    this.values = new Values(config, problems);
  }

  RangeTestPlan read() {
    double etaMin = learningRate(ETA_MIN);
    double etaMax = learningRate(ETA_MAX);
    Rise rise = values.choice("lr-range.rise", Rise.EXPONENTIAL);
    if (etaMin >= etaMax && etaMax >= 0) {
      problems.add(
          config.getValue(ETA_MIN).origin(),
          "%s must be below %s, but they are %s and %s"
              .formatted(ETA_MIN, ETA_MAX, etaMin, etaMax));
    } else if (etaMin == 0 && rise == Rise.EXPONENTIAL) {
      problems.add(
          config.getValue(ETA_MIN).origin(),
          "%s must be greater than 0, because the learning rate rises exponentially, but got 0: set lr-range.rise = linear to start at 0"
              .formatted(ETA_MIN));
    }
    int smoothing = values.count(SMOOTHING, 1);
    if (smoothing % 2 == 0) {
      problems.add(
          config.getValue(SMOOTHING).origin(),
          "%s must be odd, because its window is centered, but got %d"
              .formatted(SMOOTHING, smoothing));
    }
    return new RangeTestPlan(
        values.count("lr-range.epochs", 1),
        etaMin,
        etaMax,
        rise,
        values.count("lr-range.points", 3),
        values.count("lr-range.seeds", 1),
        smoothing,
        values.choice("lr-range.rule", SuggestionRule.REPORT),
        over());
  }

  private double learningRate(String key) {
    double value = problems.read(() -> config.getDouble(key), Double.NaN);
    if (value < 0) {
      problems.add(
          config.getValue(key).origin(), "%s must be at least 0, but got %s".formatted(key, value));
      return Double.NaN;
    }
    return value;
  }

  /** The compared values; empty if there are none, or if there is a problem with them. */
  private Optional<ComparedValues> over() {
    if (config.getIsNull(OVER)) {
      return Optional.empty();
    }
    ConfigValue given = config.getValue(OVER);
    if (given instanceof ConfigObject object && object.size() == 1) {
      Map.Entry<String, ConfigValue> entry = object.entrySet().iterator().next();
      Optional<Hyperparameter> of =
          Hyperparameter.of(entry.getKey())
              .filter(each -> !OWN.contains(each) && ScheduleKind.EXPONENTIAL_RISE.uses(each));
      if (of.isPresent()) {
        return over(of.get(), entry.getValue());
      }
    }
    problems.add(
        given.origin(),
        "%s must have one hyperparameter, except %s, with the values to compare, such as { lambda = [0, 1e-4] }, but got %s"
            .formatted(OVER, names(OWN), given.unwrapped()));
    return Optional.empty();
  }

  private Optional<ComparedValues> over(Hyperparameter of, ConfigValue given) {
    String path = OVER + "." + of.key();
    try {
      List<Double> read = config.getDoubleList(path);
      if (!read.isEmpty() && Set.copyOf(read).size() == read.size()) {
        read.forEach(of::check);
        return Optional.of(new ComparedValues(of, List.copyOf(read)));
      }
      problems.add(
          given.origin(),
          "%s must be a list of different values, but got %s".formatted(path, given.unwrapped()));
    } catch (ConfigException e) {
      problems.add(e);
    } catch (IllegalArgumentException e) {
      problems.add(given.origin(), "%s.%s".formatted(OVER, e.getMessage()));
    }
    return Optional.empty();
  }

  private static String names(Set<Hyperparameter> all) {
    TreeSet<String> names = new TreeSet<>();
    all.forEach(each -> names.add(each.key()));
    return String.join(", ", names);
  }
}
