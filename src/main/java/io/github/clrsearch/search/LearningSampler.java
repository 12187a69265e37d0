package io.github.clrsearch.search;

import io.github.clrsearch.search.samplers.Evidence;
import io.github.clrsearch.search.samplers.Sampler;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Observation;
import io.github.clrsearch.search.trial.Trial;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The samplers of a stage that learns, one for each trial. It knows the results of the earlier
 * stages and of the first trials of its own stage; the trials in between are pending. So the
 * setting of a trial is a function of these results, and can be drawn again after an interruption.
 */
public final class LearningSampler implements Function<List<Trial>, Sampler> {
  private final SearchingStage stage;
  private final Evidence before;
  private final Function<Trial, List<Observation>> observed;

  /** The last fitted sampler. Fitting takes time, and the trials of a batch share a sampler. */
  private Sampler fitted;

  private int known;

  /**
   * Samplers of a stage.
   *
   * @param before results of the earlier stages, as they were when this stage began
   * @param observed observations of a trial of the stage that has ended
   */
  public LearningSampler(
      SearchingStage stage, Evidence before, Function<Trial, List<Observation>> observed) {
    this.stage = stage;
    this.before = before;
    this.observed = observed;
  }

  /**
   * The sampler of the next trial.
   *
   * @param drawn the trials of the stage before it: not modified
   */
  @Override
  public Sampler apply(List<Trial> drawn) {
    int now = stage.learning().known(drawn.size());
    if (fitted == null || now != known) {
      List<Observation> seen = new ArrayList<>(before.observations());
      drawn.subList(0, now).forEach(trial -> seen.addAll(observed.apply(trial)));
      fitted = stage.sampling().sampler(new Evidence(seen, before.metric(), before.taken()));
      known = now;
    }
    Set<Setting> taken = new HashSet<>(before.taken());
    drawn.forEach(trial -> taken.add(trial.setting()));
    List<Setting> pending = drawn.subList(now, drawn.size()).stream().map(Trial::setting).toList();
    Sampler next = fitted.beside(taken, pending);
    return (space, studySeed, name, number, attempt) ->
        next.sample(space, studySeed, name, attempt == 0 ? 0 : number, attempt);
  }
}
