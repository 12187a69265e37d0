package io.github.clrsearch.search.samplers;

import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Draws the settings of the highest expected improvement under a Gaussian process of the score,
 * fitted to the observations of the earlier stages (Jones, Schonlau and Welch, "Efficient Global
 * Optimization of Expensive Black-Box Functions", Journal of Global Optimization 13, 1998).
 *
 * <p>The settings of a stage are one batch, drawn before any of its trials is trained. Each setting
 * is drawn as if the predicted means of those before it had been observed (the "kriging believer"
 * of Ginsbourger, Le Riche and Carraro, "Kriging is well-suited to parallelize optimization",
 * 2010). This spreads the batch; in addition, no two settings are closer than a fiftieth of the
 * ranges. So a longer stage begins with the settings of a shorter one, and nothing depends on the
 * order in which trials end.
 *
 * <p>A setting that was tried already is not drawn. When the candidate points are used up, the
 * remaining settings are random.
 */
public final class GaussianProcessSampler implements Sampler {
  private static final long serialVersionUID = 1;

  private final ArrayList<Observation> observations;
  private final Metric metric;
  private final Set<Setting> taken;
  private final ArrayList<Setting> known;

  /** Computed from the other fields on first use. */
  private transient Surrogate surrogate;

  private transient ImprovementBatch batch;
  private transient List<Setting> drawn;

  /**
   * Prepares a batch.
   *
   * @param evidence with at least one observation that has a score
   */
  public GaussianProcessSampler(Evidence evidence) {
    this.observations = new ArrayList<>(evidence.observations());
    this.metric = evidence.metric();
    this.taken = evidence.taken();
    this.known = new ArrayList<>(evidence.known());
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
    if (surrogate == null || !surrogate.space().equals(space)) {
      surrogate = Surrogate.of(space, observations, metric);
      batch = null;
    }
    return surrogate;
  }

  private void batch(SearchSpace space, long studySeed, String stage) {
    Surrogate model = surrogate(space);
    if (batch == null || !batch.isOf(studySeed, stage)) {
      batch = new ImprovementBatch(model, studySeed, stage, taken);
      known.forEach(batch::add);
      drawn = new ArrayList<>();
    }
  }
}
