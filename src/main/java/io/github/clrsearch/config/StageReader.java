package io.github.clrsearch.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import io.github.clrsearch.config.OtherNames.Hint;
import io.github.clrsearch.search.ConfirmingStage;
import io.github.clrsearch.search.ContinuingStage;
import io.github.clrsearch.search.Cycles;
import io.github.clrsearch.search.Learning;
import io.github.clrsearch.search.Sampling;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.StageSize;
import io.github.clrsearch.search.space.Distribution;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.stopping.StoppingRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the list {@code stages}. {@code stage} has the defaults of every stage. */
final class StageReader {
  private static final int MOST_CONFIRMED = 10_000;

  private static final String LEARN_FROM = "learn-from";

  /** Keys that determine how settings are drawn. */
  private static final List<String> DRAWS =
      List.of(
          "trials",
          "budget",
          "refine",
          "sampler",
          "lag",
          "batch",
          "cycles",
          "points",
          "points-from",
          LEARN_FROM);

  private final ConfigList listed;
  private final ConfigObject defaults;
  private final Spaces spaces;
  private final int slots;
  private final Problems problems;
  private final Map<String, PointsSource> pointsFrom = new LinkedHashMap<>();

  /**
   * Creates a reader.
   *
   * @param config a study's configuration with all sections
   * @param problems modified: problems are added
   */
  StageReader(Config config, Spaces spaces, Problems problems) {
    this.listed = config.getList("stages");
    this.defaults = config.getObject("stage");
    this.spaces = spaces;
    this.slots = new Values(config, problems).count("search.slots", 1);
    this.problems = problems;
  }

  /**
   * All stages, without the parts that cannot be read.
   *
   * @param space the study's space, which the first stage starts from
   */
  List<Stage> read(SearchSpace space) {
    List<Stage> stages = new ArrayList<>();
    SearchSpace before = space;
    for (int i = 0; i < listed.size(); i++) {
      ConfigObject given = (ConfigObject) listed.get(i);
      ConfigObject own = space(given);
      String path = KnownKeys.path(given, i) + ".space";
      Map<String, Distribution> distributions = spaces.read(path, own);
      before = before.with(distributions);
      spaces.checkBounds(path, own, before);
      stages.add(stage(given, i, distributions));
    }
    return stages;
  }

  /** Where known points are to be read from, by stage. */
  Map<String, PointsSource> pointsFrom() {
    return pointsFrom;
  }

  /** A stage's distributions replace the defaults; HOCON would merge them. */
  private ConfigObject space(ConfigObject given) {
    ConfigObject space = (ConfigObject) defaults.get("space");
    if (given.get("space") instanceof ConfigObject own) {
      for (Map.Entry<String, ConfigValue> entry : own.entrySet()) {
        space = space.withValue(entry.getKey(), entry.getValue());
      }
    }
    return space;
  }

  private Stage stage(ConfigObject given, int index, Map<String, Distribution> distributions) {
    String name = name(given, index);
    // HOCON's own messages then name the full path.
    String path = ConfigUtil.joinPath("stages", name);
    Config stage = given.withFallback(defaults.withoutKey("space")).atPath(path);
    Values values = new Values(stage, problems);
    Optional<Stage> confirmation = confirmation(name, stage, path + ".confirm");
    if (confirmation.isPresent()) {
      refuseBeside(
          "confirm, which retrains settings of earlier stages",
          given,
          path,
          Stream.concat(DRAWS.stream(), Stream.of("space", "stopping", "continue")).toList());
      return confirmation.get();
    }
    int continued = (int) values.integer(path + ".continue.best", 0, MOST_CONFIRMED);
    if (continued > 0) {
      refuseBeside("continue, which continues trials of earlier stages", given, path, DRAWS);
      StoppingRule stopping = new CyclesReader(stage, path, problems).stopping(Cycles.DRAWN);
      return new ContinuingStage(name, continued, distributions, stopping);
    }
    StageSize size = new StageSizeReader(given, stage, path, problems).read();
    List<String> refine = refine(stage, path + ".refine");
    CyclesReader progress = new CyclesReader(stage, path, problems);
    Cycles cycles = progress.cycles();
    StoppingRule stopping = progress.stopping(cycles);
    Sampling sampling = sampling(stage, path + ".sampler");
    Learning learning = new LearningReader(given, stage, path, slots, problems).read(sampling);
    PointsReader points = new PointsReader(stage, path, spaces, problems);
    points.source().ifPresent(source -> pointsFrom.put(name, source));
    try {
      return Stage.of(name, size, refine, distributions)
          .with(sampling)
          .with(learning)
          .with(cycles, stopping)
          .with(points.points())
          .learningFrom(learnFrom(given, stage, path + "." + LEARN_FROM, sampling, refine));
    } catch (IllegalArgumentException e) {
      problems.add(origin(given, "refine"), e.getMessage());
      return Stage.of(name, size, List.of(), distributions);
    }
  }

