package io.github.clrsearch.search.samplers;

import io.github.clrsearch.search.samplers.GaussianProcess.Prediction;
import io.github.clrsearch.search.space.Axis;
import io.github.clrsearch.search.space.Seeds;
import io.github.clrsearch.search.space.Setting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Settings in the order in which they are to be tried: each of those thought of that has the
 * highest expected improvement over the best, as if those before it had shown what was expected.
 * What is thought of are points spread over the whole space, and points near the best.
 */
final class ImprovementBatch {
  private static final int SPREAD = 2048;
  private static final int BEST = 5;
  private static final int NEAR = 100;

  /** How far from the best the farthest of the near ones is, of a range. */
  private static final double REACH = 0.25;

  /** Settings that are nearer to each other along every axis would be a repetition. */
  private static final double ALIKE = 0.02;

  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  private final Surrogate surrogate;
  private final GaussianProcess process;
  private final long studySeed;
  private final String stage;
  private final List<Thought> thoughts = new ArrayList<>();
  private final double best;

  /** A setting thought of, and what the process predicts of it. */
  private record Thought(Setting setting, Prediction prediction) {}

  /**
   * Begins a batch.
   *
   * @param taken settings that are not to be tried
   */
  ImprovementBatch(Surrogate surrogate, long studySeed, String stage, Set<Setting> taken) {
    this.surrogate = surrogate;
    this.process = surrogate.process();
    this.studySeed = studySeed;
    this.stage = stage;
    List<Thought> observed =
        surrogate.settings().stream()
            .distinct()
            .flatMap(setting -> thought(setting).stream())
            .sorted(Comparator.comparingDouble((Thought t) -> t.prediction().mean()).reversed())
            .toList();
    this.best = observed.get(0).prediction().mean();
    Set<Setting> settings = spread();
    for (int rank = 0; rank < Math.min(BEST, observed.size()); rank++) {
      near(rank, observed.get(rank).setting(), settings);
    }
    settings.removeAll(taken);
    settings.forEach(setting -> thought(setting).ifPresent(thoughts::add));
  }

  /** Whether this is the batch of a stage of a study. */
  boolean isOf(long otherSeed, String otherStage) {
    return studySeed == otherSeed && stage.equals(otherStage);
  }

  boolean hasNext() {
    return !thoughts.isEmpty();
  }

  /** The next setting; it is not thought of again. */
  Setting next() {
    if (thoughts.isEmpty()) {
      throw new NoSuchElementException("all settings that were thought of have been drawn");
    }
    int chosen = 0;
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < thoughts.size(); i++) {
      Prediction prediction = thoughts.get(i).prediction();
      prediction.update();
      double improvement = improvement(prediction);
      if (improvement > highest) {
        highest = improvement;
        chosen = i;
      }
    }
    Thought next = thoughts.remove(chosen);
    process.believe(next.prediction());
    thoughts.removeIf(thought -> same(thought, next));
    return next.setting();
  }

  private static boolean same(Thought one, Thought other) {
    double[] a = one.prediction().point();
    double[] b = other.prediction().point();
    return IntStream.range(0, a.length).allMatch(d -> Math.abs(a[d] - b[d]) < ALIKE);
  }

  /** By how much a point exceeds the best, on average, where falling short counts as nothing. */
  private double improvement(Prediction prediction) {
    double deviation = StrictMath.sqrt(prediction.variance());
    double above = prediction.mean() - best;
    if (deviation == 0) {
      return Math.max(0, above);
    }
    double z = above / deviation;
    return above * NORMAL.cumulativeProbability(z) + deviation * NORMAL.density(z);
  }

  private Optional<Thought> thought(Setting setting) {
    return surrogate.coordinates(setting).map(point -> new Thought(setting, process.at(point)));
  }

  private Set<Setting> spread() {
    Sampler sobol = new SobolSampler();
    Set<Setting> settings = new LinkedHashSet<>();
    for (int i = 0; i < SPREAD; i++) {
      settings.add(sobol.sample(surrogate.space(), studySeed, stage, i, 0));
    }
    return settings;
  }

  /**
   * Thinks of settings near one.
   *
   * @param settings modified: they are added
   */
  private void near(int rank, Setting centre, Set<Setting> settings) {
    String purpose = "near %d ".formatted(rank);
    for (int i = 0; i < NEAR; i++) {
      int number = i;
      settings.add(surrogate.space().at(name -> near(centre, name, purpose, number)));
    }
  }

  /** A coordinate near a setting's, mostly very near. */
  private double near(Setting centre, String name, String purpose, int number) {
    double offset = 2 * Seeds.point(studySeed, stage, number, 0, purpose + name) - 1;
    double u =
        Axis.of(name, surrogate.space().distribution(name)).coordinate(centre)
            + REACH * offset * offset * offset;
    return Math.min(Math.max(u, 0), Math.nextDown(1.0));
  }
}
