package io.github.clrsearch.cluster;

import io.github.clrsearch.search.ConfirmingStage;
import io.github.clrsearch.search.Cycles;
import io.github.clrsearch.search.RefinedSpace;
import io.github.clrsearch.search.Refinement;
import io.github.clrsearch.search.SearchingStage;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.Distribution;
import io.github.clrsearch.search.space.Range;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.EarlierStudy;
import io.github.clrsearch.search.trial.Leaderboard;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Observation;
import io.github.clrsearch.store.FrozenStage;
import io.github.clrsearch.store.StudyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Freezes stages when they first begin: their space or settings, and the earlier trials that these
 * follow from.
 *
 * @param limits hard limits of the hyperparameters, by name
 * @param metric that trials are compared by
 */
record StageFreezing(
    Study study,
    StudyStore store,
    EarlierStages earlier,
    Map<String, Range> limits,
    Metric metric) {
  /** The stage as it was frozen when it first began; it is frozen now if it has not. */
  FrozenStage frozen(Stage stage, SearchSpace before) {
    return store
        .stages()
        .frozen(stage.name())
        .orElseGet(
            () -> {
              FrozenStage now = asOfNow(stage, before);
              store.stages().freeze(now);
              return now;
            });
  }

  /** Freezes a stage that has not begun as it was frozen elsewhere. */
  void freezeAs(FrozenStage stage) {
    if (store.stages().frozen(stage.stage()).isEmpty()) {
      store.stages().freeze(stage);
    }
  }

  private FrozenStage asOfNow(Stage stage, SearchSpace before) {
    Map<String, Integer> after = earlier.counts();
    Leaderboard found = earlier.leaderboard();
    return stage.match(
        searching -> refinedNow(searching, before, after),
        confirming ->
            FrozenStage.confirming(stage, confirming.chosen(found, earlier.judged()), after),
        continuing ->
            FrozenStage.continuing(
                stage, before.with(stage.space()), continuing.chosen(found, metric), after));
  }

  private FrozenStage refinedNow(
      SearchingStage stage, SearchSpace before, Map<String, Integer> after) {
    List<EarlierStudy> studies = earlier.studies(stage);
    RefinedSpace refined = refined(stage, before, studies);
    List<Observation> observations = new ArrayList<>();
    if (stage.sampling().learns()) {
      observations.addAll(earlier.observations());
      studies.forEach(study -> observations.addAll(study.observations()));
    }
    List<String> lines = new ArrayList<>(studies.stream().map(EarlierStudy::line).toList());
    lines.addAll(refined.lines());
    FrozenStage frozen = new FrozenStage(stage.name(), refined.space(), lines, after, observations);
    SearchSpace space = stage.cycles().drawnFrom(frozen.space());
    return earlier.sampler(stage, frozen).summary(space).map(frozen::with).orElse(frozen);
  }

  /**
   * The space of a frozen stage with the present maximum number of cycles. It may grow, because
   * numbers of cycles are not drawn: the settings stay the same.
   */
  static SearchSpace withMoreCycles(FrozenStage frozen, Stage stage, SearchSpace before) {
    boolean refined =
        stage instanceof SearchingStage searching && searching.refine().contains(Candidate.CYCLES);
    if (stage.cycles() != Cycles.FREE || refined) {
      return frozen.space();
    }
    Distribution now = before.with(stage.space()).distribution(Candidate.CYCLES);
    Distribution then = frozen.space().distribution(Candidate.CYCLES);
    return now.range().max() > then.range().max()
        ? frozen.space().with(Candidate.CYCLES, now)
        : frozen.space();
  }

  private RefinedSpace refined(
      SearchingStage stage, SearchSpace before, List<EarlierStudy> studies) {
    if (earlier.counts().isEmpty() && studies.isEmpty()) {
      return new RefinedSpace(before, List.of());
    }
    Refinement refinement =
        new Refinement(stage.refine().isEmpty() ? metric : earlier.judged(), limits);
    List<Candidate> candidates =
        new ArrayList<>(
            studies.stream().flatMap(study -> study.candidates(metric).stream()).toList());
    int trials = studies.stream().mapToInt(EarlierStudy::trials).sum();
    if (earlier.results().isEmpty()) {
      return refinement.refine(before, Math.max(1, trials), candidates, stage);
    }
    EarlierStages.Results results = earlier.results().get();
    candidates.addAll(results.candidates());
    RefinedSpace refined =
        refinement.refine(before, results.space(), trials + results.trials(), candidates, stage);
    String last = stageBefore(stage);
    if (stage.refine().isEmpty() || last.equals(results.stage())) {
      return refined;
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "refined from stage %s: no trial of stage %s has a %s"
            .formatted(results.stage(), last, metric.words()));
    lines.addAll(refined.lines());
    return new RefinedSpace(refined.space(), lines);
  }

  private String stageBefore(Stage stage) {
    int last = study.stages().indexOf(stage) - 1;
    while (study.stages().get(last) instanceof ConfirmingStage) {
      last--;
    }
    return study.stages().get(last).name();
  }
}
