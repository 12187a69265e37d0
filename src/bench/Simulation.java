import io.github.clrsearch.search.CycleLengths;
import io.github.clrsearch.search.LearningStageRungs;
import io.github.clrsearch.search.LearningSampler;
import io.github.clrsearch.search.Refinement;
import io.github.clrsearch.search.StageRungs;
import io.github.clrsearch.search.SearchingStage;
import io.github.clrsearch.search.StageState;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.TrialSequence;
import io.github.clrsearch.search.samplers.Evidence;
import io.github.clrsearch.search.samplers.Sampler;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.stopping.Baseline;
import io.github.clrsearch.search.stopping.TrialTarget;
import io.github.clrsearch.search.trial.Cancellation;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.Observation;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A study from its first stage to its last, one trial at a time, as StudySearch runs it. Trials are
 * trained in the order of their numbers, which is independent of their settings.
 *
 * @param objective quick trainings
 */
record Simulation(long seed, SearchSpace space, List<SearchingStage> stages, Metric metric, Objective objective) {

  Found run() throws Exception {
    return run(Long.MAX_VALUE);
  }

  /** The same until so many updates are spent. */
  Found run(long most) throws Exception {
    Study study = new Study("simulation", seed, space, List.copyOf(stages));
    Found found = new Found(most);
    SearchSpace refined = study.firstSpace();
    Set<Setting> taken = new HashSet<>();
    List<Candidate> before = List.of();
    List<Observation> observations = new ArrayList<>();
    int drawn = 0;
    for (SearchingStage stage : stages) {
      if (found.isSpent()) {
        break;
      }
      if (drawn > 0) {
        Refinement refinement = new Refinement(metric, objective.limits());
        refined = refinement.refine(refined, drawn, before, stage).space();
      }
      Results results = new Results(found, new HashMap<>());
      TrialSequence sequence =
          new TrialSequence(
              study,
              stage,
              stage.cycles().drawnFrom(refined),
              taken,
              samplers(stage, new Evidence(observations, metric, taken), results),
              Map.of());
      StageRungs rungs =
          new StageRungs(
              stage,
              List.of(),
              CycleLengths.in(refined, objective),
              Baseline.of(metric, observations));
      List<Trial> trials =
          stage.learnsFrom().isEmpty()
              ? train(rungs, sequence.first(stage.trials()).trials(), results)
              : learn(rungs, stage, sequence, results);
      if (found.isSpent()) {
        break;
      }
      trials.forEach(trial -> taken.add(trial.setting()));
      drawn = trials.size();
      before =
          trials.stream()
              .flatMap(trial -> Candidate.of(metric, trial, results.of(trial)).stream())
              .toList();
      trials.forEach(
          trial -> observations.addAll(Observation.of(metric, trial, results.of(trial))));
    }
    return found;
  }

  private Function<List<Trial>, Sampler> samplers(
      SearchingStage stage, Evidence evidence, Results results) {
    if (stage.learnsFrom().isEmpty()) {
      Sampler sampler = stage.sampling().sampler(evidence);
      return drawn -> sampler;
    }
    return new LearningSampler(
        stage, evidence, trial -> Observation.of(metric, trial, results.of(trial)));
  }

  /** Trains all trials of a stage and returns them. */
  private List<Trial> train(StageRungs rungs, List<Trial> trials, Results results)
      throws Exception {
    StageRungs with = rungs.with(trials);
    List<TrialTarget> targets = with.state(results.byNumber()).targets();
    while (!targets.isEmpty() && !results.found().isSpent()) {
      for (TrialTarget target : targets) {
        if (!results.found().isSpent()) {
          train(target, results);
        }
      }
      targets = with.state(results.byNumber()).targets();
    }
    return trials;
  }

  /** Draws and trains the trials of a stage that learns from its own trials. */
  private List<Trial> learn(
      StageRungs rungs, SearchingStage stage, TrialSequence sequence, Results results)
      throws Exception {
    LearningStageRungs learning = new LearningStageRungs(rungs, stage.learning());
    List<Trial> drawn = List.of();
    StageState state = learning.state(drawn, results.byNumber());
    while (!results.found().isSpent()
        && (drawn.size() < stage.trials() || !state.targets().isEmpty())) {
      if (drawn.size() < stage.trials() && learning.canDraw(state, drawn.size())) {
        drawn = sequence.first(drawn.size() + 1).trials();
      } else {
        train(state.targets().get(0), results);
      }
      state = learning.state(drawn, results.byNumber());
    }
    return drawn;
  }

  private void train(TrialTarget target, Results results) throws Exception {
    Trial trial = target.trial();
    TrialResult before = results.of(trial);
    TrialResult result = objective.evaluate(target.toTrain(), Cancellation.NEVER);
    long updates = before == null ? 0 : before.updates();
    for (Candidate candidate : Candidate.of(metric, trial, result)) {
      if (candidate.updates() > updates) {
        results.found().add(candidate, candidate.updates() - updates);
        updates = candidate.updates();
      }
    }
    results.found().spend(Math.max(0, result.updates() - updates));
    results.byNumber().put(trial.number(), target.ended(result, true));
  }

  /** The results of a stage so far. */
  private record Results(Found found, Map<Integer, TrialResult> byNumber) {
    TrialResult of(Trial trial) {
      return byNumber.get(trial.number());
    }
  }
}
