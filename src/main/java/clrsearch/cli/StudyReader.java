package clrsearch.cli;

import clrsearch.cli.DataConfiguration.Format;
import clrsearch.cli.DataConfiguration.Synthetic;
import clrsearch.cli.StudyConfiguration.RangeTest;
import clrsearch.cluster.ClrHyperparameters;
import clrsearch.search.Distribution;
import clrsearch.search.DistributionForm;
import clrsearch.search.SearchSpace;
import clrsearch.search.Stage;
import clrsearch.search.Study;
import clrsearch.training.MeasurementPlan;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** From a study's file to checked records: all problems are told together. */
final class StudyReader {
  private final Problems problems;
  private final Config config;

  private StudyReader(Config config, Problems problems) {
    this.config = config;
    this.problems = problems;
  }

  /**
   * Reads a study.
   *
   * @param settings {@code key=value} each, over what the file has
   * @throws ConfigurationException with a line for every problem
   */
  static StudyConfiguration read(Path file, List<String> settings) {
    Problems problems = new Problems();
    Config config = StudyFile.read(file, settings, problems);
    StudyConfiguration configuration = new StudyReader(config, problems).configuration();
    problems.check();
    return configuration;
  }

  private StudyConfiguration configuration() {
    SearchSpace space = new SearchSpace(distributions(config.getConfig("space"), "space"));
    List<Stage> stages = new ArrayList<>();
    List<? extends Config> listed =
        problems.read(() -> config.getConfigList("stages"), List.<Config>of());
    for (Config stage : listed) {
      problems.read(() -> stages.add(stage(stage)), false);
    }
    String name = problems.read(() -> config.getString("study.name"), "study");
    long seed = problems.read(() -> config.getLong("study.seed"), 0L);
    Study study = problems.read(() -> new Study(name, seed, space, stages), null);
    checkSpaces(space, stages);
    return new StudyConfiguration(
        study,
        data(),
        problems.read(
            () ->
                new MeasurementPlan(
                    config.getInt("measure.per-cycle"), config.getInt("measure.subset")),
            null),
        atLeast(1, "search.max-consecutive-failures"),
        atLeast(0, "search.leaderboard"),
        atLeast(1, "train.validation"),
        new RangeTest(
            atLeast(1, "lr-range.epochs"),
            number("lr-range.eta-min"),
            number("lr-range.eta-max"),
            atLeast(3, "lr-range.points"),
            atLeast(1, "lr-range.seeds"),
            atLeast(1, "lr-range.smoothing")));
  }

  private Stage stage(Config own) {
    Config stage = own.withFallback(config.getConfig("stage"));
    return new Stage(
        stage.getString("name"),
        stage.getInt("trials"),
        stage.getStringList("refine"),
        distributions(
            stage.getConfig("space"), "stages.%s.space".formatted(stage.getString("name"))));
  }

  private Map<String, Distribution> distributions(Config space, String path) {
    Map<String, Distribution> distributions = new LinkedHashMap<>();
    // In the order of the tables, whatever the file's: HOCON objects have none.
    for (String name : ClrHyperparameters.columns().keySet()) {
      if (space.hasPath(name)) {
        Object form = space.getValue(name).unwrapped();
        Distribution distribution =
            problems.read(() -> DistributionForm.parse(path + "." + name, form), null);
        if (distribution != null) {
          distributions.put(name, distribution);
        }
      }
    }
    return distributions;
  }

  /** Hard limits, and that what counts something is an integer. */
  private void checkSpaces(SearchSpace space, List<Stage> stages) {
    checkSpace("space", space);
    checkBounds("space", space);
    SearchSpace before = space;
    for (Stage stage : stages) {
      String path = "stages.%s.space".formatted(stage.name());
      checkSpace(path, new SearchSpace(stage.space()));
      before = before.with(stage.space());
      if (stage.space().containsKey("eta_min") || stage.space().containsKey("eta_max")) {
        checkBounds(path, before);
      }
    }
  }

  /** No sample could train where even the lowest eta_min is above the highest eta_max. */
  private void checkBounds(String path, SearchSpace space) {
    if (space.has("eta_min") && space.has("eta_max")) {
      Distribution etaMin = space.distribution("eta_min");
      Distribution etaMax = space.distribution("eta_max");
      if (etaMin.range().min() > etaMax.range().max()) {
        problems.add(
            "%s.eta_min must not be above eta_max, but got %s and %s"
                .formatted(path, etaMin, etaMax));
      }
    }
  }

  private void checkSpace(String path, SearchSpace space) {
    space.problems(ClrHyperparameters.limits()).forEach(line -> problems.add(path + "." + line));
    space
        .distributions()
        .forEach(
            (name, distribution) -> {
              boolean counts = !ClrHyperparameters.columns().get(name).equals("DOUBLE");
              if (counts && !distribution.integral()) {
                problems.add(
                    "%s.%s must have integers only, but got %s: use { integer = [min, max] } or { choice = [...] }"
                        .formatted(path, name, distribution));
              }
            });
  }

  private DataConfiguration data() {
    Config data = config.getConfig("data");
    boolean files = data.getValue("validation").valueType() == ConfigValueType.LIST;
    return new DataConfiguration(
        problems.read(() -> data.getString("path"), ""),
        problems.read(() -> format(data.getString("format")), Format.AUTO),
        problems.read(() -> data.getStringList("training"), List.<String>of()),
        files
            ? problems.read(() -> data.getStringList("validation"), List.<String>of())
            : List.of(),
        files ? 0 : atLeast(1, "data.validation"),
        new Synthetic(
            atLeast(2, "data.synthetic.classes"),
            atLeast(2, "data.synthetic.training"),
            atLeast(1, "data.synthetic.test"),
            problems.read(() -> data.getLong("synthetic.seed"), 0L)));
  }

  private static Format format(String name) {
    for (Format format : Format.values()) {
      if (format.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name)) {
        return format;
      }
    }
    throw new IllegalArgumentException(
        "data.format must be auto, cifar-10, cifar-100 or synthetic, but got '%s'".formatted(name));
  }

  private double number(String key) {
    return problems.read(() -> config.getDouble(key), 0.0);
  }

  private int atLeast(int least, String key) {
    int value = problems.read(() -> config.getInt(key), least);
    if (value < least) {
      problems.add("%s must be at least %d, but got %d".formatted(key, least, value));
    }
    return value;
  }
}
