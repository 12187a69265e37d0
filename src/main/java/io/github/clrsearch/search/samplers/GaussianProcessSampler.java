package io.github.clrsearch.search.samplers;

import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Observation;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Draws the settings of the highest expected improvement under a Gaussian process of the score,
 * fitted to the observations (Jones, Schonlau and Welch, "Efficient Global Optimization of
 * Expensive Black-Box Functions", Journal of Global Optimization 13, 1998).
 *
 * <p>Each setting is drawn as if the predicted means of the pending settings and of those drawn
 * before it had been observed (the "kriging believer" of Ginsbourger, Le Riche and Carraro,
 * "Kriging is well-suited to parallelize optimization", 2010). This spreads settings that train at
 * the same time; in addition, no two of them are closer than a fiftieth of the ranges.
 *
 * <p>A setting that was tried already is not drawn. When the candidate points are used up, the
 * remaining settings are random.
 */
public final class GaussianProcessSampler implements Sampler {
  private static final long serialVersionUID = 1;

  private final ArrayList<Observation> observations;
  private final Metric metric;
  private final Set<Setting> taken;
  private final ArrayList<Setting> pending;

  /** The model of the observations, which samplers with other pending settings share. */
  private final Fit fit;

  /** Computed from the other fields on first use. */
  private transient ImprovementBatch batch;

  private transient List<Setting> drawn;

  /** A model that is fitted on first use, because that takes time. */
  private static final class Fit implements Serializable {
    private static final long serialVersionUID = 1;

    private transient Surrogate model;
  }

  /**
   * Prepares a batch.
   *
   * @param evidence with at least one observation that has a score
   */
  public GaussianProcessSampler(Evidence evidence) {
    this(evidence, new Fit());
  }

  private GaussianProcessSampler(Evidence evidence, Fit fit) {
    this.fit = fit;
    this.observations = new ArrayList<>(evidence.observations());
    this.metric = evidence.metric();
    this.taken = evidence.taken();
    this.pending = new ArrayList<>(evidence.pending());
  }

  @Override
  public Sampler beside(Set<Setting> others, List<Setting> drawnBefore) {
    return new GaussianProcessSampler(new Evidence(observations, metric, others, drawnBefore), fit);
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

  /** One line about the fit of the process. */
  @Override
  public Optional<String> summary(SearchSpace space) {
    return Optional.of(surrogate(space).toString());
  }

  private Surrogate surrogate(SearchSpace space) {
    if (fit.model == null || !fit.model.space().equals(space)) {
      fit.model = Surrogate.of(space, observations, metric);
      batch = null;
    }
    return fit.model;
  }

  private void batch(SearchSpace space, long studySeed, String stage) {
    Surrogate model = surrogate(space);
    if (batch == null || !batch.isOf(studySeed, stage)) {
      batch = new ImprovementBatch(model, studySeed, stage, observations.size(), taken);
      pending.forEach(batch::add);
      drawn = new ArrayList<>();
    }
  }
}
