package io.github.clrsearch.store;

import io.github.clrsearch.search.space.Distribution;
import io.github.clrsearch.search.space.DistributionForm;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.trial.EarlierStudy;
import io.github.clrsearch.search.trial.Observation;
import io.github.clrsearch.store.files.StoreException;
import io.github.clrsearch.store.json.JsonFiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stages in a study's folder: {@code stages/} with one file per stage that has begun, {@code
 * plan.json}, and {@code earlier-studies.json} if stages learn from other studies.
 */
public final class StageFiles {
  private static final String FOLDER = "stages";
  private static final String PLAN = "plan.json";
  private static final String EARLIER = "earlier-studies.json";

  private final JsonFiles files;
  private final Runnable check;

  /** Creates the stages of a study; {@code check} throws if they must not be written now. */
  StageFiles(JsonFiles files, Runnable check) {
    this.files = files;
    this.check = check;
  }

  /** A stage as it was frozen when its first trial began; empty if it has not begun. */
  public Optional<FrozenStage> frozen(String name) {
    return files.readOwn(
        FOLDER,
        FileNames.single(name),
        FrozenRow.class,
        stage -> FileNames.single(stage.stage()),
        FrozenRow::toStage);
  }

  /**
   * Freezes a stage.
   *
   * @throws StoreException if it cannot be written, or another driver has taken over the study
   */
  public void freeze(FrozenStage stage) {
    check.run();
    files.write(FOLDER + "/" + FileNames.single(stage.stage()), FrozenRow.of(stage));
  }

  /**
   * Saves how many trials stages have in total, in place of earlier numbers of the same stages.
   *
   * @throws StoreException if it cannot be written, or another driver has taken over the study
   */
  public void plan(Map<String, Integer> trials) {
    check.run();
    Map<String, Integer> before = planned();
    Map<String, Integer> all = new LinkedHashMap<>(before);
    all.putAll(trials);
    if (!all.equals(before)) {
      files.write(PLAN, new Plan(all));
    }
  }

  /** The total number of trials per stage; stages of earlier versions may be missing. */
  public Map<String, Integer> planned() {
    return files.read(PLAN, Plan.class).map(Plan::trials).orElse(Map.of());
  }

  /** The results of earlier studies when this one began; empty if they are not there yet. */
  public Optional<List<EarlierStudy>> earlierStudies() {
    return files.read(EARLIER, Earlier.class).map(Earlier::studies);
  }

  /**
   * Saves the results of earlier studies that stages learn from.
   *
   * @throws StoreException if they cannot be written, or another driver has taken over the study
   */
  public void keepEarlierStudies(List<EarlierStudy> studies) {
    check.run();
    files.write(EARLIER, new Earlier(studies));
  }

  private record Earlier(List<EarlierStudy> studies) {}

  private record Plan(Map<String, Integer> trials) {}

  /** A frozen stage as it is in its file: distributions have the form of a configuration. */
  private record FrozenRow(
      String stage,
      Map<String, Object> space,
      List<String> lines,
      Map<String, Integer> after,
      List<Observation> observations) {

    /** Files of earlier versions lack the observations. */
    FrozenRow {
      observations = observations == null ? List.of() : List.copyOf(observations);
    }

    static FrozenRow of(FrozenStage stage) {
      Map<String, Object> forms = new LinkedHashMap<>();
      stage.space().distributions().forEach((name, values) -> forms.put(name, values.form()));
      return new FrozenRow(
          stage.stage(), forms, stage.lines(), stage.after(), stage.observations());
    }

    FrozenStage toStage() {
      Map<String, Distribution> distributions = new LinkedHashMap<>();
      space.forEach((name, form) -> distributions.put(name, DistributionForm.parse(name, form)));
      return new FrozenStage(stage, new SearchSpace(distributions), lines, after, observations);
    }
  }
}
