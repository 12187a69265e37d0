package io.github.clrsearch.workflow;

import io.github.clrsearch.ReportedException;
import io.github.clrsearch.config.ConfigurationException;
import io.github.clrsearch.config.PointsSource;
import io.github.clrsearch.config.StudyConfiguration;
import io.github.clrsearch.search.Cycles;
import io.github.clrsearch.search.Points;
import io.github.clrsearch.search.SearchingStage;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.Numbers;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Leaderboard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Reads the known points of stages from files and other studies, when a study begins. They become
 * part of its definition: a study that is resumed has the same points, even if the file or the
 * other study has changed.
 *
 * @param before definition of the study in the folder; empty if it has not begun
 * @param notes receives one line per stage whose points are read
 */
record KnownPoints(Map<String, String> before, Consumer<String> notes) {

  /**
   * The configuration with the points of all stages.
   *
   * @param location of the study's folder, which need not exist
   * @param notes receives one line per stage whose points are read
   * @throws ConfigurationException if points cannot be read, or a stage cannot have them
   */
  static StudyConfiguration read(
      StudyConfiguration configuration, String location, Consumer<String> notes) {
    return configuration.pointsFrom().isEmpty()
        ? configuration
        : new KnownPoints(StudyFolders.definition(location), notes).read(configuration);
  }

  private StudyConfiguration read(StudyConfiguration configuration) {
    Study study = configuration.study();
    List<Stage> stages = new ArrayList<>();
    SearchSpace space = study.space();
    for (Stage stage : study.stages()) {
      space = space.with(stage.space());
      PointsSource source = configuration.pointsFrom().get(stage.name());
      stages.add(
          source != null && stage instanceof SearchingStage searching
              ? searching.with(points(searching, space, source))
              : stage);
    }
    try {
      return configuration.with(new Study(study.name(), study.seed(), study.space(), stages));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(e.getMessage().lines().toList(), e);
    }
  }

  private Points points(SearchingStage stage, SearchSpace space, PointsSource source) {
    String path = "stages.%s.points".formatted(stage.name());
    if (source.toString().equals(before.get(path + "-from"))) {
      return before.containsKey(path) ? Points.parse(before.get(path)) : Points.NONE;
    }
    List<String> names = new ArrayList<>(space.dimensions());
    if (stage.cycles() == Cycles.FREE) {
      names.remove(Candidate.CYCLES);
    }
    try {
      List<Setting> found =
          source instanceof PointsSource.CsvFile file
              ? PointsFile.read(file.path()).settings(names, space)
              : best((PointsSource.BestOf) source, names);
      notes.accept(
          "stage %s begins with %s from %s: %s"
              .formatted(stage.name(), Numbers.count(found.size(), "point"), source, text(found)));
      return new Points(found);
    } catch (ReportedException e) {
      throw new ConfigurationException(List.of("%s-from: %s".formatted(path, e.getMessage())), e);
    }
  }

  private static String text(List<Setting> settings) {
    return settings.stream().map(Setting::toString).collect(Collectors.joining("; "));
  }

  private static List<Setting> best(PointsSource.BestOf source, List<String> names) {
    Leaderboard leaderboard = StudySummary.of(StudyFolders.open(source.study())).leaderboard();
    List<Setting> best =
        leaderboard.candidates().stream()
            .map(candidate -> candidate.setting().only(names))
            .filter(setting -> !setting.values().isEmpty())
            .distinct()
            .limit(source.best())
            .toList();
    if (best.isEmpty()) {
      throw new CommandException(
          "%s has no trial with an accuracy and a value of %s: name another study"
              .formatted(source.study(), String.join(", ", names)));
    }
    return best;
  }
}
