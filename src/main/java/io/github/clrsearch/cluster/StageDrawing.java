package io.github.clrsearch.cluster;

import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.TrialSequence;
import io.github.clrsearch.search.Trials;
import io.github.clrsearch.store.FrozenStage;
import java.util.Optional;
import java.util.Set;

/**
 * Draws the trials of a stage that has been frozen.
 *
 * @param earlier stages before it
 */
record StageDrawing(Study study, Stage stage, FrozenStage frozen, EarlierStages earlier) {

  /**
   * The planned trials of the stage, and further trials that ended when more were planned: all
   * trials in the folder belong to the study.
   *
   * @param ended numbers of ended trials
   * @param atLeast number of trials to draw at least
   */
  Trials trials(Set<Integer> ended, int atLeast) {
    int last = ended.stream().mapToInt(number -> number + 1).max().orElse(0);
    if (stage.share().isPresent()) {
      return sequence().orElseThrow().first(Math.max(last, atLeast));
    }
    Trials planned = drawn(stage.withAtLeast(atLeast));
    return last <= planned.trials().size()
        ? planned
        : planned.with(drawn(stage.withAtLeast(last)), ended);
  }

  /** The trials of a stage with a share of the time, as far as they are needed; else empty. */
  Optional<TrialSequence> sequence() {
    return stage.match(
        searching ->
            searching.share().isEmpty()
                ? Optional.<TrialSequence>empty()
                : Optional.of(
                    new TrialSequence(
                        study,
                        searching,
                        stage.cycles().drawnFrom(frozen.space()),
                        earlier.taken(stage, frozen),
                        earlier.sampler(searching, frozen))),
        confirming -> Optional.empty(),
        continuing -> Optional.empty());
  }

  private Trials drawn(Stage sized) {
    return sized.match(
        searching ->
            Trials.of(
                study,
                searching,
                sized.cycles().drawnFrom(frozen.space()),
                earlier.taken(sized, frozen),
                earlier.sampler(searching, frozen)),
        confirming -> Trials.confirming(study, confirming, frozen.observations()),
        continuing ->
            Trials.continuing(study, continuing, frozen.observations(), earlier.trials()));
  }
}
