package io.github.clrsearch.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import io.github.clrsearch.cluster.programs.Program;
import io.github.clrsearch.config.StudyConfiguration.CompareBy;
import io.github.clrsearch.config.StudyConfiguration.Search;
import io.github.clrsearch.config.StudyConfiguration.States;
import io.github.clrsearch.config.StudyConfiguration.Tracking;
import io.github.clrsearch.config.StudyConfiguration.Train;
import io.github.clrsearch.search.Grouping;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.training.MeasurementPlan;
import io.github.clrsearch.training.TrainingMethod;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a study's file into checked records and reports all problems at once. */
public final class StudyReader {
  private final Config config;
  private final Problems problems;
  private final Values values;

  private StudyReader(Config config, Problems problems) {
    this.config = config;
    this.problems = problems;
    this.values = new Values(config, problems);
  }

  /**
   * Reads a study.
   *
   * @param settings {@code key=value} each; they override the file
   * @throws ConfigurationException with one line per problem
   */
  public static StudyConfiguration read(Path file, List<String> settings) {
    return read(file, List.of(), settings);
  }

  /**
   * Reads a study.
   *
   * @param found values from other options, see {@link StudyFile#read}
   * @param settings {@code key=value} each; they override everything else
   * @throws ConfigurationException with one line per problem
   */
  public static StudyConfiguration read(Path file, List<Assignment> found, List<String> settings) {
    return read(file, found, settings, Map.of());
  }

  /**
   * Reads a study for a command that takes some values from other keys.
   *
   * @param found values from other options, see {@link StudyFile#read}
   * @param settings {@code key=value} each; they override everything else
   * @param replaced keys that the command ignores, see {@link StudyFile#refuse}
   * @throws ConfigurationException with one line per problem
   */
  public static StudyConfiguration read(
      Path file, List<Assignment> found, List<String> settings, Map<String, String> replaced) {
    Problems problems = new Problems();
    Config config = StudyFile.read(file, found, settings, problems);
    StudyFile.refuse(config, replaced, problems);
    return checked(config, problems);
  }

  /**
   * The same for a command that trains one setting and ignores the stages of the file.
   *
   * @throws ConfigurationException with one line per problem
   */
  public static StudyConfiguration readOneSetting(
      Path file, List<Assignment> found, List<String> settings, Map<String, String> replaced) {
    Problems problems = new Problems();
    Config config = StudyFile.read(file, found, settings, problems);
    StudyFile.refuse(config, replaced, problems);
    StudyConfiguration configuration = checked(StudyFile.withoutStages(config), problems);
    configuration.checkTraining();
    return configuration;
  }

  private static StudyConfiguration checked(Config config, Problems problems) {
    StudyConfiguration configuration = new StudyReader(config, problems).configuration();
    problems.check();
    return configuration;
  }

  private StudyConfiguration configuration() {
    TrainingReader training = new TrainingReader(config, problems);
    TrainingMethod method = training.method();
    ObjectiveReader objective = new ObjectiveReader(config, problems);
    Optional<Program> program = objective.read();
    Spaces spaces =
        program
            .<Spaces>map(
                its -> ProgramSpace.of(config.getObject("space"), its.cyclesBy(), problems))
            .orElseGet(() -> training.spaces(method));
    StageReader stages = new StageReader(config, spaces, problems);
    SearchEndReader ends = new SearchEndReader(config, problems);
    Study study = study(spaces, stages);
    if (problems.isEmpty()) {
      program.ifPresent(its -> objective.checkNames(study, its));
    }
    return new StudyConfiguration(
        study,
        stages.pointsFrom(),
        method,
        new DataReader(config, problems).read(),
        new MeasurementPlan(
            values.count("measure.per-cycle", 1), values.count("measure.subset", 1)),
        new Search(
            values.choice("search.objective", CompareBy.VALIDATION_ACCURACY),
            values.count("search.max-consecutive-failures", 1),
            values.duration("search.deadline"),
            values.duration("search.keep-state-after"),
            values.duration("search.retry-writes-for"),
            keepStates(),
            new Grouping(values.count("search.fuse.trials", 1)),
            values.count("search.leaderboard", 0),
            values.duration("report.every"),
            ends.budget(),
            ends.stop()),
        new Train(values.count("train.validation", 1), values.count("train.seeds", 1)),
        new RangeTestReader(config, problems).read(),
        new Tracking(
            problems.read(() -> config.getBoolean("tracking.tensorboard"), false), mlflow()),
        new NotifyReader(config, problems).read(),
        program);
  }

  /** The MLflow server; empty if there is a problem with it. */
  private Optional<URI> mlflow() {
    String key = "tracking.mlflow";
    if (config.getIsNull(key)) {
      return Optional.empty();
    }
    String text = problems.read(() -> config.getString(key), "");
    Optional<URI> server = Values.url(text).filter(url -> url.getUserInfo() == null);
    if (server.isPresent()) {
      return server;
    }
    problems.add(
        config.getValue(key).origin(),
        "%s must be the URL of a server without credentials, such as http://127.0.0.1:5000, but got '%s'"
            .formatted(key, text));
    return Optional.empty();
  }

  private States keepStates() {
    return problems.read(() -> config.getBoolean("search.keep-states"), true)
        ? States.CONTINUABLE
        : States.NONE;
  }

  /** The study; a substitute if there is a problem with it. */
  private Study study(Spaces spaces, StageReader reader) {
    SearchSpace space = new SearchSpace(spaces.read("space", config.getObject("space")));
    spaces.checkBounds("space", config.getObject("space"), space);
    List<Stage> stages = reader.read(space);
    long seed = values.seed("study.seed");
    Stage any = Stage.of("any", 1);
    String name = problems.read(() -> config.getString("study.name"), any.name());
    try {
      // A bad name would hide problems with the stages, so it is checked alone.
      new Study(name, seed, SearchSpace.empty(), List.of(any));
    } catch (IllegalArgumentException e) {
      problems.add(config.getValue("study.name").origin(), e.getMessage());
      name = any.name();
    }
    try {
      Study study = new Study(name, seed, space, stages);
      spaces.stageProblems(study).forEach(this::addStageProblem);
      return study;
    } catch (IllegalArgumentException e) {
      e.getMessage().lines().forEach(this::addStageProblem);
      return new Study(name, seed, SearchSpace.empty(), List.of(any));
    }
  }

  /** Adds a problem with the place of the stage that it names first. */
  private void addStageProblem(String problem) {
    ConfigList stages = config.getList("stages");
    problems.add(
        stages.stream()
            .filter(stage -> problem.startsWith("stage %s: ".formatted(Assignment.name(stage))))
            .findFirst()
            .map(ConfigValue::origin)
            .orElse(stages.origin()),
        problem);
  }
}
