package io.github.clrsearch.search.samplers;

import io.github.clrsearch.search.samplers.GaussianProcess.Prediction;
import io.github.clrsearch.search.space.Axis;
import io.github.clrsearch.search.space.Distribution;
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
 * Draws a batch of settings. Each is the candidate point of the highest expected improvement over
 * the best, after the predicted means of the points before it were added as observations. Candidate
 * points are spread over the whole space, and around the best settings.
 */
final class ImprovementBatch {
  private static final int SPREAD = 1024;
  private static final int BEST = 5;
  private static final int NEAR = 100;

  /** Maximum distance of a near point from a best one, as a fraction of the range. */
  private static final double REACH = 0.25;

  /** Share of the near points that have any word instead of that of the best. */
  private static final double OTHER_WORD = 0.25;

  /** Points that are closer along every axis are duplicates. */
  private static final double MIN_DISTANCE = 0.02;

  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  private final Surrogate surrogate;
  private final GaussianProcess process;
  private final long studySeed;
  private final String stage;
  private final int salt;
  private final List<CandidatePoint> points = new ArrayList<>();
  private final double best;

  /** A setting that may be drawn, and its prediction. */
  private record CandidatePoint(Setting setting, Prediction prediction) {}

  /**
   * Starts a batch.
   *
   * @param salt distinguishes the candidate points from those of other batches of the stage
   * @param taken settings that are not drawn
   */
  ImprovementBatch(
      Surrogate surrogate, long studySeed, String stage, int salt, Set<Setting> taken) {
    this.surrogate = surrogate;
    this.process = surrogate.process();
    this.studySeed = studySeed;
    this.stage = stage;
    this.salt = salt;
    List<CandidatePoint> observed =
        surrogate.settings().stream()
            .distinct()
            .flatMap(setting -> point(setting).stream())
            .sorted(
                Comparator.comparingDouble((CandidatePoint p) -> p.prediction().mean()).reversed())
            .toList();
    this.best = observed.get(0).prediction().mean();
    Set<Setting> settings = spread();
    for (int rank = 0; rank < Math.min(BEST, observed.size()); rank++) {
      near(rank, observed.get(rank).setting(), settings);
    }
    settings.removeAll(taken);
    settings.forEach(setting -> point(setting).ifPresent(points::add));
  }

  /** Whether this is the batch of this stage of a study of this seed. */
  boolean isOf(long otherSeed, String otherStage) {
    return studySeed == otherSeed && stage.equals(otherStage);
  }

  boolean hasNext() {
    return !points.isEmpty();
  }

  /** The next setting. Its point, and those too close to it, are removed. */
  Setting next() {
    if (points.isEmpty()) {
      throw new NoSuchElementException("all candidate points have been drawn");
    }
    int chosen = 0;
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < points.size(); i++) {
      Prediction prediction = points.get(i).prediction();
      prediction.update();
      double improvement = improvement(prediction);
      if (improvement > highest) {
        highest = improvement;
        chosen = i;
      }
    }
    CandidatePoint next = points.remove(chosen);
    add(next);
    return next.setting();
  }

  /** Adds a setting that is trained anyway, as if it had been drawn. */
  void add(Setting known) {
    point(known).ifPresent(this::add);
  }

  private void add(CandidatePoint drawn) {
    process.addPredictedMean(drawn.prediction());
    points.removeIf(point -> isClose(point, drawn));
  }

  private static boolean isClose(CandidatePoint one, CandidatePoint other) {
    double[] a = one.prediction().point();
    double[] b = other.prediction().point();
    return IntStream.range(0, a.length).allMatch(d -> Math.abs(a[d] - b[d]) < MIN_DISTANCE);
  }

  /** The expected improvement: the mean of max(0, value - best). */
  private double improvement(Prediction prediction) {
    double deviation = StrictMath.sqrt(prediction.variance());
    double above = prediction.mean() - best;
    if (deviation == 0) {
      return Math.max(0, above);
    }
    double z = above / deviation;
    return above * NORMAL.cumulativeProbability(z) + deviation * NORMAL.density(z);
  }

  private Optional<CandidatePoint> point(Setting setting) {
    return surrogate
        .coordinates(setting)
        .map(point -> new CandidatePoint(setting, process.at(point)));
  }

  private Set<Setting> spread() {
    Sampler sobol = new SobolSampler();
    Set<Setting> settings = new LinkedHashSet<>();
    for (int i = 0; i < SPREAD; i++) {
      settings.add(sobol.sample(surrogate.space(), studySeed, stage, i, salt));
    }
    return settings;
  }

  /**
   * Adds points near a setting.
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

  /** A coordinate near that of a setting; most are very close. */
  private double near(Setting centre, String name, String purpose, int number) {
    double offset = 2 * Seeds.point(studySeed, stage, number, salt, purpose + name) - 1;
    Distribution distribution = surrogate.space().distribution(name);
    double middle = Axis.of(name, distribution).coordinate(centre);
    if (distribution.hasWords()) {
      // Words have no neighbours.
      return Math.abs(offset) < OTHER_WORD ? Math.abs(offset) / OTHER_WORD : middle;
    }
    double u = middle + REACH * offset * offset * offset;
    return Math.min(Math.max(u, 0), Math.nextDown(1.0));
  }
}