  /** The earlier studies that a stage learns from. */
  private List<String> learnFrom(
      ConfigObject given, Config stage, String key, Sampling sampling, List<String> refine) {
    List<String> names = problems.read(() -> stage.getStringList(key), List.<String>of());
    if (names.stream().anyMatch(String::isBlank)
        || names.stream().distinct().count() < names.size()) {
      problems.add(
          stage.getValue(key).origin(),
          "%s must name each study once, such as [runs/last-week], but got %s"
              .formatted(key, names));
    }
    boolean sees = sampling.learns() || !refine.isEmpty();
    if (!sees && !names.isEmpty() && given.containsKey(LEARN_FROM)) {
      problems.add(
          stage.getValue(key).origin(),
          "%s has no effect without sampler = %s and without refine: remove it, or use one of them"
              .formatted(key, Sampling.GP));
    }
    return sees ? names : List.of();
  }

  /** Reports names from other libraries. {@code Study} reports names that are unknown. */
  private List<String> refine(Config stage, String key) {
    List<String> names = problems.read(() -> stage.getStringList(key), List.<String>of());
    List<String> own = new ArrayList<>();
    for (String name : names) {
      Optional<Hint> hint = spaces.hint(name);
      hint.ifPresentOrElse(
          other ->
              problems.add(
                  stage.getValue(key).origin(),
                  "%s: unknown hyperparameter '%s': %s"
                      .formatted(key, name, other.text(found -> found.replace("space.", "")))),
          () -> own.add(spaces.inStudy(name)));
    }
    return own;
  }

  /** What a stage confirms; empty for a stage that searches. */
  private Optional<Stage> confirmation(String name, Config stage, String path) {
    Values values = new Values(stage, problems);
    int best = (int) values.integer(path + ".best", 0, MOST_CONFIRMED);
    int seeds = (int) values.integer(path + ".seeds", 2, MOST_CONFIRMED);
    double within = Double.POSITIVE_INFINITY;
    if (!stage.getIsNull(path + ".within")) {
      within = problems.read(() -> stage.getDouble(path + ".within"), 0.0);
      if (within < 0) {
        problems.add(
            stage.getValue(path + ".within").origin(),
            "%s.within must be at least 0 standard errors, but got %s".formatted(path, within));
        within = 0;
      }
    }
    return best == 0
        ? Optional.empty()
        : Optional.of(new ConfirmingStage(name, best, within, seeds));
  }

  /** Reports keys that have no effect in a stage that draws no settings. */
  private void refuseBeside(
      String what, ConfigObject given, String path, List<String> withoutEffect) {
    for (String key : withoutEffect) {
      if (given.containsKey(key)) {
        problems.add(
            given.get(key).origin(),
            "%s.%s has no effect together with %s: remove one of them".formatted(path, key, what));
      }
    }
  }

  private Sampling sampling(Config stage, String key) {
    String name = problems.read(() -> stage.getString(key), Sampling.RANDOM.toString());
    try {
      return Sampling.of(name);
    } catch (IllegalArgumentException e) {
      problems.add(stage.getValue(key).origin(), key + " " + e.getMessage());
      return Sampling.RANDOM;
    }
  }

  /** The name of a stage; a substitute if it is missing or invalid. */
  private String name(ConfigObject given, int index) {
    String name = Assignment.name(given);
    try {
      return Stage.of(name, 1).name();
    } catch (IllegalArgumentException e) {
      problems.add(
          origin(given, "name"),
          name.isEmpty()
              ? "stages[%d] must have a name, such as name = coarse".formatted(index)
              : e.getMessage());
      return "stage-" + index;
    }
  }

  private static ConfigOrigin origin(ConfigObject given, String key) {
    ConfigValue value = given.get(key);
    return value == null ? given.origin() : value.origin();
  }
}
