package io.github.clrsearch.search.samplers;

import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Settings of a whole stage that a Gaussian process of the accuracy expects the most improvement
 * from, given what the stages before showed (Jones, Schonlau and Welch, "Efficient Global
 * Optimization of Expensive Black-Box Functions", Journal of Global Optimization 13, 1998). The
 * stage is one batch, drawn before any of its trials is trained: each setting is drawn as if those
 * before it had already shown just what the process expects of them (the "kriging believer" of
 * Ginsbourger, Le Riche and Carraro, "Kriging is well-suited to parallelize optimization", 2010),
 * which makes the batch spread out; none comes nearer to another than a fiftieth of the ranges. So
 * a longer stage begins with the settings of a shorter one, and nothing depends on which trial ends
 * first.
 *
 * <p>A setting that was tried already is not drawn; once all that were thought of are, the rest is
 * random.
 */
public final class GaussianProcessSampler implements Sampler {
  private static final long serialVersionUID = 1;

  private final ArrayList<Observation> observations;
  private final int validationImages;
  private final Set<Setting> taken;

  /** What follows from the rest, and is made when it is first asked for. */
  private transient Surrogate surrogate;

  private transient ImprovementBatch batch;
  private transient List<Setting> drawn;

  /**
   * Prepares a batch.
   *
   * @param observations of the stages before, at least one with an accuracy
   * @param validationImages that the accuracies were measured on, at least 1
   * @param taken the settings of the earlier stages
   */
  public GaussianProcessSampler(
      List<Observation> observations, int validationImages, Set<Setting> taken) {
    this.observations = new ArrayList<>(observations);
    this.validationImages = validationImages;
    this.taken = Set.copyOf(taken);
  }

  @Override
  public Setting sample(SearchSpace space, long studySeed, String stage, int number, int attempt) {
    if (attempt == 0) {
      batch(space, studySeed, stage);
      while (drawn.size() <= number && batch.hasNext()) {
        drawn.add(batch.next());
      }
      if (number < drawn.size()) {
        return drawn.get(number);
      }
    }
    return new RandomSampler().sample(space, studySeed, stage, number, attempt);
  }

  /** What the process was fitted to and what it found, in a line for the user. */
  public String summary(SearchSpace space) {
    return surrogate(space).toString();
  }

  private Surrogate surrogate(SearchSpace space) {
    if (surrogate == null || !surrogate.space().equals(space)) {
      surrogate = Surrogate.of(space, observations, validationImages);
      batch = null;
    }
    return surrogate;
  }

  private void batch(SearchSpace space, long studySeed, String stage) {
    Surrogate model = surrogate(space);
    if (batch == null || !batch.isOf(studySeed, stage)) {
      batch = new ImprovementBatch(model, studySeed, stage, taken);
      drawn = new ArrayList<>();
    }
  }
}
