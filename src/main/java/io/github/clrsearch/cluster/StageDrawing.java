package io.github.clrsearch.cluster;

import io.github.clrsearch.search.SearchingStage;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.TrialSequence;
import io.github.clrsearch.search.Trials;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.FrozenStage;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Draws the trials of a stage that has been frozen.
 *
 * @param earlier stages before it
 * @param rows ended trials of the stage, by number. A stage that learns draws from them, and more
 *     may be added
 */
record StageDrawing(
    Study study,
    Stage stage,
    FrozenStage frozen,
    EarlierStages earlier,
    Map<Integer, EndedTrial> rows) {

  /**
   * The trials of the stage: all of them, if they can be drawn before it begins.
   *
   * @param longest the same trials with the largest number of cycles that they may train
   */
  StageTrials trials(UnaryOperator<List<Trial>> longest) {
    if (stage instanceof SearchingStage searching && stage.learnsFrom().isPresent()) {
      return StageTrials.learning(sequence(searching), last(), stage.trials(), longest);
    }
    if (stage instanceof SearchingStage searching && stage.share().isPresent()) {
      return StageTrials.growing(sequence(searching), last(), longest);
    }
    return listed(0, longest);
  }

  /**
   * The planned trials of the stage, and further trials that ended when more were planned: all
   * trials in the folder belong to the study.
   *
   * @param atLeast number of trials to draw at least
   * @param longest the same trials with the largest number of cycles that they may train
   */
  StageTrials listed(int atLeast, UnaryOperator<List<Trial>> longest) {
    int last = last();
    if (stage instanceof SearchingStage searching
        && (stage.share().isPresent() || stage.learnsFrom().isPresent())) {
      return StageTrials.fixed(sequence(searching).first(Math.max(last, atLeast)), longest);
    }
    Trials planned = drawn(stage.withAtLeast(atLeast));
    return StageTrials.fixed(
        last <= planned.trials().size()
            ? planned
            : planned.with(drawn(stage.withAtLeast(last)), rows.keySet()),
        longest);
  }

  /** One more than the number of the last ended trial. */
  private int last() {
    return rows.keySet().stream().mapToInt(number -> number + 1).max().orElse(0);
  }

  private TrialSequence sequence(SearchingStage searching) {
    return new TrialSequence(
        study,
        searching,
        stage.cycles().drawnFrom(frozen.space()),
        earlier.taken(stage, frozen),
        earlier.samplers(searching, frozen, rows),
        stage.learnsFrom().isPresent() ? settings() : Map.of());
  }

  /** The settings of the ended trials. They do not change, whatever is drawn now. */
  private Map<Integer, Setting> settings() {
    Map<Integer, Setting> settings = new TreeMap<>();
    rows.forEach(
        (number, end) ->
            settings.put(number, stage.cycles().of(end.trial().setting(), frozen.space())));
    return settings;
  }

  private Trials drawn(Stage sized) {
    return sized.match(
        searching -> sequence(searching).first(searching.trials()),
        confirming -> Trials.confirming(study, confirming, frozen.observations()),
        continuing ->
            Trials.continuing(study, continuing, frozen.observations(), earlier.trials()));
  }
}
