package io.github.clrsearch.search.samplers;

import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Seeds;
import io.github.clrsearch.search.space.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * Draws the points of a scrambled Sobol sequence. In every dimension, each of the first 2^k points
 * falls into a different interval of 2^-k of the range; all dimensions together are filled evenly
 * too, whereas random points leave gaps and clusters. A longer stage begins with the points of a
 * shorter one.
 *
 * <p>The scrambling is Owen's nested uniform scrambling ("Scrambling Sobol' and Niederreiter-Xing
 * points", Journal of Complexity 14, 1998): each binary digit is flipped at random, independently
 * for every sequence of digits before it. It keeps the even spread, makes every single point
 * uniform, and gives different points for each seed. The flips are derived from the study's seed,
 * the stage, the attempt and the name of the dimension. The sequence comes from Commons Math, with
 * the direction numbers of Joe and Kuo ("Constructing Sobol sequences with better two-dimensional
 * projections", SIAM Journal on Scientific Computing 30, 2008).
 *
 * <p>A point that was tried already is redrawn from another scrambling of the same sequence.
 * Dimensions beyond {@value #DIMENSIONS} are random.
 */
public final class SobolSampler implements Sampler {
  private static final long serialVersionUID = 1;

  /** Number of dimensions with direction numbers. */
  private static final int DIMENSIONS = 1000;

  /** Binary digits of a coordinate in Commons Math. */
  private static final int DIGITS = 52;

  /** Reused, because creating one takes a millisecond. Every use sets its position. */
  private transient SobolSequenceGenerator sequence;

  private transient int width;

  @Override
  public Setting sample(SearchSpace space, long studySeed, String stage, int number, int attempt) {
    List<String> searched = space.dimensions();
    List<String> dimensions = searched.subList(0, Math.min(DIMENSIONS, searched.size()));
    Map<String, Double> coordinates = new LinkedHashMap<>();
    if (!dimensions.isEmpty()) {
      double[] point = unscrambled(dimensions.size(), number);
      for (int i = 0; i < point.length; i++) {
        String name = dimensions.get(i);
        long digits = (long) (point[i] * (1L << DIGITS));
        long coins = Seeds.scrambling(studySeed, stage, attempt, name);
        coordinates.put(name, scrambled(digits, coins) / (double) (1L << DIGITS));
      }
    }
    return space.at(
        name ->
            coordinates.containsKey(name)
                ? coordinates.get(name)
                : Seeds.point(studySeed, stage, number, attempt, name));
  }

  private double[] unscrambled(int dimensions, int number) {
    if (width != dimensions) {
      sequence = new SobolSequenceGenerator(dimensions);
      width = dimensions;
    }
    return sequence.skipTo(number);
  }

  /**
   * Flips each digit by the coin of its position and of the digits before it.
   *
   * @param digits {@value #DIGITS} binary digits, the first one the highest
   */
  private static long scrambled(long digits, long coins) {
    long flips = 0;
    for (int place = 0; place < DIGITS; place++) {
      int shift = DIGITS - place;
      // The digits before it, with a leading 1 to distinguish 0 from 00.
      long before = (digits >>> shift) | (1L << place);
      flips |= Seeds.coin(coins, before) << (shift - 1);
    }
    return digits ^ flips;
  }
}
